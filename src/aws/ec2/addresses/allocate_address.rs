//! [AllocateAddress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::network::address::{self, AwsAddressError};
use crate::domain::network::eip::EipFacts;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, not_modelled};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Allocates an elastic address to the account, from the same range as the public addresses of instances. Other pools are
/// not modelled and refused. The region's own network border group is the only one: local zones are not opted in to.
pub struct AllocateAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    domain: Option<Domain>,
    address: Option<SmolStr>,
    network_border_group: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Domain {
    Vpc,
    Standard,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    public_ip: Ipv4Addr,
    domain: &'static str,
    allocation_id: SmolStr,
    public_ipv4_pool: &'static str,
    network_border_group: &'static str,
}

impl Operation for AllocateAddress {
    const ACTION: &'static str = "AllocateAddress";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&["NetworkBorderGroup", "address"]);
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("CustomerOwnedIpv4Pool", ""), ("IpamPoolId", ""), ("PublicIpv4Pool", "amazon")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for AllocateAddress {
    type Plan = Tags;

    fn plan(at: Place<'_>, request: Request) -> Result<Tags, Error> {
        check_group_and_address(at, &request)?;
        not_modelled(&[
            (request.domain == Some(Domain::Standard), "Domain=standard"),
            (request.address.is_some(), "Address"),
        ])?;
        address::check_limit(at.region)?;
        tags(&request.tag_specification, "elastic-ip", &[])
    }

    fn commit(at: &mut PlaceMut<'_>, tags: Tags) -> Response {
        let id = at.new_id("eipalloc");
        let public_ip = address::add(at.region, id.clone(), EipFacts::default(), tags);
        Response {
            public_ip,
            domain: "vpc",
            allocation_id: id,
            public_ipv4_pool: "amazon",
            network_border_group: at.scope.region,
        }
    }
}

/// As recorded from EC2, these two are judged before all others.
fn check_group_and_address(at: Place<'_>, request: &Request) -> Result<(), Error> {
    if let Some(group) = request.network_border_group.as_ref().filter(|group| *group != at.scope.region) {
        return Err(AwsAddressError::UnknownBorderGroup(group.clone()).into());
    }
    match &request.address {
        Some(text) if text.parse::<Ipv4Addr>().is_err() => Err(Error::invalid("address", text, "")),
        _ => Ok(()),
    }
}
