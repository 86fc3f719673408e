//! [AllocateEipAddress](https://api.alibabacloud.com/document/Vpc/2016-04-28/AllocateEipAddress)

use crate::alibaba::ecs::addresses;
use crate::alibaba::ecs::addresses::terms::{Charge, Terms};
use crate::alibaba::ecs::common::{TagRequest, tags};
use crate::alibaba::ecs::texts::{check_description, check_name, resource_group};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::network::address;
use crate::domain::network::eip::{self, EipFacts};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Allocates an elastic address to the account, from the same range as the public addresses of instances. An order
/// counts as paid (ours). A requested address, or one of the account's own pool, is not modelled and refused.
pub struct AllocateEipAddress;

#[derive(Debug, Deserialize)]
pub struct Request(Terms, Charge, Own);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Own {
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    netmode: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    security_protection_types: Vec<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

/// For a subscription, all fields except the id are empty.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    allocation_id: SmolStr,
    eip_address: String,
    order_id: i64,
    resource_group_id: SmolStr,
}

impl Operation for AllocateEipAddress {
    const ACTION: &'static str = "AllocateEipAddress";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const TOKENS: &'static str = "vpc:AllocateEipAddress";
    // `ActivityId` is for the vendor's campaigns, `AutoPay` for the payment of an order.
    const IGNORED: &'static [&'static str] = &["ActivityId", "AutoPay"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("InstanceId", ""), ("IpAddress", ""), ("PublicIpAddressPoolId", ""), ("Zone", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        addresses::allocate_eip_address::AllocateEipAddress::refuse(error)
    }
}

impl Change for AllocateEipAddress {
    type Plan = (EipFacts, Tags);

    fn plan(at: Place<'_>, Request(terms, charge, own): Request) -> Result<(EipFacts, Tags), Error> {
        if let Some(mode) = own.netmode.filter(|mode| mode != "public") {
            return Err(Error::invalid("Netmode", mode, "public"));
        }
        if let Some(other) = own.security_protection_types.iter().find(|protection| *protection != "AntiDDoS_Enhanced")
        {
            return Err(Error::invalid("SecurityProtectionTypes", other, "AntiDDoS_Enhanced"));
        }
        let (name, description) = (own.name.unwrap_or_default(), own.description.unwrap_or_default());
        check_name("Name", &name)?;
        check_description("Description", &description)?;
        let facts = EipFacts {
            name,
            description,
            protected: !own.security_protection_types.is_empty(),
            resource_group: resource_group(own.resource_group_id)?,
            ..terms.facts(charge, at)?
        };
        let tags = tags(&own.tag)?;
        address::check_limit(at.region)?;
        Ok((facts, tags))
    }

    fn commit(at: &mut PlaceMut<'_>, (facts, tags): (EipFacts, Tags)) -> Response {
        let allocation_id = eip::allocate(at, facts, tags);
        let address = &at.region.addresses[&allocation_id];
        let shown = Some(address).filter(|address| address.eip.ends.is_none());
        Response {
            eip_address: shown.map(|address| address.public_ip.to_string()).unwrap_or_default(),
            order_id: 0,
            resource_group_id: shown.map(|address| address.eip.resource_group.clone()).unwrap_or_default(),
            allocation_id,
        }
    }
}
