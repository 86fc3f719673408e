//! AllocateEipAddress.

use super::terms::Terms;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::estate::{Place, PlaceMut};
use crate::domain::network::address;
use crate::domain::network::eip::{self, EipFacts};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Gives the account an elastic address, of the same range as the public addresses of instances.
pub struct AllocateEipAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    bandwidth: Option<SmolStr>,
    internet_charge_type: Option<SmolStr>,
    #[serde(rename = "ISP")]
    isp: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    allocation_id: SmolStr,
    eip_address: Ipv4Addr,
}

impl Operation for AllocateEipAddress {
    const ACTION: &'static str = "AllocateEipAddress";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The vendor's own campaigns.
    const IGNORED: &'static [&'static str] = &["ActivityId"];
    type Dialect = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Change for AllocateEipAddress {
    type Plan = EipFacts;

    fn plan(at: Place<'_>, request: Request) -> Result<EipFacts, Error> {
        let Request { bandwidth, internet_charge_type, isp, .. } = request;
        let facts = Terms { bandwidth, internet_charge_type, isp, ..Terms::default() }.facts(at)?;
        address::check_limit(at.region)?;
        Ok(facts)
    }

    fn commit(at: &mut PlaceMut<'_>, facts: EipFacts) -> Response {
        let allocation_id = eip::allocate(at, facts, Tags::new());
        Response { eip_address: at.region.addresses[&allocation_id].public_ip, allocation_id }
    }
}
