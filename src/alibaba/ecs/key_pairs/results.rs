//! Helpers of AttachKeyPair and DetachKeyPair, which report a result for each instance.

use crate::alibaba::ecs::common::{instance, json_list};
use crate::alibaba::ecs::errors;
use crate::domain::compute::instance::{Instance, Lock};
use crate::domain::compute::key_pair::{AlibabaKeyPairError, KeyPairError};
use crate::domain::error::AlibabaInstanceError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Error, VendorError, row};
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};
use std::borrow::Cow;

/// A change of the key pair of several instances.
pub struct Plan {
    key: SmolStr,
    /// The id of each instance, and the error that prevents its change.
    outcomes: Vec<(SmolStr, Option<Error>)>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    key_pair_name: SmolStr,
    total_count: SmolStr,
    fail_count: SmolStr,
    results: Results,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Results {
    result: Vec<ResultView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResultView {
    instance_id: SmolStr,
    success: &'static str,
    code: Cow<'static, str>,
    message: SmolStr,
}

/// The most instances in one call.
const MAX_INSTANCES: usize = 50;

/// The error row for an invalid list of instances.
pub fn refuse(error: &Error) -> Option<VendorError> {
    let ids = error.invalid_parameter()? == "InstanceIds";
    let text = "The specified parameter InstanceIds is not valid.";
    ids.then(|| row(400, "InvalidInstanceIds.ValueNotSupported", text))
}

impl Plan {
    /// Checks each instance. Fails if there is no such key pair.
    pub fn new(at: Place<'_>, key: SmolStr, ids: &SmolStr) -> Result<Self, Error> {
        if !at.region.key_pairs.contains_key(&key) {
            return Err(KeyPairError::NotFound(key).into());
        }
        let ids = json_list("InstanceIds", Some(ids), MAX_INSTANCES)?.unwrap_or_default();
        let outcomes = ids.into_iter().map(|id| {
            let error = match instance(at.region, &id) {
                Err(error) => Some(error.into()),
                Ok(instance) if instance.platform == "Windows" => Some(AlibabaKeyPairError::Windows.into()),
                Ok(instance) if instance.alibaba().locks.contains(&Lock::Security) => {
                    Some(AlibabaInstanceError::LockedForSecurity.into())
                }
                Ok(_) => None,
            };
            (id, error)
        });
        Ok(Self { outcomes: outcomes.collect(), key })
    }

    /// Runs `change` for each instance without an error. The result of any other instance has the code of its error
    /// (ours: the vendor does not document these codes).
    pub fn commit(self, at: &mut PlaceMut<'_>, change: fn(&mut Instance, &SmolStr)) -> Response {
        let mut result = Vec::with_capacity(self.outcomes.len());
        for (id, error) in self.outcomes {
            let (success, code, message) = match error {
                None => {
                    if let Some(mut instance) = at.region.instances.get_mut(&id) {
                        change(&mut instance, &self.key);
                    }
                    ("true", Cow::Borrowed("200"), SmolStr::new_static("successful"))
                }
                Some(error) => {
                    let wire = errors::answer(&error);
                    ("false", wire.code, wire.message.into())
                }
            };
            result.push(ResultView { instance_id: id, success, code, message });
        }
        let failed = result.iter().filter(|result| result.success == "false").count();
        Response {
            key_pair_name: self.key,
            total_count: format_smolstr!("{}", result.len()),
            fail_count: format_smolstr!("{failed}"),
            results: Results { result },
        }
    }
}
