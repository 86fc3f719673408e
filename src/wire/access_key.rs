//! Access keys.

use crate::wire::pattern::Pattern;
use serde::{Deserialize, Deserializer};
use serde_with::DeserializeFromStr;
use smol_str::SmolStr;
use std::fmt;
use std::str::FromStr;

/// An access key, as configured.
#[derive(Clone)]
pub struct AccessKey {
    /// The account it belongs to.
    pub account: SmolStr,
    /// The secret. Without one, no signature of the key can be verified.
    pub secret: Option<Secret>,
    /// The token that goes with a temporary key.
    pub session_token: Option<Secret>,
    /// Whether it can be used.
    pub status: KeyStatus,
    /// The actions that it may not call; `*` stands for any characters.
    pub deny: Vec<Pattern>,
}

/// Whether a key can be used.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum KeyStatus {
    #[default]
    Active,
    Disabled,
    /// The session that it is of has ended. No configuration says so.
    #[serde(skip)]
    Expired,
}

impl AccessKey {
    /// An active key without a secret and without restrictions.
    pub fn for_account(account: SmolStr) -> Self {
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
            deny: Vec<Pattern>,
        }
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "neither an account, as in \"111122223333\", nor a table with an account")]
        enum Entry {
            Account(SmolStr),
            Table(Table),
        }
        let table = match Entry::deserialize(deserializer)? {
            Entry::Account(account) => return Ok(Self::for_account(account)),
            Entry::Table(table) => table,
        };
        let Table { account, secret, session_token, status, deny } = table;
        Ok(Self { account, secret, session_token, status, deny })
    }
}

/// A secret. Its `Debug` output does not show it.
#[derive(Clone, DeserializeFromStr)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("...")
    }
}
