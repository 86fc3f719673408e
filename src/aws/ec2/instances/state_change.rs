//! The plan and the answer that StartInstances, StopInstances and TerminateInstances share. RebootInstances uses the
//! plan.

use super::view::StateView;
use crate::aws::ec2::common::{Set, instances};
use crate::domain::compute::instance::{Instance, State};
use crate::domain::error::Error as DomainError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Serialize;
use smol_str::SmolStr;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instances_set: Set<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    instance_id: SmolStr,
    current_state: StateView,
    previous_state: StateView,
}

/// The listed instances, each with its current state and whether it changes.
pub type Plan = Vec<(SmolStr, State, bool)>;

/// Decides for each listed instance, once, whether it changes. Fails at the first instance for which `changes` fails.
pub fn plan<'a>(
    at: Place<'a>,
    ids: &[SmolStr],
    mut changes: impl FnMut(&'a Instance) -> Result<bool, DomainError>,
) -> Result<Plan, Error> {
    if ids.is_empty() {
        return Err(Error::missing("InstanceId"));
    }
    let listed = instances(at.region, ids)?;
    listed.into_iter().map(|instance| Ok((instance.id.clone(), instance.state, changes(instance)?))).collect()
}

/// Applies `change` to the instances that change, and returns the states before and after.
pub fn commit(at: &mut PlaceMut<'_>, plan: Plan, change: impl Fn(&mut PlaceMut<'_>, &SmolStr)) -> Response {
    let mut items = Vec::with_capacity(plan.len());
    for (id, before, changes) in plan {
        if changes {
            change(at, &id);
        }
        let current = at.region.instances.get(&id).map_or(before, |instance| instance.state);
        items.push(Item { instance_id: id, current_state: current.into(), previous_state: before.into() });
    }
    Response { instances_set: items.into_iter().collect() }
}
