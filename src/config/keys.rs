//! Access keys: whose they are, and what may be done with them.

use super::values::Secret;
use crate::document::Document;
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// An access key, as configured.
#[derive(Clone)]
pub struct AccessKey {
    /// The account it belongs to.
    pub account: SmolStr,
    /// The secret; without one the key signs nothing that is verified.
    pub secret: Option<Secret>,
    /// The token that goes with a temporary key.
    pub session_token: Option<Secret>,
    /// Whether it can be used.
    pub status: KeyStatus,
    /// The actions that it may not call; `*` stands for any characters.
    pub deny: Vec<SmolStr>,
}

/// Whether a key can be used.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum KeyStatus {
    /// It can.
    #[default]
    Active,
    /// It cannot.
    Disabled,
}

impl AccessKey {
    /// A key of which only the account is known.
    fn of(account: SmolStr) -> Self {
        Self { account, secret: None, session_token: None, status: KeyStatus::Active, deny: Vec::new() }
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a key of {}", self.account)
    }
}

/// `AKID = "111122223333"`, or `AKID = { account = "111122223333", secret = "..." }`.
impl<'de> Deserialize<'de> for AccessKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            account: SmolStr,
            secret: Option<Secret>,
            session_token: Option<Secret>,
            #[serde(default)]
            status: KeyStatus,
            #[serde(default)]
            deny: Vec<SmolStr>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Entry {
            Account(SmolStr),
            Table(Table),
        }
        let table = match Entry::deserialize(deserializer)? {
            Entry::Account(account) => return Ok(Self::of(account)),
            Entry::Table(table) => table,
        };
        let Table { account, secret, session_token, status, deny } = table;
        Ok(Self { account, secret, session_token, status, deny })
    }
}

/// Access keys that are said at once: one, as in `AKID=111122223333`, or several, as the table of a file or JSON has them.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct AccessKeys(BTreeMap<SmolStr, AccessKey>);

impl AccessKeys {
    pub(super) fn get(&self, access_key: &str) -> Option<&AccessKey> {
        self.0.get(access_key)
    }

    /// Reads the table of a file.
    pub(super) fn in_file<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
        let keys = Self::deserialize(deserializer)?;
        Ok(if keys.0.is_empty() { Vec::new() } else { vec![keys] })
    }
}

impl FromStr for AccessKeys {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim_start().starts_with('{') {
            return Document::json(text.as_bytes())
                .and_then(|document| document.read())
                .map_err(|error| error.to_string());
        }
        match text.split_once('=') {
            Some((key, account)) if !key.is_empty() && !account.is_empty() => {
                Ok(Self([(key.into(), AccessKey::of(account.into()))].into()))
            }
            _ => Err("neither a key and its account, as in AKID=111122223333, nor JSON".to_owned()),
        }
    }
}
