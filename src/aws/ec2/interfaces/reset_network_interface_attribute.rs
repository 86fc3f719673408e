//! [ResetNetworkInterfaceAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetNetworkInterfaceAttribute.html)

use super::modify_network_interface_attribute::set_routing;
use super::nic;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Switches the source/destination check of an interface on again. Recorded from EC2: the value `true` is refused; that the name of
/// the attribute is taken is ours.
pub struct ResetNetworkInterfaceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    source_dest_check: SmolStr,
}

impl Operation for ResetNetworkInterfaceAttribute {
    const ACTION: &'static str = "ResetNetworkInterfaceAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ResetNetworkInterfaceAttribute {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        nic(at.region, &request.network_interface_id)?;
        match request.source_dest_check.as_str() {
            "sourceDestCheck" => Ok(request.network_interface_id),
            _ => Err(Error::Own(row(400, "InvalidRequest", "The request received was invalid."))),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        set_routing(at, &id, false);
        Done::YES
    }
}
