//! [ModifyInstancePlacement](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstancePlacement.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, instance};
use crate::domain::compute::instance::{State, Tenancy};
use crate::domain::credits;
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the tenancy of a stopped instance between `dedicated` and `host`. Hosts and placement groups are not
/// modelled.
pub struct ModifyInstancePlacement;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    tenancy: Option<Tenancy>,
}

impl Operation for ModifyInstancePlacement {
    const ACTION: &'static str = "ModifyInstancePlacement";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("Affinity", "default"),
        ("GroupId", ""),
        ("GroupName", ""),
        ("HostId", ""),
        ("HostResourceGroupArn", ""),
        ("PartitionNumber", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyInstancePlacement {
    type Plan = (SmolStr, Tenancy);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let (id, from, to) = (request.instance_id, instance.tenancy, request.tenancy.unwrap_or(instance.tenancy));
        if instance.state != State::Stopped {
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Modify }.into());
        }
        if from != to && (from == Tenancy::Default || to == Tenancy::Default) {
            return Err(Error::invalid("Tenancy", to.as_str(), "dedicated or host, of an instance that is either"));
        }
        Ok((id, to))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, tenancy): Self::Plan) -> Done {
        if let Some(mut instance) = at.region.instances.get_mut(&id) {
            instance.tenancy = tenancy;
            instance.credits = credits::mode_on(instance.credits, instance.instance_type, tenancy);
        }
        credits::update(at, &id);
        Done::YES
    }
}
