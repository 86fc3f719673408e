//! Verification of AWS signatures: Signature Version 4, in the header or in the query, and Version 2.
//!
//! Follows the AWS General Reference, "Signature Version 4 signing process", and the EC2 Developer Guide, "Query
//! requests for Amazon EC2".

use super::caller::{Caller, Claim, Credential, incomplete, known, region_of};
use crate::wire::access_key::AccessKey;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{
    AuthError, Authorization, AwsAuthError, Verified, canonical, check_signed, check_skew, encode, hmac_sha1,
    hmac_sha256, pairs, secret, sha256_hex, time,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Verifies the signature of a request to a service, and returns the caller. `now` is the machine's time; `find` looks
/// up an access key.
pub fn verify<'a, 'k>(
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    service: &str,
    now: Timestamp,
    find: impl Fn(&str) -> Option<Cow<'k, AccessKey>>,
) -> Result<Caller<'a>, AuthError> {
    match Claim::read(params, head)? {
        Claim::Header(authorization, credential) => {
            V4::in_header(head, authorization, credential)?.verify(head, service, now, find)
        }
        Claim::Query(credential) => V4::in_query(params, credential)?.verify(head, service, now, find),
        Claim::V2(credential) => v2(head, params, credential.access_key, now, find),
    }
}

/// The hosts that may have been signed: the Host header as sent, and without its port, as some clients sign it.
fn hosts(host: &str) -> impl Iterator<Item = &str> {
    [Some(host), host.rsplit_once(':').map(|(bare, _)| bare)].into_iter().flatten()
}

/// The Host header as sent.
fn host<'h>(head: &Head<'h>) -> Cow<'h, str> {
    head.header("host").unwrap_or(Cow::Borrowed(head.host))
}

/// A parsed Signature Version 4.
struct V4<'h> {
    credential: Credential<'h>,
    signed_headers: &'h str,
    signature: &'h str,
    date: Cow<'h, str>,
    token: Option<Cow<'h, str>>,
    /// The validity of a signature in the query, from 1 second to 7 days. `None` for one in the header.
    expires: Option<SignedDuration>,
}

impl<'h> V4<'h> {
    fn in_header(
        head: &'h Head<'_>,
        authorization: Authorization<'h>,
        credential: Credential<'h>,
    ) -> Result<Self, AuthError> {
        if authorization.algorithm != ALGORITHM {
            return Err(AuthError::Method);
        }
        let date = head.header("x-amz-date").or_else(|| head.header("date"));
        Ok(Self {
            credential,
            signed_headers: authorization.signed_headers.ok_or_else(|| incomplete("SignedHeaders"))?,
            signature: authorization.signature.ok_or_else(|| incomplete("Signature"))?,
            date: date.ok_or_else(|| incomplete("X-Amz-Date' or 'Date"))?,
            token: head.header("x-amz-security-token"),
            expires: None,
        })
    }

    fn in_query(params: &'h Params<'_>, credential: Credential<'h>) -> Result<Self, AuthError> {
        let field = |name| params.get(name).ok_or(AuthError::Missing(name));
        if field("X-Amz-Algorithm")? != ALGORITHM {
            return Err(AuthError::Method);
        }
        field("X-Amz-Credential")?;
        let expires = field("X-Amz-Expires")?.parse::<u32>().ok().filter(|seconds| (1..=604_800).contains(seconds));
        let expires = expires.ok_or_else(|| AuthError::Incomplete("X-Amz-Expires is from 1 to 604800.".to_owned()))?;
        Ok(Self {
            credential,
            signed_headers: field("X-Amz-SignedHeaders")?,
            signature: field("X-Amz-Signature")?,
            date: Cow::Borrowed(field("X-Amz-Date")?),
            token: params.get("X-Amz-Security-Token").map(Cow::Borrowed),
            expires: Some(SignedDuration::from_secs(expires.into())),
        })
    }

    fn verify<'k>(
        &self,
        head: &Head<'_>,
        service: &str,
        now: Timestamp,
        find: impl Fn(&str) -> Option<Cow<'k, AccessKey>>,
    ) -> Result<Caller<'h>, AuthError> {
        let Credential { text, access_key, scope } = self.credential;
        let parts: Vec<&str> = scope.split('/').collect();
        let [day, region, scoped, "aws4_request"] = parts[..] else {
            let text = format!("Credential must have 5 slash-delimited parts, got {text}.");
            return Err(AuthError::Incomplete(text));
        };
        check_signed(head, self.signed_headers, &[], &["x-amz-target"])?;
        let key = find(access_key);
        let secret = secret(key.as_deref(), self.token.as_deref())?;
        let at = basic_time(&self.date).ok_or(AuthError::TimeMalformed)?;
        match self.expires {
            None => check_skew(at, now)?,
            Some(expires) if now.duration_since(at) > expires => return Err(AuthError::Expired),
            // The signature is dated in the future.
            Some(_) if at > now => check_skew(at, now)?,
            Some(_) => {}
        }
        let region_name = check_scope((day, region, scoped), at, service, head)?;
        let signing = hmac_sha256(format!("AWS4{secret}").as_bytes(), day.as_bytes());
        let signing =
            [region, scoped, "aws4_request"].iter().fold(signing, |key, part| hmac_sha256(&key, part.as_bytes()));
        let mut string_to_sign = String::new();
        for host in hosts(&host(head)) {
            let hash = sha256_hex(self.canonical_request(head, host)?.as_bytes());
            let text = format!("{ALGORITHM}\n{}\n{scope}\n{hash}", self.date);
            let expected = hex::encode(hmac_sha256(&signing, text.as_bytes()));
            if let Some(verified) = Verified::by_signature(access_key, &expected, self.signature) {
                return Ok(Caller { verified, region: Some(region_name) });
            }
            string_to_sign = text;
        }
        Err(AuthError::Mismatch(string_to_sign))
    }

    fn canonical_request(&self, head: &Head<'_>, host: &str) -> Result<String, AuthError> {
        let query = pairs(&[head.query.as_bytes()]).into_iter().filter(|(name, _)| name != "X-Amz-Signature");
        let path = path(head.path);
        let mut request = format!("{}\n{path}\n{}\n", head.method, canonical(query));
        for name in self.signed_headers.split(';') {
            let value = if name == "host" { Some(Cow::Borrowed(host)) } else { head.header(name) };
            let value = value.ok_or_else(|| AuthError::Incomplete(format!("'{name}' is signed and not there.")))?;
            let words: Vec<&str> = value.split_whitespace().collect();
            request.extend([name, ":", &words.join(" "), "\n"]);
        }
        let payload = match head.header("x-amz-content-sha256") {
            Some(hash) if hash == "UNSIGNED-PAYLOAD" => hash,
            _ => Cow::Owned(sha256_hex(head.body)),
        };
        request.extend(["\n", self.signed_headers, "\n", &payload]);
        Ok(request)
    }
}

/// Refuses a scope whose day is not the day of the signature's date, whose service is not this service, or whose region
/// is unknown or not that of the host. Returns the region.
fn check_scope(
    (day, region, scoped): (&str, &str, &str),
    at: Timestamp,
    service: &str,
    head: &Head<'_>,
) -> Result<&'static str, AuthError> {
    let date = at.strftime("%Y%m%d").to_string();
    if day != date {
        let text = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP";
        return Err(AwsAuthError::Scope(format!("{text}: '{day}' != '{date}'.")).into());
    }
    if scoped != service {
        let text = format!("Credential should be scoped to correct service: '{service}'.");
        return Err(AwsAuthError::Scope(text).into());
    }
    let (name, host) = (known(region)?, region_of(head.host)?);
    if host.is_some_and(|host| host != name) {
        let text = format!("Credential should be scoped to a valid region, not '{region}'.");
        return Err(AwsAuthError::Scope(text).into());
    }
    Ok(name)
}

/// The canonical path, with each segment encoded. Repeated slashes become one: a client sends `//` for `/`.
fn path(path: &str) -> String {
    let segments: Vec<_> =
        path.split('/').filter(|segment| !segment.is_empty()).map(|part| encode(part).replace("%25", "%")).collect();
    format!("/{}", segments.join("/"))
}

/// Parses a time in the basic format of ISO 8601, as in `20261121T080000Z`, or in the format of HTTP's Date header.
fn basic_time(text: &str) -> Option<Timestamp> {
    let zoned = jiff::fmt::strtime::parse("%Y%m%dT%H%M%SZ", text).and_then(|parsed| parsed.to_datetime());
    match zoned.and_then(|datetime| datetime.to_zoned(jiff::tz::TimeZone::UTC)) {
        Ok(zoned) => Some(zoned.timestamp()),
        Err(_) => jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()).or_else(|| time(text)),
    }
}

/// Verifies a Signature Version 2. Of the headers, it signs only the host.
fn v2<'a, 'k>(
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    access_key: &'a str,
    now: Timestamp,
    find: impl Fn(&str) -> Option<Cow<'k, AccessKey>>,
) -> Result<Caller<'a>, AuthError> {
    if head.amz_target().is_some() {
        return Err(AuthError::Method);
    }
    let field = |name: &'static str| params.get(name).ok_or(AuthError::Missing(name));
    let signature = field("Signature")?;
    if field("SignatureVersion")? != "2" {
        return Err(AuthError::Method);
    }
    let sha256 = match field("SignatureMethod")? {
        "HmacSHA256" => true,
        "HmacSHA1" => false,
        _ => return Err(AuthError::Method),
    };
    let key = find(access_key);
    let secret = secret(key.as_deref(), params.get("SecurityToken"))?;
    match (params.get("Timestamp"), params.get("Expires")) {
        (Some(text), _) => check_skew(time(text).ok_or(AuthError::TimeMalformed)?, now)?,
        (None, Some(text)) if now > time(text).ok_or(AuthError::TimeMalformed)? => return Err(AuthError::Expired),
        (None, Some(_)) => {}
        (None, None) => return Err(AuthError::Missing("Timestamp")),
    }
    let signed = pairs(&[head.query.as_bytes(), head.body]).into_iter().filter(|(name, _)| name != "Signature");
    let signed = canonical(signed);
    let path = if head.path.is_empty() { "/" } else { head.path };
    let mut string_to_sign = String::new();
    for host in hosts(&host(head)) {
        let text = format!("{}\n{}\n{path}\n{signed}", head.method, host.to_ascii_lowercase());
        let (key, bytes) = (secret.as_bytes(), text.as_bytes());
        let expected = if sha256 {
            BASE64_STANDARD.encode(hmac_sha256(key, bytes))
        } else {
            BASE64_STANDARD.encode(hmac_sha1(key, bytes))
        };
        if let Some(verified) = Verified::by_signature(access_key, &expected, signature) {
            return Ok(Caller { verified, region: region_of(host)? });
        }
        string_to_sign = text;
    }
    Err(AuthError::Mismatch(string_to_sign))
}
