//! Access keys in the configuration.

use crate::wire::access_key::AccessKey;
use crate::wire::document::Document;
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The access keys of one value: one as in `AKID=111122223333`, or several as a table of a file or JSON object.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct AccessKeys(BTreeMap<SmolStr, AccessKey>);

impl AccessKeys {
    pub(super) fn get(&self, access_key: &str) -> Option<&AccessKey> {
        self.0.get(access_key)
    }

    pub(super) fn has_secret(&self) -> bool {
        self.0.values().any(|key| key.secret.is_some())
    }

    /// Deserializes the table of a file.
    pub(super) fn deserialize_table<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
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
                Ok(Self([(key.into(), AccessKey::for_account(account.into()))].into()))
            }
            _ => Err("neither a key and its account, as in AKID=111122223333, nor JSON".to_owned()),
        }
    }
}
