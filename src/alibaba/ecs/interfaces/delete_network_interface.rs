//! [DeleteNetworkInterface](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteNetworkInterface)

use super::Eni;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::interfaces::{AlibabaInterfaceError, begin_delete};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a network interface that is available. It is `Deleting`, and then it is gone: its addresses are free, and it is in no
/// security group.
pub struct DeleteNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
}

impl Operation for DeleteNetworkInterface {
    const ACTION: &'static str = "DeleteNetworkInterface";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::refuse(error)
    }
}

impl Change for DeleteNetworkInterface {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.network_interface_id;
        let eni = Eni::find(at.region, &id)?;
        if eni.other.is_none() {
            return Err(AlibabaInterfaceError::Primary(id).into());
        }
        eni.check_status(&["Available"])?;
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        begin_delete(at, &id);
        Done {}
    }
}
