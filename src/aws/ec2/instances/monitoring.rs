//! The request and the answer of MonitorInstances and UnmonitorInstances.

use crate::aws::ec2::common::{Set, instances};
use crate::domain::alarms;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instances_set: Set<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    instance_id: SmolStr,
    monitoring: Monitoring,
}

#[derive(Serialize)]
struct Monitoring {
    state: &'static str,
}

/// The requested instances, each once. Fails if one does not exist. An empty id is refused before all others.
pub fn plan(at: Place<'_>, request: Request) -> Result<Vec<SmolStr>, Error> {
    if request.instance_id.is_empty() || request.instance_id.iter().any(SmolStr::is_empty) {
        return Err(Error::missing("instanceId"));
    }
    let requested = instances(at.region, &request.instance_id)?;
    Ok(requested.into_iter().map(|instance| instance.id.clone()).collect())
}

/// Turns monitoring on or off. As on AWS, the answer shows the change as in progress.
pub fn commit(at: &mut PlaceMut<'_>, ids: Vec<SmolStr>, on: bool) -> Response {
    for id in &ids {
        if let Some(mut instance) = at.region.instances.get_mut(id) {
            instance.aws.monitoring = on;
        }
        alarms::touch_instance(at, id);
    }
    let state = if on { "pending" } else { "disabling" };
    let item = |instance_id| Item { instance_id, monitoring: Monitoring { state } };
    Response { instances_set: ids.into_iter().map(item).collect() }
}
