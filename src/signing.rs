//! What the signatures of both clouds are made of.

use crate::config::{AccessKey, KeyStatus};
use crate::lock::Lock;
use crate::params::form;
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use smol_str::SmolStr;
use std::collections::{BTreeSet, VecDeque};
use subtle::ConstantTimeEq;

/// How far a caller's clock may be off, either way.
pub const SKEW: SignedDuration = SignedDuration::from_mins(15);

/// What is wrong with a signature, or with what it was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthError {
    /// There is no signature.
    Unsigned,
    /// This part of it is missing.
    Missing(&'static str),
    /// It is not written as a signature is; why.
    Incomplete(String),
    /// It is made by a method that the API does not have.
    Method,
    /// There is no such key, or it has no secret here.
    UnknownKey,
    /// The key cannot be used.
    DisabledKey,
    /// The session token is not that of the key.
    SessionToken,
    /// The time is not written as one.
    TimeMalformed,
    /// It was made too long ago, or is yet to be made.
    Expired,
    /// It is another one; what ours was made of.
    Mismatch(String),
    /// Its nonce was used before.
    NonceUsed,
    /// The key may not do this.
    Denied,
}

/// The secret of a key that can be used, if this is its session token.
pub fn secret<'k>(key: Option<&'k AccessKey>, token: Option<&str>) -> Result<&'k str, AuthError> {
    let key = key.ok_or(AuthError::UnknownKey)?;
    let secret = key.secret.as_ref().ok_or(AuthError::UnknownKey)?;
    if key.status == KeyStatus::Disabled {
        return Err(AuthError::DisabledKey);
    }
    match (&key.session_token, token) {
        (None, None) => Ok(secret.reveal()),
        (Some(known), Some(token)) if same(known.reveal(), token) => Ok(secret.reveal()),
        _ => Err(AuthError::SessionToken),
    }
}

/// The value of a field in what follows the algorithm of an Authorization header, as in `Credential=AKID, ...`.
pub fn field<'h>(fields: &'h str, name: &str) -> Option<&'h str> {
    fields.split(',').find_map(|field| field.trim().strip_prefix(name)?.strip_prefix('='))
}

/// HMAC with SHA-256.
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> [u8; 32] {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac.chain_update(text).finalize().into_bytes().into(),
        // A key can have any length.
        Err(_) => [0; 32],
    }
}

/// HMAC with SHA-1.
pub fn hmac_sha1(key: &[u8], text: &[u8]) -> [u8; 20] {
    match Hmac::<Sha1>::new_from_slice(key) {
        Ok(mac) => mac.chain_update(text).finalize().into_bytes().into(),
        Err(_) => [0; 20],
    }
}

/// SHA-256, in hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Hexadecimal digits, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.extend([byte >> 4, byte & 0xF].map(|digit| char::from(DIGITS[usize::from(digit)])));
    }
    text
}

/// Whether two texts are the same, in a time that does not tell where they part.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// Percent-encodes as RFC 3986 does: all but letters, digits and `-_.~`.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The pairs of queries and forms, decoded, those with empty values too.
pub fn pairs(parts: &[&[u8]]) -> Vec<(String, String)> {
    let all = parts.iter().flat_map(|part| form(part));
    all.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Pairs encoded, sorted, and joined as in a query.
pub fn canonical(pairs: impl Iterator<Item = (String, String)>) -> String {
    let mut encoded: Vec<_> = pairs.map(|(name, value)| (encode(&name), encode(&value))).collect();
    encoded.sort();
    encoded.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// A time as a caller writes it: with fractions or without, with a `Z` or, as some do, without.
pub fn time(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

/// Refuses a time that is too far from now.
pub fn check_skew(at: Timestamp, now: Timestamp) -> Result<(), AuthError> {
    if at.duration_since(now).abs() > SKEW { Err(AuthError::Expired) } else { Ok(()) }
}

/// The nonces of late, each with its access key.
#[derive(Debug, Default)]
pub struct Nonces(Lock<Used>);

#[derive(Debug, Default)]
struct Used {
    known: BTreeSet<(SmolStr, SmolStr)>,
    /// In the order in which they came.
    times: VecDeque<(Timestamp, (SmolStr, SmolStr))>,
}

impl Nonces {
    /// Notes a nonce; `false` if it was used before.
    pub fn fresh(&self, key: &str, nonce: &str, now: Timestamp) -> bool {
        let mut used = self.0.lock();
        // What is older would be refused for its age.
        while let Some((_, nonce)) = used.times.pop_front_if(|(at, _)| now.duration_since(*at) > SKEW + SKEW) {
            used.known.remove(&nonce);
        }
        let nonce = (SmolStr::new(key), SmolStr::new(nonce));
        let fresh = used.known.insert(nonce.clone());
        if fresh {
            used.times.push_back((now, nonce));
        }
        fresh
    }
}
