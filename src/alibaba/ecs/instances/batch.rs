//! Helpers of StartInstances, StopInstances and RebootInstances: they change many instances in one call, all or none or
//! each by itself, and report a result for each.

use crate::alibaba::ecs::common::status;
use crate::alibaba::ecs::errors;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::error::InstanceError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Error, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The most instances in one call.
const MAX_INSTANCES: usize = 100;

/// What happens if the operation fails for one of the instances.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
pub enum BatchOptimization {
    /// The whole call fails, and no instance changes.
    #[default]
    AllTogether,
    /// The other instances change, and the response has a result for each.
    SuccessFirst,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_responses: InstanceResponses,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceResponses {
    instance_response: Vec<InstanceResponse>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceResponse {
    instance_id: SmolStr,
    code: Cow<'static, str>,
    message: String,
    previous_status: &'static str,
    current_status: &'static str,
}

/// One instance of a batch.
struct Item {
    id: SmolStr,
    /// The state before the call; `None` if there is no such instance.
    state: Option<State>,
    /// The reason why the instance does not change.
    error: Option<Error>,
}

/// The plan for each instance of a call.
pub struct Batch {
    items: Vec<Item>,
}

/// Checks that a call names 1 to 100 instances, and removes duplicates (ours: the vendor does not say what a duplicate
/// does).
pub fn unique_ids(ids: Vec<SmolStr>) -> Result<Vec<SmolStr>, Error> {
    if ids.is_empty() {
        return Err(Error::missing("InstanceId"));
    }
    if ids.len() > MAX_INSTANCES {
        return Err(Error::invalid("InstanceId", ids.len(), format!("at most {MAX_INSTANCES}")));
    }
    let mut seen = BTreeSet::new();
    Ok(ids.into_iter().filter(|id| seen.insert(id.clone())).collect())
}

/// The error rows of StartInstances, StopInstances and RebootInstances.
pub fn refuse(error: &Error) -> Option<VendorError> {
    match error.missing_parameter() {
        Some("InstanceId") => Some(row(403, "InvalidInstanceId.NotFound", "InstanceId should not be null.")),
        _ => refuse_batch(error),
    }
}

/// The error rows of all operations on many instances, DeleteInstances included.
pub fn refuse_batch(error: &Error) -> Option<VendorError> {
    match error {
        Error::DryRun => Some(row(400, "DRYRUN.SUCCESS", "This request is a dryrun request with successful result.")),
        _ if error.invalid_parameter() == Some("InstanceId") => {
            Some(row(403, "InvalidParameter.TooManyInstanceIds", "Instance ids cannot be more than 100."))
        }
        _ => None,
    }
}

/// Runs `check` for each instance. In the mode `AllTogether` it fails with the first error.
pub fn plan<'r>(
    at: Place<'r>,
    ids: Vec<SmolStr>,
    mode: Option<BatchOptimization>,
    mut check: impl FnMut(&'r Instance) -> Result<(), Error>,
) -> Result<Batch, Error> {
    let all_together = mode.unwrap_or_default() == BatchOptimization::AllTogether;
    let mut items = Vec::new();
    for id in unique_ids(ids)? {
        let instance = at.region.instances.get(&id);
        let checked = match instance {
            None => Err(InstanceError::NotFound(vec![id.clone()]).into()),
            Some(instance) => check(instance),
        };
        if all_together {
            checked.clone()?;
        }
        items.push(Item { id, state: instance.map(|instance| instance.state), error: checked.err() });
    }
    Ok(Batch { items })
}

/// Runs `act` for each instance that passed its check. The response has the status of each before and after.
pub fn commit(at: &mut PlaceMut<'_>, batch: Batch, mut act: impl FnMut(&mut PlaceMut<'_>, &SmolStr)) -> Response {
    let mut responses = Vec::with_capacity(batch.items.len());
    for Item { id, state, error } in batch.items {
        let (code, message) = match error {
            None => {
                act(at, &id);
                (Cow::Borrowed("200"), "success".to_owned())
            }
            Some(error) => {
                let wire = refuse(&error).unwrap_or_else(|| errors::answer(&error));
                (wire.code, wire.message.into_owned())
            }
        };
        let current = at.region.instances.get(&id).map(|instance| instance.state);
        responses.push(InstanceResponse {
            instance_id: id,
            code,
            message,
            previous_status: state.map_or("", status),
            current_status: current.map_or("", status),
        });
    }
    Response { instance_responses: InstanceResponses { instance_response: responses } }
}
