//! [CreateVpcEndpoint](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html)

use super::checks::{check_groups, check_private_dns, check_subnets, check_tables, policy};
use super::view::EndpointView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::networks::listing::{made_before, shown_token, wrong_arguments};
use crate::aws::ec2::networks::vpc;
use crate::domain::network::{
    AwsVpcError, Counted, Endpoint, EndpointKind, NewEndpoint, check_quota, make_endpoint, service,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates an endpoint: a gateway endpoint with a route to it in each of the route tables, or an interface endpoint with an
/// interface in each of the subnets. Private DNS is off unless it is asked for (ours, after the API reference; for AWS's own
/// services AWS turns it on). Other kinds of endpoints, IPv6 and addresses of one's choice are not modelled and refused.
pub struct CreateVpcEndpoint;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    service_name: Option<SmolStr>,
    vpc_endpoint_type: Option<Kind>,
    policy_document: Option<SmolStr>,
    #[serde(default)]
    route_table_id: Vec<SmolStr>,
    #[serde(default)]
    subnet_id: Vec<SmolStr>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    private_dns_enabled: Option<bool>,
    client_token: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_endpoint: EndpointView,
    client_token: Option<SmolStr>,
}

impl Operation for CreateVpcEndpoint {
    const ACTION: &'static str = "CreateVpcEndpoint";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("DnsOptions.DnsRecordIpType", "ipv4"),
        ("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint", "false"),
        ("DnsOptions.PrivateDnsPreference", ""),
        ("DnsOptions.PrivateDnsSpecifiedDomain", ""),
        ("IpAddressType", "ipv4"),
        ("ResourceConfigurationArn", ""),
        ("ServiceNetworkArn", ""),
        ("ServiceRegion", ""),
        ("SubnetConfiguration", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum Kind {
    Gateway,
    Interface,
    GatewayLoadBalancer,
    Resource,
    ServiceNetwork,
    Tunnel,
}

impl Change for CreateVpcEndpoint {
    type Plan = (NewEndpoint, Option<SmolStr>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let vpc = vpc(at.region, &request.vpc_id)?;
        let kind = match request.vpc_endpoint_type {
            None | Some(Kind::Gateway) => EndpointKind::Gateway,
            Some(Kind::Interface) => EndpointKind::Interface,
            Some(_) => return Err(Error::NotModelled("VpcEndpointType".to_owned())),
        };
        let name = request.service_name.ok_or_else(|| Error::missing("ServiceName"))?;
        let found = service(at.scope.region, &name);
        let service = found.ok_or_else(|| AwsVpcError::ServiceNotFound(name.clone()))?;
        let is_gateway = kind == EndpointKind::Gateway;
        if is_gateway && !service.gateway {
            let text = format!("The service {name} does not support the endpoint type Gateway.");
            return Err(AwsVpcError::Conflict(text).into());
        }
        check_kind(is_gateway, &request.route_table_id, &request.subnet_id, &request.security_group_id)?;
        check_tables(at, &vpc.id, service.name, &request.route_table_id)?;
        check_subnets(at, &vpc.id, &[], &request.subnet_id)?;
        check_groups(at, &vpc.id, &request.security_group_id)?;
        let counted = if is_gateway { Counted::GatewayEndpoints } else { Counted::InterfaceEndpoints };
        check_quota(at.region, counted, &vpc.id)?;
        let private_dns = request.private_dns_enabled == Some(true);
        if private_dns {
            check_kind(is_gateway, &[], std::slice::from_ref(&vpc.id), &[])?;
            check_private_dns(at, vpc, service.name, None)?;
        }
        let default = || at.region.groups.values().filter(|group| group.vpc == vpc.id && group.default);
        let groups = match request.security_group_id {
            groups if groups.is_empty() && !is_gateway => default().map(|group| group.id.clone()).collect(),
            groups => groups,
        };
        let new = NewEndpoint {
            service,
            kind,
            policy: policy(request.policy_document)?,
            tables: request.route_table_id,
            subnets: request.subnet_id,
            groups,
            private_dns,
            tags: tags(&request.tag_specification, "vpc-endpoint", &[])?,
            vpc: request.vpc_id,
        };
        Ok((new, shown_token(request.client_token)))
    }

    fn commit(at: &mut PlaceMut<'_>, (new, client_token): Self::Plan) -> Response {
        let id = make_endpoint(at, new);
        let vpc_endpoint = EndpointView::new(at.scope, at.region, &at.region.endpoints[&id]);
        Response { vpc_endpoint, client_token }
    }

    fn repeat(at: Place<'_>, request: &Request, stored: &str) -> Result<Option<Response>, Error> {
        let endpoint = made_before(stored, "vpcEndpointId", &at.region.endpoints)?;
        let endpoint = Endpoint { tags: tags(&request.tag_specification, "vpc-endpoint", &[])?, ..endpoint.clone() };
        let vpc_endpoint = EndpointView::new(at.scope, at.region, &endpoint);
        Ok(Some(Response { vpc_endpoint, client_token: shown_token(request.client_token.clone()) }))
    }
}

/// Refuses what endpoints of the kind do not have (the text is ours).
fn check_kind(is_gateway: bool, tables: &[SmolStr], subnets: &[SmolStr], groups: &[SmolStr]) -> Result<(), Error> {
    let wrong = if is_gateway { !subnets.is_empty() || !groups.is_empty() } else { !tables.is_empty() };
    let kind = if is_gateway { "Gateway" } else { "Interface" };
    let text = || format!("The endpoint type {kind} does not have these parameters.");
    if wrong { Err(AwsVpcError::Conflict(text()).into()) } else { Ok(()) }
}
