//! [ModifyVpcEndpoint](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html)

use super::checks::{check_groups, check_private_dns, check_subnets, check_tables, policy};
use super::endpoint;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::aws::ec2::networks::vpc;
use crate::domain::network::{AwsVpcError, EndpointChange, EndpointKind, change_endpoint};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes an endpoint: its policy, route tables, subnets, security groups, or whether the service's own name leads to it.
pub struct ModifyVpcEndpoint;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_endpoint_id: SmolStr,
    policy_document: Option<SmolStr>,
    reset_policy: Option<bool>,
    #[serde(default)]
    add_route_table_id: Vec<SmolStr>,
    #[serde(default)]
    remove_route_table_id: Vec<SmolStr>,
    #[serde(default)]
    add_subnet_id: Vec<SmolStr>,
    #[serde(default)]
    remove_subnet_id: Vec<SmolStr>,
    #[serde(default)]
    add_security_group_id: Vec<SmolStr>,
    #[serde(default)]
    remove_security_group_id: Vec<SmolStr>,
    private_dns_enabled: Option<bool>,
}

impl Operation for ModifyVpcEndpoint {
    const ACTION: &'static str = "ModifyVpcEndpoint";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("DnsOptions.DnsRecordIpType", "ipv4"),
        ("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint", "false"),
        ("DnsOptions.PrivateDnsPreference", ""),
        ("DnsOptions.PrivateDnsSpecifiedDomain", ""),
        ("IpAddressType", "ipv4"),
        ("SubnetConfiguration", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyVpcEndpoint {
    type Plan = (SmolStr, EndpointChange);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let endpoint = endpoint(at.region, &request.vpc_endpoint_id)?;
        let is_gateway = endpoint.kind == EndpointKind::Gateway;
        let tables = !request.add_route_table_id.is_empty() || !request.remove_route_table_id.is_empty();
        let subnets = !request.add_subnet_id.is_empty() || !request.remove_subnet_id.is_empty();
        let groups = !request.add_security_group_id.is_empty() || !request.remove_security_group_id.is_empty();
        let dns = request.private_dns_enabled == Some(true);
        if if is_gateway { subnets || groups || dns } else { tables } {
            let kind = if is_gateway { "Gateway" } else { "Interface" };
            let text = format!("The endpoint type {kind} does not have these parameters.");
            return Err(AwsVpcError::Conflict(text).into());
        }
        check_tables(at, &endpoint.vpc, &endpoint.service, &request.add_route_table_id)?;
        let kept = endpoint.interfaces.iter().map(|interface| &interface.subnet);
        let kept: Vec<_> = kept.filter(|subnet| !request.remove_subnet_id.contains(subnet)).collect();
        check_subnets(at, &endpoint.vpc, &kept, &request.add_subnet_id)?;
        check_groups(at, &endpoint.vpc, &request.add_security_group_id)?;
        if dns && !endpoint.private_dns {
            check_private_dns(at, vpc(at.region, &endpoint.vpc)?, &endpoint.service, Some(&endpoint.id))?;
        }
        let new_policy = policy(request.policy_document)?;
        if new_policy.is_some() && request.reset_policy == Some(true) {
            return Err(Error::Conflict("The parameter resetPolicy cannot be used with policyDocument".to_owned()));
        }
        let change = EndpointChange {
            policy: if request.reset_policy == Some(true) { Some(None) } else { new_policy.map(Some) },
            add_tables: request.add_route_table_id,
            remove_tables: request.remove_route_table_id,
            add_subnets: request.add_subnet_id,
            remove_subnets: request.remove_subnet_id,
            groups: merged(&endpoint.groups, request.add_security_group_id, &request.remove_security_group_id),
            private_dns: request.private_dns_enabled,
        };
        Ok((endpoint.id.clone(), change))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, change): Self::Plan) -> Done {
        change_endpoint(at, &id, change);
        Done::YES
    }
}

/// A list with some added that it has not, and some removed.
fn merged(old: &[SmolStr], add: Vec<SmolStr>, remove: &[SmolStr]) -> Vec<SmolStr> {
    let mut merged: Vec<SmolStr> = old.iter().filter(|id| !remove.contains(id)).cloned().collect();
    for id in add {
        if !merged.contains(&id) {
            merged.push(id);
        }
    }
    merged
}
