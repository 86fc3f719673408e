//! [DeleteNetworkInterface](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkInterface.html)

use super::nic;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::interfaces::{AwsInterfaceError, delete};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes an interface that is attached to nothing. Its addresses are free again.
pub struct DeleteNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
}

impl Operation for DeleteNetworkInterface {
    const ACTION: &'static str = "DeleteNetworkInterface";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteNetworkInterface {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.network_interface_id;
        nic(at.region, &id)?;
        match at.region.interfaces.get(&id) {
            Some(interface) if interface.attachment.is_none() => Ok(id),
            _ => Err(AwsInterfaceError::InUse(id).into()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete(at.region, &id);
        Done::YES
    }
}
