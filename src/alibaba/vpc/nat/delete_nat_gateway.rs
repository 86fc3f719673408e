//! [DeleteNatGateway](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteNatGateway)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaNatError, alibaba_nat, check_nat_deletion, delete_alibaba_nat};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a NAT gateway, with the route entry that came with it. Fails if it has entries or elastic addresses, unless `Force`
/// lets them go, and in any case if other route entries lead to it. It is `Deleting` until it is gone.
pub struct DeleteNatGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    nat_gateway_id: SmolStr,
    force: Option<bool>,
}

impl Operation for DeleteNatGateway {
    const ACTION: &'static str = "DeleteNatGateway";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            // The vendor's text is a placeholder.
            Error::Domain(DomainError::AlibabaNat(AlibabaNatError::Busy(_))) => {
                Some(row(404, "IncorrectStatus.NatGateway", "The status of the NAT gateway is incorrect."))
            }
            _ => None,
        }
    }
}

impl Change for DeleteNatGateway {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let gateway = alibaba_nat(at.region, &request.nat_gateway_id)?;
        check_nat_deletion(at.region, gateway, request.force.unwrap_or(false))?;
        Ok(request.nat_gateway_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete_alibaba_nat(at, &id);
        Done {}
    }
}
