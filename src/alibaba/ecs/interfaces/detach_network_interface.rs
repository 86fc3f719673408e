//! [DetachNetworkInterface](https://api.alibabacloud.com/document/Ecs/2014-05-26/DetachNetworkInterface)

use super::Eni;
use super::eni::check_instance;
use super::refusals;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::interfaces::{AlibabaInterfaceError, detach};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Detaches a network interface, but not the primary one, from a running or stopped instance. It is `Detaching`, and then
/// `Available`.
pub struct DetachNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    instance_id: SmolStr,
}

impl Operation for DetachNetworkInterface {
    const ACTION: &'static str = "DetachNetworkInterface";
    const REGION_ID: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("TrunkNetworkInstanceId", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::refuse(error)
    }
}

impl Change for DetachNetworkInterface {
    /// The interface to detach; `None` if it is being detached already.
    type Plan = Option<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let instance = instance(at.region, &request.instance_id)?;
        if eni.other.is_none() {
            return Err(AlibabaInterfaceError::Primary(request.network_interface_id).into());
        }
        eni.check_status(&["InUse", "Detaching"])?;
        if eni.instance.is_none_or(|of| of.id != instance.id) {
            let (interface, instance) = (request.network_interface_id, request.instance_id);
            return Err(AlibabaInterfaceError::NotOfInstance { interface, instance }.into());
        }
        check_instance(instance)?;
        Ok(Some(request.network_interface_id).filter(|_| eni.status() == "InUse"))
    }

    fn commit(at: &mut PlaceMut<'_>, id: Self::Plan) -> Done {
        if let Some(id) = id {
            detach(at, &id);
        }
        Done {}
    }
}
