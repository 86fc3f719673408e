//! What the signatures of both clouds have in common.

use super::access_key::{AccessKey, KeyStatus};
use super::head::Head;
use super::params::form;
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// How far a caller's clock may be off, in either direction.
pub const SKEW: SignedDuration = SignedDuration::from_mins(15);

/// Whether signatures are verified.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Signatures {
    /// They are read for the access key and the region, and that is all.
    Off,
    /// They must be there, and right.
    Check,
}

/// What a web page of another origin is told. The text is ours.
pub const FOREIGN_PAGE: &str =
    "A web page of another origin sends this request. The key cors_origins names the origins that may.";

/// What is wrong with a signature, its access key, its time or its nonce, or with who sends it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    #[error("the signature has no {0}")]
    Missing(&'static str),
    /// The text says what is wrong.
    #[error("the signature is not written as one: {}", .0.trim_end_matches('.'))]
    Incomplete(String),
    #[error("the signature is made by a method that the API does not have")]
    Method,
    /// It is not configured, or has no secret.
    #[error("the access key is not known")]
    UnknownKey,
    #[error("the access key is disabled")]
    DisabledKey,
    #[error("the session token is not that of the access key")]
    SessionToken,
    #[error("the session of the temporary access key has ended")]
    SessionEnded,
    #[error("the time of the signature is not written as one")]
    TimeMalformed,
    #[error("the signature was made too long ago, or is yet to be made")]
    Expired,
    /// The string that this server signed.
    #[error("the signature is another one than the call and the secret make")]
    Mismatch(String),
    #[error("the access key may not do this")]
    Denied,
    #[error("{FOREIGN_PAGE}")]
    ForeignPage,
    #[error(transparent)]
    Aws(#[from] AwsAuthError),
    #[error(transparent)]
    Alibaba(#[from] AlibabaAuthError),
}

/// What is wrong with a signature of AWS only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsAuthError {
    #[error("the call is not signed")]
    Unsigned,
    /// The text says which.
    #[error("the signature is made for another day, region or service: {}", .0.trim_end_matches('.'))]
    Scope(String),
    #[error("AWS has no region {0}")]
    UnknownRegion(String),
}

/// What is wrong with a signature of Alibaba Cloud only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaAuthError {
    #[error("the nonce of the signature was used before")]
    NonceUsed,
}

/// The secret of an access key. Fails if the key is unknown or disabled, has no secret, or if `token` is not its session
/// token.
pub fn secret<'k>(key: Option<&'k AccessKey>, token: Option<&str>) -> Result<&'k str, AuthError> {
    let key = key.ok_or(AuthError::UnknownKey)?;
    let secret = key.secret.as_ref().ok_or(AuthError::UnknownKey)?;
    match key.status {
        KeyStatus::Active => {}
        KeyStatus::Disabled => return Err(AuthError::DisabledKey),
        KeyStatus::Expired => return Err(AuthError::SessionEnded),
    }
    match (&key.session_token, token) {
        (None, None) => Ok(secret.reveal()),
        (Some(known), Some(token)) if same(known.reveal(), token) => Ok(secret.reveal()),
        _ => Err(AuthError::SessionToken),
    }
}

/// The access key that a call is made with. It decides the account, the region and the permissions. There are two ways to
/// get one: by a correct signature, or by the caller's claim if signatures are not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified<'a>(&'a str);

impl<'a> Verified<'a> {
    /// The key, if both signatures are equal.
    pub fn by_signature(access_key: &'a str, ours: &str, theirs: &str) -> Option<Self> {
        same(ours, theirs).then_some(Self(access_key))
    }

    /// The key that the caller claims to have, if signatures are not checked; else none.
    pub fn by_claim(signatures: Signatures, access_key: &'a str) -> Self {
        match signatures {
            Signatures::Off => Self(access_key),
            Signatures::Check => Self::default(),
        }
    }

    /// The key; empty if there is none.
    pub fn access_key(self) -> &'a str {
        self.0
    }
}

/// An Authorization header: `ALGORITHM Credential=..., SignedHeaders=..., Signature=...`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Authorization<'h> {
    pub algorithm: &'h str,
    /// The access key, and with AWS also the date, region and service.
    pub credential: Option<&'h str>,
    /// The names of the signed headers, separated by semicolons.
    pub signed_headers: Option<&'h str>,
    pub signature: Option<&'h str>,
}

impl<'h> Authorization<'h> {
    /// Parses it. Refuses unknown fields, and fields that occur twice.
    pub fn read(text: &'h str) -> Result<Self, AuthError> {
        let (algorithm, fields) = text.split_once(' ').unwrap_or((text, ""));
        let mut read = Self { algorithm, ..Self::default() };
        for field in fields.split(',').map(str::trim).filter(|field| !field.is_empty()) {
            let malformed = || AuthError::Incomplete(format!("'{field}' is no part of an Authorization header."));
            let (name, value) = field.split_once('=').ok_or_else(malformed)?;
            let place = match name {
                "Credential" => &mut read.credential,
                "SignedHeaders" => &mut read.signed_headers,
                "Signature" => &mut read.signature,
                _ => return Err(malformed()),
            };
            if value.is_empty() || value.contains(char::is_whitespace) || place.replace(value).is_some() {
                return Err(malformed());
            }
        }
        Ok(read)
    }
}

/// Checks which headers are signed: the host and those in `required`, and those in `required_if_present` that the request
/// has. Also refuses a signature for another host than the one that was called.
pub fn check_signed(
    head: &Head<'_>,
    signed_headers: &str,
    required: &[&str],
    required_if_present: &[&str],
) -> Result<(), AuthError> {
    let present = required_if_present.iter().filter(|name| head.header(name).is_some());
    for name in ["host"].iter().chain(required).chain(present) {
        if signed_headers.split(';').all(|signed| signed != *name) {
            return Err(AuthError::Incomplete(format!("'{name}' must be a 'SignedHeader' in the Authorization.")));
        }
    }
    if head.is_host_consistent() {
        return Ok(());
    }
    Err(AuthError::Incomplete("'host' is signed for another host than is called.".to_owned()))
}

pub fn hmac_sha256(key: &[u8], text: &[u8]) -> [u8; 32] {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac.chain_update(text).finalize().into_bytes().into(),
        // Not reached: HMAC takes keys of any length.
        Err(_) => [0; 32],
    }
}

pub fn hmac_sha1(key: &[u8], text: &[u8]) -> [u8; 20] {
    match Hmac::<Sha1>::new_from_slice(key) {
        Ok(mac) => mac.chain_update(text).finalize().into_bytes().into(),
        Err(_) => [0; 20],
    }
}

pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Compares two texts in constant time, so that the time does not reveal where they differ.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// The characters that [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.3) encodes: all but letters, digits and
/// `-_.~`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes as in RFC 3986.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The decoded pairs of queries and forms, including those with empty values.
pub fn pairs(parts: &[&[u8]]) -> Vec<(String, String)> {
    let all = parts.iter().flat_map(|part| form(part));
    all.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// The canonical query of the pairs: encoded, sorted, and joined with `&`.
pub fn canonical(pairs: impl Iterator<Item = (String, String)>) -> String {
    let mut encoded: Vec<_> = pairs.map(|(name, value)| (encode(&name), encode(&value))).collect();
    encoded.sort();
    encoded.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// Parses the time of a signature: ISO 8601, with or without fractions of a second, with or without the `Z`.
pub fn time(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

/// Refuses a time that is more than [`SKEW`] from now.
pub fn check_skew(at: Timestamp, now: Timestamp) -> Result<(), AuthError> {
    if at.duration_since(now).abs() > SKEW { Err(AuthError::Expired) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_has_each_field_once() {
        let whole = "AWS4-HMAC-SHA256 Credential=K/1, SignedHeaders=host;x,Signature=0";
        let read = Authorization::read(whole).unwrap();
        let fields = (read.algorithm, read.credential, read.signed_headers, read.signature);
        assert_eq!(fields, ("AWS4-HMAC-SHA256", Some("K/1"), Some("host;x"), Some("0")));
        assert_eq!(Authorization::read("Bearer").unwrap().algorithm, "Bearer");
        for odd in [
            "A Credential=1, Credential=2",
            "A Credential=1, Credential=1",
            "A Credential=1 Credential=2",
            "A Credential=1,B Credential=2",
            "A credential=1",
            "A Credential",
            "A Credential=",
            "A Credential =1",
            "A xCredential=1",
            "A  A Credential=1",
        ] {
            assert!(Authorization::read(odd).is_err(), "{odd}");
        }
        let glued = Authorization::read("AWS4-HMAC-SHA256Credential=1, Credential=2").unwrap();
        assert_eq!((glued.algorithm, glued.credential), ("AWS4-HMAC-SHA256Credential=1,", Some("2")));
    }
}
