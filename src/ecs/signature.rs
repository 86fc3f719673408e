//! The signatures of Alibaba Cloud: V1 among the parameters, V3 in the header.
//!
//! Follows the vendor's pages "RPC-style API calls: request signature" and "V3 request structure and signature".

use crate::config::AccessKey;
use crate::head::Head;
use crate::params::Params;
use crate::signing::{
    self, AuthError, Nonces, canonical, check_skew, encode, hex, hmac_sha1, hmac_sha256, pairs, same, secret,
    sha256_hex, time,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;

/// Verifies the signature of a request, at the caller's time. `find` knows the keys, `nonces` what was used.
pub fn verify<'k>(
    head: &Head<'_>,
    params: &Params<'_>,
    now: Timestamp,
    nonces: &Nonces,
    find: impl Fn(&str) -> Option<&'k AccessKey>,
) -> Result<(), AuthError> {
    // The headers x-acs-action and x-acs-version come with both.
    let (key, nonce) =
        if head.authorization.starts_with("ACS3-") { v3(head, now, find)? } else { v1(head, params, now, find)? };
    if nonces.fresh(&key, &nonce, now) { Ok(()) } else { Err(AuthError::NonceUsed) }
}

/// Verifies a V1, and returns its key and nonce.
fn v1<'k>(
    head: &Head<'_>,
    params: &Params<'_>,
    now: Timestamp,
    find: impl Fn(&str) -> Option<&'k AccessKey>,
) -> Result<(String, String), AuthError> {
    let field = |name: &'static str| params.get(name).ok_or(AuthError::Missing(name));
    let key = field("AccessKeyId")?;
    let (signature, nonce) = (field("Signature")?, field("SignatureNonce")?);
    let timestamp = params.get("Timestamp").or(params.get("TimeStamp")).ok_or(AuthError::Missing("Timestamp"))?;
    let sha256 = match field("SignatureMethod")? {
        "HMAC-SHA1" => false,
        "HMAC-SHA256" => true,
        _ => return Err(AuthError::Method),
    };
    let secret = secret(find(key), params.get("SecurityToken"))?;
    check_skew(time(timestamp).ok_or(AuthError::TimeMalformed)?, now)?;
    let signed = pairs(&[head.query.as_bytes(), head.body]).into_iter().filter(|(name, _)| name != "Signature");
    let text = format!("{}&%2F&{}", head.method, encode(&canonical(signed)));
    let mac_key = format!("{secret}&");
    let ours = if sha256 {
        BASE64_STANDARD.encode(hmac_sha256(mac_key.as_bytes(), text.as_bytes()))
    } else {
        BASE64_STANDARD.encode(hmac_sha1(mac_key.as_bytes(), text.as_bytes()))
    };
    if !same(&ours, signature) {
        // The SDKs compare what comes after the colon with their own.
        let text = format!("Specified signature is not matched with our calculation. server string to sign is:{text}");
        return Err(AuthError::Mismatch(text));
    }
    Ok((key.to_owned(), nonce.to_owned()))
}

/// Verifies a V3, and returns its key and nonce.
fn v3<'k>(
    head: &Head<'_>,
    now: Timestamp,
    find: impl Fn(&str) -> Option<&'k AccessKey>,
) -> Result<(String, String), AuthError> {
    const ALGORITHM: &str = "ACS3-HMAC-SHA256";
    let rest = head.authorization.strip_prefix(ALGORITHM).ok_or(AuthError::Method)?;
    let field = |name: &str| {
        signing::field(rest, name)
            .ok_or_else(|| AuthError::Incomplete(format!("the Authorization header has no {name}")))
    };
    let (key, signed_headers, signature) = (field("Credential")?, field("SignedHeaders")?, field("Signature")?);
    let header = |name: &'static str| head.header(name).ok_or(AuthError::Missing(name));
    let (date, nonce) = (header("x-acs-date")?, header("x-acs-signature-nonce")?);
    let hash = header("x-acs-content-sha256")?;
    let secret = secret(find(key), head.header("x-acs-security-token").as_deref())?;
    check_skew(time(&date).ok_or(AuthError::TimeMalformed)?, now)?;
    let mut headers = String::new();
    for name in signed_headers.split(';') {
        headers.push_str(&format!("{name}:{}\n", head.header(name).unwrap_or_default()));
    }
    let query = canonical(pairs(&[head.query.as_bytes()]).into_iter());
    let request = format!("{}\n{}\n{query}\n{headers}\n{signed_headers}\n{hash}", head.method, head.path);
    let text = format!("{ALGORITHM}\n{}", sha256_hex(request.as_bytes()));
    let ours = hex(&hmac_sha256(secret.as_bytes(), text.as_bytes()));
    if !same(&ours, signature) || !same(&sha256_hex(head.body), &hash) {
        let text = format!(
            "Specified signature does not match our calculation. server StringToSign is [{text}] server CanonicalRequest is \
             [{request}]"
        );
        return Err(AuthError::Mismatch(text));
    }
    Ok((key.to_owned(), nonce.into_owned()))
}
