//! [ReleaseEipAddress](https://api.alibabacloud.com/document/Ecs/2014-05-26/ReleaseEipAddress)

use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::eip;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Releases an elastic address that is not associated.
pub struct ReleaseEipAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
}

impl Operation for ReleaseEipAddress {
    const ACTION: &'static str = "ReleaseEipAddress";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::unknown_region(error)
    }
}

impl Change for ReleaseEipAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        eip::check_release(at.region, &request.allocation_id)?;
        Ok(request.allocation_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.addresses.remove(&id);
        Done {}
    }
}
