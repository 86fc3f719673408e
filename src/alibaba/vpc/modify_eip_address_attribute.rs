//! [ModifyEipAddressAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyEipAddressAttribute)

use crate::alibaba::ecs::addresses::terms::bandwidth;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::texts::{check_description, check_name};
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::address::AlibabaAddressError;
use crate::domain::network::eip;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the bandwidth, the name or the description of an elastic address. The bandwidth of a subscription stays.
pub struct ModifyEipAddressAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    bandwidth: Option<SmolStr>,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
}

pub struct Plan {
    id: SmolStr,
    bandwidth: Option<u32>,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for ModifyEipAddressAttribute {
    const ACTION: &'static str = "ModifyEipAddressAttribute";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::AlibabaAddress(AlibabaAddressError::Subscription)), _) => row(400, "Forbidden.ChargeTypeIsPrepaid", "It?s forbidden to change prepaid EIP?s bandwidth by API. It can be changed on Aliyun web console."),
            (_, Some("Bandwidth")) => row(400, "InvalidParameter", "Specified value of \"Bandwidth\" is not supported."),
            (_, Some("Name")) => row(400, "InvalidEipAddressName.Malformed", "The specified Name is not valid."),
            (_, Some("Description")) => row(400, "InvalidDescription.Malformed", "Invalid description."),
            _ => return None,
        })
    }
}

impl Change for ModifyEipAddressAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        check_name("Name", request.name.as_deref().unwrap_or_default())?;
        check_description("Description", request.description.as_deref().unwrap_or_default())?;
        let facts = &eip::find(at.region, &request.allocation_id)?.eip;
        let bandwidth =
            request.bandwidth.map(|text| bandwidth(&text, facts.ends.is_some(), facts.internet_charge)).transpose()?;
        if facts.ends.is_some() && bandwidth.is_some_and(|bandwidth| bandwidth != facts.bandwidth) {
            return Err(AlibabaAddressError::Subscription.into());
        }
        Ok(Plan { id: request.allocation_id, bandwidth, name: request.name, description: request.description })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(address) = at.region.addresses.get_mut(&plan.id) {
            let facts = &mut address.eip;
            facts.bandwidth = plan.bandwidth.unwrap_or(facts.bandwidth);
            facts.name = plan.name.unwrap_or(std::mem::take(&mut facts.name));
            facts.description = plan.description.unwrap_or(std::mem::take(&mut facts.description));
        }
        Done {}
    }
}
