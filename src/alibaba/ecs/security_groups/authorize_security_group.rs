//! AuthorizeSecurityGroup.

use super::group;
use super::permission::{Asked, Ingress, wanted};
use super::refusals;
use super::rules::Additions;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::estate::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Lets in what a group's permissions name, or drops it. A permission that the group has already changes nothing.
pub struct AuthorizeSecurityGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
    #[serde(default)]
    permissions: Vec<Ingress>,
    policy: Option<SmolStr>,
    priority: Option<SmolStr>,
    ip_protocol: Option<SmolStr>,
    port_range: Option<SmolStr>,
    source_port_range: Option<SmolStr>,
    source_cidr_ip: Option<SmolStr>,
    ipv6_source_cidr_ip: Option<SmolStr>,
    source_group_id: Option<SmolStr>,
    source_group_owner_id: Option<SmolStr>,
    source_prefix_list_id: Option<SmolStr>,
    dest_cidr_ip: Option<SmolStr>,
    ipv6_dest_cidr_ip: Option<SmolStr>,
    nic_type: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for AuthorizeSecurityGroup {
    const ACTION: &'static str = "AuthorizeSecurityGroup";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group says whose it is.
    const IGNORED: &'static [&'static str] = &["Permissions.N.SourceGroupOwnerAccount", "SourceGroupOwnerAccount"];
    type Dialect = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::of_rules(false, error)
    }
}

impl Change for AuthorizeSecurityGroup {
    type Plan = Additions;

    fn plan(at: Place<'_>, request: Request) -> Result<Additions, Error> {
        let group = group(at.region, &request.security_group_id)?;
        let list = request.permissions.into_iter().map(Asked::from).collect();
        let flat = Ingress {
            policy: request.policy,
            priority: request.priority,
            ip_protocol: request.ip_protocol,
            port_range: request.port_range,
            source_port_range: request.source_port_range,
            source_cidr_ip: request.source_cidr_ip,
            ipv6_source_cidr_ip: request.ipv6_source_cidr_ip,
            source_group_id: request.source_group_id,
            source_group_owner_id: request.source_group_owner_id,
            source_prefix_list_id: request.source_prefix_list_id,
            dest_cidr_ip: request.dest_cidr_ip,
            ipv6_dest_cidr_ip: request.ipv6_dest_cidr_ip,
            nic_type: request.nic_type,
            description: request.description,
            ..Ingress::default()
        };
        let wanted = wanted(at, group, false, list, Asked::from(flat))?;
        Additions::plan(group, wanted)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Done {
        plan.commit(at)
    }
}
