//! Leaves secrets out of what the request log shows.

use crate::wire::params::form;
use std::collections::BTreeMap;

/// A query or a form body, with its secrets replaced.
pub(super) fn without_secrets(text: &str) -> String {
    let pairs = form(text.as_bytes());
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name, redacted(name, value))).collect();
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// Headers by name. In an Authorization header the signature is replaced, the credential remains.
pub(super) fn headers(lines: &str) -> BTreeMap<String, String> {
    let pairs = lines.lines().filter_map(|line| line.split_once(": ")).map(|(name, value)| {
        let value =
            value.split_once("Signature=").map_or(value.to_owned(), |(before, _)| format!("{before}Signature=0"));
        (name.to_owned(), value)
    });
    pairs.collect()
}

/// A parameter's value, or `...` if it is a secret.
pub(super) fn redacted<'v>(name: &str, value: &'v str) -> &'v str {
    let secret = ["Signature", "X-Amz-Signature", "SecurityToken", "X-Amz-Security-Token", "BearerToken"];
    let hidden = secret.contains(&name) || name.ends_with("Password") || name.ends_with("UserData");
    if hidden { "..." } else { value }
}

/// An answer with its private key, if it has one, replaced by `...`.
pub fn without_private_key(reply: &str) -> String {
    const BEGIN: &str = "-----BEGIN ";
    match (reply.find(BEGIN), reply.rfind("KEY-----")) {
        (Some(from), Some(to)) if from < to => {
            format!("{}...{}", &reply[..from], reply[to + "KEY-----".len()..].trim_start())
        }
        _ => reply.to_owned(),
    }
}
