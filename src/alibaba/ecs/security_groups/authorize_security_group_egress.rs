//! AuthorizeSecurityGroupEgress.

use super::group;
use super::permission::{Asked, Egress, wanted};
use super::refusals;
use super::rules::Additions;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::estate::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Lets out what a group's permissions name, or drops it. A permission that the group has already changes nothing.
pub struct AuthorizeSecurityGroupEgress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
    #[serde(default)]
    permissions: Vec<Egress>,
    policy: Option<SmolStr>,
    priority: Option<SmolStr>,
    ip_protocol: Option<SmolStr>,
    port_range: Option<SmolStr>,
    source_port_range: Option<SmolStr>,
    dest_cidr_ip: Option<SmolStr>,
    ipv6_dest_cidr_ip: Option<SmolStr>,
    dest_group_id: Option<SmolStr>,
    dest_group_owner_id: Option<SmolStr>,
    dest_prefix_list_id: Option<SmolStr>,
    source_cidr_ip: Option<SmolStr>,
    ipv6_source_cidr_ip: Option<SmolStr>,
    nic_type: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for AuthorizeSecurityGroupEgress {
    const ACTION: &'static str = "AuthorizeSecurityGroupEgress";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group says whose it is.
    const IGNORED: &'static [&'static str] = &["Permissions.N.DestGroupOwnerAccount", "DestGroupOwnerAccount"];
    type Dialect = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::of_rules(true, error)
    }
}

impl Change for AuthorizeSecurityGroupEgress {
    type Plan = Additions;

    fn plan(at: Place<'_>, request: Request) -> Result<Additions, Error> {
        let group = group(at.region, &request.security_group_id)?;
        let list = request.permissions.into_iter().map(Asked::from).collect();
        let flat = Egress {
            policy: request.policy,
            priority: request.priority,
            ip_protocol: request.ip_protocol,
            port_range: request.port_range,
            source_port_range: request.source_port_range,
            dest_cidr_ip: request.dest_cidr_ip,
            ipv6_dest_cidr_ip: request.ipv6_dest_cidr_ip,
            dest_group_id: request.dest_group_id,
            dest_group_owner_id: request.dest_group_owner_id,
            dest_prefix_list_id: request.dest_prefix_list_id,
            source_cidr_ip: request.source_cidr_ip,
            ipv6_source_cidr_ip: request.ipv6_source_cidr_ip,
            nic_type: request.nic_type,
            description: request.description,
            ..Egress::default()
        };
        let wanted = wanted(at, group, true, list, Asked::from(flat))?;
        Additions::plan(group, wanted)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Done {
        plan.commit(at)
    }
}
