//! What StartInstances, StopInstances and RebootInstances have in common: many instances, all together or each for
//! itself, and an answer for each.

use crate::alibaba::ecs::common::status;
use crate::alibaba::ecs::errors;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::error::InstanceError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Error, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// The most instances that one call can name.
const MOST: usize = 100;

/// Whether one instance's refusal is the whole call's.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
pub enum BatchOptimization {
    /// It is: nothing is done.
    #[default]
    AllTogether,
    /// It is not: the others are served, and each is told of.
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
    code: &'static str,
    message: String,
    previous_status: &'static str,
    current_status: &'static str,
}

/// What becomes of one instance.
struct Item {
    id: SmolStr,
    state: Option<State>,
    refusal: Option<Error>,
}

/// What becomes of each instance.
pub struct Batch {
    items: Vec<Item>,
}

/// The instances that a call names, 1 to 100 of them, each once (ours: the vendor does not say what a second naming
/// does).
pub fn named(ids: Vec<SmolStr>) -> Result<Vec<SmolStr>, Error> {
    if ids.is_empty() {
        return Err(Error::missing("InstanceId"));
    }
    if ids.len() > MOST {
        return Err(Error::invalid("InstanceId", ids.len(), format!("at most {MOST}")));
    }
    let mut seen = BTreeSet::new();
    Ok(ids.into_iter().filter(|id| seen.insert(id.clone())).collect())
}

/// What these operations say of an error, and DeleteInstances does not.
pub fn refuse(error: &Error) -> Option<VendorError> {
    match error.missing_parameter() {
        Some("InstanceId") => Some(row(403, "InvalidInstanceId.NotFound", "InstanceId should not be null.")),
        _ => many(error),
    }
}

/// What all operations on many instances say of an error.
pub fn many(error: &Error) -> Option<VendorError> {
    match error {
        Error::DryRun => Some(row(400, "DRYRUN.SUCCESS", "This request is a dryrun request with successful result.")),
        _ if error.invalid_parameter() == Some("InstanceId") => {
            Some(row(403, "InvalidParameter.TooManyInstanceIds", "Instance ids cannot be more than 100."))
        }
        _ => None,
    }
}

/// Decides for each instance.
pub fn plan<'r>(
    at: Place<'r>,
    ids: Vec<SmolStr>,
    how: Option<BatchOptimization>,
    mut check: impl FnMut(&'r Instance) -> Result<(), Error>,
) -> Result<Batch, Error> {
    let together = how.unwrap_or_default() == BatchOptimization::AllTogether;
    let mut items = Vec::new();
    for id in named(ids)? {
        let instance = at.region.instances.get(&id);
        let checked = match instance {
            None => Err(InstanceError::NotFound(vec![id.clone()]).into()),
            Some(instance) => check(instance),
        };
        if together {
            checked.clone()?;
        }
        items.push(Item { id, state: instance.map(|instance| instance.state), refusal: checked.err() });
    }
    Ok(Batch { items })
}

/// Does it where it can be done, and tells of each instance its status before and after.
pub fn commit(at: &mut PlaceMut<'_>, batch: Batch, mut act: impl FnMut(&mut PlaceMut<'_>, &SmolStr)) -> Response {
    let mut responses = Vec::with_capacity(batch.items.len());
    for Item { id, state, refusal } in batch.items {
        let (code, message) = match refusal {
            None => {
                act(at, &id);
                ("200", "success".to_owned())
            }
            Some(refusal) => {
                let wire = refuse(&refusal).unwrap_or_else(|| errors::answer(&refusal));
                (wire.code, wire.message.into_owned())
            }
        };
        let now = at.region.instances.get(&id).map(|instance| instance.state);
        responses.push(InstanceResponse {
            instance_id: id,
            code,
            message,
            previous_status: state.map_or("", status),
            current_status: now.map_or("", status),
        });
    }
    Response { instance_responses: InstanceResponses { instance_response: responses } }
}
