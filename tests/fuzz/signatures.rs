//! The readers of signatures: a line with the time, and then a request.

use super::wire;
use axum::http::HeaderValue;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use std::borrow::Cow;
use std::sync::LazyLock;
use twinstance::alibaba;
use twinstance::alibaba::nonces::Nonces;
use twinstance::aws;
use twinstance::aws::caller::Claim;
use twinstance::config::Config;
use twinstance::wire::head::Head;
use twinstance::wire::params::Params;
use twinstance::wire::signing::{AuthError, encode, hmac_sha1, hmac_sha256};

pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// The same keys, with the secret and with another.
static KEYS: LazyLock<[Config; 2]> = LazyLock::new(|| {
    [SECRET, "another"].map(|secret| {
        let keys = format!(
            "[access_keys]\n\
             AKIDEXAMPLE = {{ account = \"111122223333\", secret = \"{secret}\" }}\n\
             ASIATEMPORARY = {{ account = \"111122223333\", secret = \"{secret}\", session_token = \"token\" }}\n\
             AKIDOFF = {{ account = \"111122223333\", secret = \"{secret}\", status = \"disabled\" }}\n\
             AKIDNOSECRET = \"111122223333\"\n"
        );
        Config::from_toml(&keys).expect("a configuration")
    })
});

/// The key that is found.
pub type Verify = fn(&Config, &Parts, &[u8], Timestamp) -> Result<String, AuthError>;

pub fn aws(keys: &Config, parts: &Parts, body: &[u8], now: Timestamp) -> Result<String, AuthError> {
    let head = Head::new(parts, body);
    let params = Params::parse(head.query, head.body);
    // Whatever it is signed for.
    let service = Claim::unverified(&params, &head).scope.split('/').nth(2).unwrap_or("").to_owned();
    let found = aws::signature::verify(&head, &params, &service, now, |key| keys.access_key(key).map(Cow::Borrowed));
    found.map(|caller| caller.verified.access_key().to_owned())
}

pub fn alibaba(keys: &Config, parts: &Parts, body: &[u8], now: Timestamp) -> Result<String, AuthError> {
    let head = Head::new(parts, body);
    let params = Params::parse(head.query, head.body);
    let nonces = Nonces::default();
    let note = |key: &str, nonce: &str, at| nonces.record(key, nonce, at);
    let found = alibaba::signature::verify(&head, &params, now, note, |key| keys.access_key(key).map(Cow::Borrowed));
    found.map(|verified| verified.access_key().to_owned())
}

pub fn check(data: &[u8]) {
    let (time, request) = data.split_at(data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len()));
    let now = str::from_utf8(time).ok().and_then(|time| time.parse().ok());
    let (Some(now), Some((parts, body))) = (now, wire::read(request.get(1..).unwrap_or_default())) else { return };
    let [keys, others] = &*KEYS;
    for (verify, sign) in [(aws as Verify, sign_aws as Sign), (alibaba, sign_alibaba)] {
        let found = verify(keys, &parts, body, now);
        assert_eq!(found, verify(keys, &parts, body, now), "it depends on nothing else");
        match found {
            Ok(key) => {
                assert!(keys.access_key(&key).is_some(), "{key} is known");
                let other = verify(others, &parts, body, now);
                assert!(matches!(other, Err(AuthError::Mismatch(_))), "{other:?} with another secret");
            }
            // A refusal tells what is to be signed: whoever signs just that is let in.
            Err(AuthError::Mismatch(told)) => {
                if let Some(signed) = sign(&parts, body, &told) {
                    let signer = verify(keys, &signed, body, now);
                    assert!(signer.is_ok(), "{told}: {signer:?}");
                    let other = verify(others, &signed, body, now);
                    assert!(matches!(other, Err(AuthError::Mismatch(_))), "{other:?} with another secret");
                }
            }
            Err(_) => {}
        }
    }
}

/// The same request with the signature of a text; `None` where the signature would be part of what is signed.
pub type Sign = fn(&Parts, &[u8], &str) -> Option<Parts>;

pub fn sign_aws(parts: &Parts, body: &[u8], told: &str) -> Option<Parts> {
    let head = Head::new(parts, body);
    if told.starts_with("AWS4-HMAC-SHA256\n") {
        // A scope with line breaks cannot be told from the rest.
        let [_, _, scope, _] = told.split('\n').collect::<Vec<_>>()[..] else { return None };
        let key = format!("AWS4{SECRET}").into_bytes();
        let key = scope.split('/').fold(key, |key, part| hmac_sha256(&key, part.as_bytes()).to_vec());
        let signature = hex::encode(hmac_sha256(&key, told.as_bytes()));
        return if head.authorization.is_empty() {
            in_query(parts, "X-Amz-Signature", &signature)
        } else {
            in_header(parts, "AWS4-HMAC-SHA256", &signature)
        };
    }
    let params = Params::parse(head.query, body);
    let sha1 = params.get("SignatureMethod") == Some("HmacSHA1");
    in_query(parts, "Signature", &base64_mac(sha1, SECRET, told))
}

pub fn sign_alibaba(parts: &Parts, body: &[u8], told: &str) -> Option<Parts> {
    let head = Head::new(parts, body);
    if let Some(at) = told.find("[ACS3-HMAC-SHA256\n") {
        let text = told[at + 1..].split(']').next()?;
        // The body may still be another than its hash says.
        let hash = head.header("x-acs-content-sha256")?;
        let signature = hex::encode(hmac_sha256(SECRET.as_bytes(), text.as_bytes()));
        return (hash == twinstance::wire::signing::sha256_hex(body))
            .then(|| in_header(parts, "ACS3-HMAC-SHA256", &signature))
            .flatten();
    }
    let (_, text) = told.split_once("server string to sign is:")?;
    let params = Params::parse(head.query, body);
    let sha1 = params.get("SignatureMethod") == Some("HMAC-SHA1");
    in_query(parts, "Signature", &base64_mac(sha1, &format!("{SECRET}&"), text))
}

fn base64_mac(sha1: bool, key: &str, text: &str) -> String {
    if sha1 {
        BASE64_STANDARD.encode(hmac_sha1(key.as_bytes(), text.as_bytes()))
    } else {
        BASE64_STANDARD.encode(hmac_sha256(key.as_bytes(), text.as_bytes()))
    }
}

/// The first of a name stands.
fn in_query(parts: &Parts, name: &str, signature: &str) -> Option<Parts> {
    let target = format!("{}?{name}={}&{}", parts.uri.path(), encode(signature), parts.uri.query().unwrap_or(""));
    let mut parts = parts.clone();
    parts.uri = target.parse().ok()?;
    Some(parts)
}

fn in_header(parts: &Parts, algorithm: &str, signature: &str) -> Option<Parts> {
    let mut parts = parts.clone();
    let text = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let rest = text.strip_prefix(algorithm)?;
    if text.to_ascii_lowercase().contains("authorization") {
        return None;
    }
    let others: Vec<_> = rest.split(',').filter(|field| !field.trim().starts_with("Signature=")).collect();
    let text = format!("{algorithm}{}, Signature={signature}", others.join(","));
    parts.headers.insert(AUTHORIZATION, HeaderValue::from_str(&text).ok()?);
    Some(parts)
}
