//! Items of a request that fail in a call that succeeds.

use crate::operation::VendorError;
use serde::Serialize;
use smol_str::SmolStr;

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
