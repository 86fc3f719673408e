//! The reader of parameters: a line with the query, and then the body.

use serde::Deserialize;
use std::collections::BTreeMap;
use twinstance::wire::params::{ParamError, Params};
use twinstance::wire::signing;

/// A request with something of every kind that requests have.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Request {
    action: String,
    #[serde(default)]
    id: Vec<String>,
    #[serde(default)]
    tag: Vec<Tag>,
    dry_run: Option<bool>,
    count: Option<i32>,
    size: Option<u64>,
    ratio: Option<f64>,
    kind: Option<Kind>,
    placement: Option<Placement>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename = "empty is a value", rename_all = "PascalCase")]
struct Tag {
    key: String,
    value: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Small,
    Large,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Placement {
    zone: Option<String>,
    #[serde(default)]
    group: Vec<u8>,
    inner: Option<Box<Placement>>,
}

pub fn check(data: &[u8]) {
    let (query, body) = data.split_at(data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len()));
    let query = String::from_utf8_lossy(query);
    let params = Params::parse(&query, body.get(1..).unwrap_or_default());
    let pairs: Vec<(&str, &str)> = params.iter().collect();
    check_pairs(&params, &pairs);
    check_again(&params, &pairs);
    if params.check(1000, 32).is_err() {
        return;
    }
    let given = |name: &str| pairs.iter().any(|(known, _)| *known == name);
    match params.read::<Request>() {
        Ok((request, strangers)) => {
            assert!(!request.action.is_empty() && request.tag.iter().all(|tag| !tag.key.is_empty()));
            assert!(strangers.iter().all(|name| given(name)), "{strangers:?} of {pairs:?}");
        }
        Err(ParamError::Invalid { name, value, .. }) => {
            // What is wrong with a whole list or structure has no value.
            assert!(params.get(&name) == Some(&value) || value.is_empty(), "{name} = {value} of {pairs:?}");
        }
        Err(ParamError::Unknown { name }) => assert!(given(&name), "{name} of {pairs:?}"),
        Err(ParamError::Missing { name }) => assert_eq!(params.get(&name), None, "{name} of {pairs:?}"),
    }
}

/// Every pair is found by its name.
fn check_pairs(params: &Params<'_>, pairs: &[(&str, &str)]) {
    let mut seen = BTreeMap::new();
    for (name, value) in pairs {
        assert_eq!(seen.insert(*name, *value), None, "{name} is there once");
        assert_eq!(params.get(name), Some(*value).filter(|value| !value.is_empty()), "{name} of {pairs:?}");
    }
    assert_eq!(params.is_empty(), pairs.is_empty());
}

/// The same pairs in another order, and written otherwise, are the same parameters.
fn check_again(params: &Params<'_>, pairs: &[(&str, &str)]) {
    let written = |(name, value): &(&str, &str)| format!("{}={}", signing::encode(name), signing::encode(value));
    let query = pairs.iter().rev().map(written).collect::<Vec<_>>().join("&");
    let again = Params::parse(&query, b"");
    assert_eq!(again.iter().collect::<Vec<_>>(), pairs);
    assert_eq!(again.fingerprint(&[]), params.fingerprint(&[]));
    assert_eq!(Params::parse("", query.as_bytes()).iter().collect::<Vec<_>>(), pairs, "in the body");
}
