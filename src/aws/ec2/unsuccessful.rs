//! Items of a request that fail in a call that succeeds.

use crate::operation::{Error, VendorError};
use serde::Serialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unsuccessful {
    resource_id: SmolStr,
    error: ItemError,
}

#[derive(Serialize)]
struct ItemError {
    code: String,
    message: String,
}

impl Unsuccessful {
    pub fn new(resource_id: SmolStr, error: &VendorError) -> Self {
        let error = ItemError { code: error.code.to_string(), message: error.message.to_string() };
        Self { resource_id, error }
    }
}

/// The resources that a call deletes, by id, and the ids of those that are not there.
pub struct Deletion {
    pub found: Vec<SmolStr>,
    pub unknown: Vec<SmolStr>,
}

impl Deletion {
    /// Fails if the call names none. `parameter` is that of the ids.
    pub fn plan<T>(parameter: &str, ids: Vec<SmolStr>, all: &BTreeMap<SmolStr, T>) -> Result<Self, Error> {
        if ids.is_empty() {
            return Err(Error::missing(parameter));
        }
        let (found, unknown) = ids.into_iter().partition(|id| all.contains_key(id));
        Ok(Self { found, unknown })
    }
}
