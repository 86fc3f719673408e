//! [StartInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html)

use super::state_change::{self, Plan, Response};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::images::root_device;
use crate::domain::capacity::quota::StartCapacity;
use crate::domain::compute::catalog;
use crate::domain::compute::ebs::check_ebs_optimized;
use crate::domain::compute::ena;
use crate::domain::compute::instance::Instance;
use crate::domain::compute::instance::State;
use crate::domain::compute::lifecycle;
use crate::domain::compute::placement::{check_room, group};
use crate::domain::compute::volume::AwsVolumeError;
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Starts stopped instances. A running instance does not change. An instance that uses reserved capacity only fails to
/// start if there is none, and one whose attributes its type does not support fails, too.
pub struct StartInstances;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
}

impl Operation for StartInstances {
    const ACTION: &'static str = "StartInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const RESOURCE_BUCKET: Option<(f64, f64)> = Some((1000.0, 2.0));
    const IGNORED: &'static [&'static str] = &["AdditionalInfo"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for StartInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        // Instances of one call can need the same capacity: each finds what those before it leave.
        let mut starting = StartCapacity::new(at.region);
        let mut placed = Vec::new();
        state_change::plan(at, &request.instance_id, |instance| match instance.state {
            State::Pending | State::Starting | State::Running => Ok(false),
            State::Stopped => {
                check_ebs_optimized(instance.instance_type, Some(instance.aws.ebs_optimized))?;
                ena::check_type(instance, instance.instance_type)?;
                catalog::check_zone(at.scope, instance.instance_type, instance.zone)?;
                check_root(at.region, instance)?;
                starting.take(instance)?;
                if let Some(group) = group(at.region, instance) {
                    let spread = (group.id.clone(), instance.zone);
                    placed.push(spread.clone());
                    let further = placed.iter().filter(|one| **one == spread).count();
                    check_room(at.region, group, instance.instance_type, instance.zone, further)?;
                }
                Ok(true)
            }
            state => {
                Err(InstanceError::WrongState { id: instance.id.clone(), state, action: InstanceAction::Start }.into())
            }
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        state_change::commit(at, plan, lifecycle::start)
    }
}

/// An instance starts from its root volume.
fn check_root(region: &Region, instance: &Instance) -> Result<(), AwsVolumeError> {
    let (instance_id, device) = (instance.id.clone(), root_device(region, instance));
    match instance.system_disk() {
        Some(disk) if disk.phase().is_none() => Ok(()),
        _ => Err(AwsVolumeError::NoRoot { instance: instance_id, device }),
    }
}
