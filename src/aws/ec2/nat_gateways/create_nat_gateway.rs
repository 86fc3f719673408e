//! [CreateNatGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html)

use super::view::NatGatewayView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::networks::listing::{made_before, shown_token, wrong_arguments};
use crate::aws::ec2::networks::subnet;
use crate::domain::network::{
    AwsVpcError, Counted, NatFailure, NatGateway, NetworkError, NewNatGateway, Subnet, check_quota, eip,
    make_nat_gateway,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Creates a NAT gateway in a subnet. It is pending, then available; or it fails, as AWS documents, if the VPC has no internet
/// gateway, the elastic address is taken, or the subnet is full, and is shown as failed for an hour. Secondary addresses and
/// regional gateways are not modelled and refused.
pub struct CreateNatGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    subnet_id: Option<SmolStr>,
    allocation_id: Option<SmolStr>,
    connectivity_type: Option<Connectivity>,
    private_ip_address: Option<SmolStr>,
    client_token: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    nat_gateway: NatGatewayView,
    client_token: Option<SmolStr>,
}

impl Operation for CreateNatGateway {
    const ACTION: &'static str = "CreateNatGateway";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("AvailabilityMode", "zonal"),
        ("AvailabilityZoneAddress", ""),
        ("SecondaryAllocationId", ""),
        ("SecondaryPrivateIpAddress", ""),
        ("SecondaryPrivateIpAddressCount", "0"),
        ("VpcId", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Connectivity {
    Private,
    Public,
}

impl Change for CreateNatGateway {
    type Plan = (NewNatGateway, Option<SmolStr>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let id = request.subnet_id.as_ref().ok_or_else(|| Error::missing("SubnetId"))?;
        let subnet = subnet(at.region, id)?;
        let allocation = match (request.connectivity_type, request.allocation_id) {
            (Some(Connectivity::Private), Some(_)) => return Err(AwsVpcError::PrivateNat.into()),
            (Some(Connectivity::Private), None) => None,
            (_, None) => return Err(Error::missing("AllocationId")),
            (_, Some(id)) => Some(eip::find(at.region, &id)?),
        };
        let private_ip = request.private_ip_address.map(|text| private_address(subnet, &text)).transpose()?;
        check_quota(at.region, Counted::NatGateways, subnet.zone)?;
        let attached = at.region.gateways.values().any(|gateway| gateway.vpc.as_ref() == Some(&subnet.vpc));
        let failure = match allocation {
            Some(_) if !attached => Some(NatFailure::NoGateway),
            Some(address) if address.association.is_some() => Some(NatFailure::AddressTaken),
            _ if subnet.available() == 0 => Some(NatFailure::NoAddresses),
            _ => None,
        };
        let new = NewNatGateway {
            vpc: subnet.vpc.clone(),
            subnet: subnet.id.clone(),
            allocation: allocation.map(|address| address.id.clone()),
            private_ip,
            failure,
            tags: tags(&request.tag_specification, "natgateway", &[])?,
        };
        Ok((new, shown_token(request.client_token)))
    }

    fn commit(at: &mut PlaceMut<'_>, (new, client_token): Self::Plan) -> Response {
        let id = make_nat_gateway(at, new);
        let nat_gateway = NatGatewayView::new(at.region, &at.region.nat_gateways[&id]);
        Response { nat_gateway, client_token }
    }

    fn repeat(at: Place<'_>, request: &Request, stored: &str) -> Result<Option<Response>, Error> {
        let gateway = made_before(stored, "natGatewayId", &at.region.nat_gateways)?;
        let gateway = NatGateway { tags: tags(&request.tag_specification, "natgateway", &[])?, ..gateway.clone() };
        let nat_gateway = NatGatewayView::new(at.region, &gateway);
        Ok(Some(Response { nat_gateway, client_token: shown_token(request.client_token.clone()) }))
    }
}

fn private_address(subnet: &Subnet, text: &SmolStr) -> Result<Ipv4Addr, Error> {
    let address = text.parse().map_err(|_| Error::invalid("PrivateIpAddress", text, "an IPv4 address"))?;
    subnet.check_host(address)?;
    if subnet.is_free(address) { Ok(address) } else { Err(NetworkError::AddressUnusable(address).into()) }
}
