//! Verification of Alibaba Cloud's signatures: V1 in the parameters, V3 in the Authorization header.
//!
//! Follows the vendor's pages "RPC-style API calls: request signature" and "V3 request structure and signature".

use super::caller::Claim;
use crate::wire::access_key::AccessKey;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{
    AuthError, Authorization, Verified, canonical, check_signed, check_skew, encode, hmac_sha1, hmac_sha256, pairs,
    same, secret, sha256_hex, time,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use std::borrow::Cow;

/// The parameter for the token of a temporary access key.
pub const SECURITY_TOKEN: &str = "SecurityToken";

/// Verifies the signature of a request, and returns the access key. `now` is the machine's time, `find` looks up an
/// access key, and `record` records a nonce and fails if it is used.
pub fn verify<'a, 'k>(
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    now: Timestamp,
    record: impl Fn(&str, &str, Timestamp) -> Result<(), AuthError>,
    find: impl Fn(&str) -> Option<Cow<'k, AccessKey>>,
) -> Result<Verified<'a>, AuthError> {
    let (verified, nonce, at) = match Claim::read(params, head)? {
        Claim::V3(authorization) => v3(head, authorization, now, find)?,
        Claim::V1(access_key) => v1(head, params, access_key, now, find)?,
    };
    record(verified.access_key(), &nonce, at)?;
    Ok(verified)
}

/// A verified access key, the nonce, and the time of the signature.
type Signed<'a> = (Verified<'a>, Cow<'a, str>, Timestamp);

/// The secret of an access key. A temporary key without its token has an error of its own.
fn secret_of<'k>(key: Option<&'k AccessKey>, token: Option<&str>) -> Result<&'k str, AuthError> {
    match key {
        Some(key) if key.session_token.is_some() && token.is_none() => Err(AuthError::Missing(SECURITY_TOKEN)),
        key => secret(key, token),
    }
}

/// Verifies a V1 signature.
fn v1<'a, 'k>(
    head: &Head<'_>,
    params: &'a Params<'_>,
    access_key: Option<&'a str>,
    now: Timestamp,
    find: impl Fn(&str) -> Option<Cow<'k, AccessKey>>,
) -> Result<Signed<'a>, AuthError> {
    let field = |name: &'static str| params.get(name).ok_or(AuthError::Missing(name));
    let key = access_key.ok_or(AuthError::Missing("AccessKeyId"))?;
    let (signature, nonce) = (field("Signature")?, field("SignatureNonce")?);
    let timestamp = params.get("Timestamp").or(params.get("TimeStamp")).ok_or(AuthError::Missing("Timestamp"))?;
    let sha256 = match field("SignatureMethod")? {
        "HMAC-SHA1" => false,
        "HMAC-SHA256" => true,
        _ => return Err(AuthError::Method),
    };
    let known = find(key);
    let secret = secret_of(known.as_deref(), params.get("SecurityToken"))?;
    let at = time(timestamp).ok_or(AuthError::TimeMalformed)?;
    check_skew(at, now)?;
    let signed = pairs(&[head.query.as_bytes(), head.body]).into_iter().filter(|(name, _)| name != "Signature");
    let text = format!("{}&%2F&{}", head.method, encode(&canonical(signed)));
    let mac_key = format!("{secret}&");
    let expected = if sha256 {
        BASE64_STANDARD.encode(hmac_sha256(mac_key.as_bytes(), text.as_bytes()))
    } else {
        BASE64_STANDARD.encode(hmac_sha1(mac_key.as_bytes(), text.as_bytes()))
    };
    match Verified::by_signature(key, &expected, signature) {
        Some(verified) => Ok((verified, nonce.into(), at)),
        // SDKs compare the text after the colon with their own string to sign.
        None => Err(AuthError::Mismatch(format!(
            "Specified signature is not matched with our calculation. server string to sign is:{text}"
        ))),
    }
}

/// Verifies a V3 signature.
fn v3<'a, 'k>(
    head: &'a Head<'_>,
    authorization: Authorization<'a>,
    now: Timestamp,
    find: impl Fn(&str) -> Option<Cow<'k, AccessKey>>,
) -> Result<Signed<'a>, AuthError> {
    const ALGORITHM: &str = "ACS3-HMAC-SHA256";
    let Authorization { algorithm, credential, signed_headers, signature } = authorization;
    if algorithm != ALGORITHM {
        return Err(AuthError::Method);
    }
    let field = |name: &str, field: Option<&'a str>| {
        field.ok_or_else(|| AuthError::Incomplete(format!("the Authorization header has no {name}")))
    };
    let key = field("Credential", credential)?;
    let (signed_headers, signature) = (field("SignedHeaders", signed_headers)?, field("Signature", signature)?);
    // The action and the version can be in the parameters, which are always signed, or in these last two headers, which
    // then must be signed.
    check_signed(head, signed_headers, &["x-acs-date", "x-acs-signature-nonce"], &["x-acs-action", "x-acs-version"])?;
    let header = |name: &'static str| head.header(name).ok_or(AuthError::Missing(name));
    let (date, nonce) = (header("x-acs-date")?, header("x-acs-signature-nonce")?);
    let hash = header("x-acs-content-sha256")?;
    let known = find(key);
    let secret = secret_of(known.as_deref(), head.header("x-acs-security-token").as_deref())?;
    let at = time(&date).ok_or(AuthError::TimeMalformed)?;
    check_skew(at, now)?;
    let mut headers = String::new();
    for name in signed_headers.split(';') {
        headers.push_str(&format!("{name}:{}\n", head.header(name).unwrap_or_default()));
    }
    let query = canonical(pairs(&[head.query.as_bytes()]).into_iter());
    let request = format!("{}\n{}\n{query}\n{headers}\n{signed_headers}\n{hash}", head.method, head.path);
    let text = format!("{ALGORITHM}\n{}", sha256_hex(request.as_bytes()));
    let expected = hex::encode(hmac_sha256(secret.as_bytes(), text.as_bytes()));
    match Verified::by_signature(key, &expected, signature).filter(|_| same(&sha256_hex(head.body), &hash)) {
        Some(verified) => Ok((verified, nonce, at)),
        None => Err(AuthError::Mismatch(format!(
            "Specified signature does not match our calculation. server StringToSign is [{text}] server CanonicalRequest is \
             [{request}]"
        ))),
    }
}
