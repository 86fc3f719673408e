//! [AllocateEipAddress](https://api.alibabacloud.com/document/Ecs/2014-05-26/AllocateEipAddress)

use super::refusals;
use super::terms::{Charge, Terms};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::domain::network::address;
use crate::domain::network::eip::{self, EipFacts};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Serialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Allocates an elastic address, from the same range as the public addresses of instances.
pub struct AllocateEipAddress;

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
    // The id of one of the vendor's marketing campaigns.
    const IGNORED: &'static [&'static str] = &["ActivityId"];
    type Protocol = Rpc;
    type Request = Terms;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::InArrears)), _) => row(400, "SYSTEM.SALE_VALIDATE_UNEXPECTED_ERROR", "You have arrears and do not meet the purchase conditions."),
            (_, Some("Bandwidth")) => row(400, "InvalidBandwidth.Malformed", "The specified Bandwidth is invalid."),
            (_, Some("InternetChargeType")) => row(400, "InvalidParameter", "Specified value of \"InternetChargeType\" is not valid"),
            // The vendor's text is a placeholder.
            (_, Some("ISP")) => row(400, "IllegalParam.Isp", "The param of ISP is illegal."),
            (_, Some("SecurityProtectionTypes")) => row(400, "IllegalParam.SecurityProtectionTypes", "The param of securityProtectionTypes is illegal."),
            _ => return refusals::unknown_region(error),
        })
    }
}

impl Change for AllocateEipAddress {
    type Plan = EipFacts;

    fn plan(at: Place<'_>, terms: Terms) -> Result<EipFacts, Error> {
        let facts = terms.facts(Charge::default(), at)?;
        address::check_limit(at.region)?;
        Ok(facts)
    }

    fn commit(at: &mut PlaceMut<'_>, facts: EipFacts) -> Response {
        let allocation_id = eip::allocate(at, facts, Tags::new());
        Response { eip_address: at.region.addresses[&allocation_id].public_ip, allocation_id }
    }
}
