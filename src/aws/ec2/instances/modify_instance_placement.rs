//! [ModifyInstancePlacement](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstancePlacement.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, instance};
use crate::aws::ec2::placement_groups::requested;
use crate::domain::compute::instance::{Instance, State, Tenancy};
use crate::domain::compute::placement::{self, check_room, partitions};
use crate::domain::credits;
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the placement group of a stopped instance, and its tenancy between `dedicated` and `host`. Hosts are not modelled.
pub struct ModifyInstancePlacement;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: GroupName", rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    tenancy: Option<Tenancy>,
    /// Empty to take it out of its group.
    group_name: Option<SmolStr>,
    group_id: Option<SmolStr>,
    partition_number: Option<i64>,
}

impl Operation for ModifyInstancePlacement {
    const ACTION: &'static str = "ModifyInstancePlacement";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("Affinity", "default"), ("HostId", ""), ("HostResourceGroupArn", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

/// The tenancy, and the placement group with the partition.
pub struct Plan {
    id: SmolStr,
    tenancy: Tenancy,
    group: Option<SmolStr>,
    partition: Option<u32>,
}

impl Change for ModifyInstancePlacement {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let id = request.instance_id.clone();
        let (from, tenancy) = (instance.tenancy, request.tenancy.unwrap_or(instance.tenancy));
        if instance.state != State::Stopped {
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Modify }.into());
        }
        if from != tenancy && (from == Tenancy::Default || tenancy == Tenancy::Default) {
            return Err(Error::invalid(
                "Tenancy",
                tenancy.as_str(),
                "dedicated or host, of an instance that is either",
            ));
        }
        let (group, partition) = place(at, instance, &request)?;
        Ok(Plan { id, tenancy, group, partition })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(mut instance) = at.region.instances.get_mut(&plan.id) {
            instance.tenancy = plan.tenancy;
            instance.credits = credits::mode_on(instance.credits, instance.instance_type, plan.tenancy);
            instance.aws.change_rare(|rare| (rare.group, rare.partition) = (plan.group, plan.partition));
        }
        credits::update(at, &plan.id);
        Done::YES
    }
}

/// The placement group and the partition after the change.
fn place(at: Place<'_>, instance: &Instance, request: &Request) -> Result<(Option<SmolStr>, Option<u32>), Error> {
    let rare = instance.aws.rare();
    let name = request.group_name.as_ref();
    let leaves = name.is_some_and(SmolStr::is_empty);
    let named = requested(at.region, name.filter(|name| !name.is_empty()), request.group_id.as_ref())?;
    let number = request.partition_number.map(|number| u32::try_from(number).unwrap_or(0));
    let group = match named {
        Some(group) => group,
        None if leaves && number.is_none() => return Ok((None, None)),
        None => match (placement::group(at.region, instance).filter(|_| !leaves), number) {
            (Some(group), Some(_)) => group,
            (_, None) => return Ok((rare.group.clone(), rare.partition)),
            (None, Some(number)) => {
                return Err(Error::invalid("PartitionNumber", number, "a partition of a placement group"));
            }
        },
    };
    if rare.group.as_ref() != Some(&group.id) {
        check_room(at.region, group, instance.instance_type, instance.zone, 0)?;
    }
    let partition = partitions(at.region, group, instance.zone, number, 1)?.first().copied();
    Ok((Some(group.id.clone()), partition))
}
