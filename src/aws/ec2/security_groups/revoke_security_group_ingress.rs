//! RevokeSecurityGroupIngress.

use super::changes::{Removals, Revoked, removals};
use super::id_or_name;
use super::permission::{Flat, IGNORED, IpPermission};
use crate::aws::ec2::Ec2;
use crate::domain::estate::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes away rules that let traffic in to the instances of a group, by their ids or by what they let through;
/// descriptions do not matter.
pub struct RevokeSecurityGroupIngress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_id: Option<SmolStr>,
    group_name: Option<SmolStr>,
    #[serde(default)]
    ip_permissions: Vec<IpPermission>,
    ip_protocol: Option<SmolStr>,
    from_port: Option<i64>,
    to_port: Option<i64>,
    cidr_ip: Option<SmolStr>,
    source_security_group_name: Option<SmolStr>,
    source_security_group_owner_id: Option<SmolStr>,
    #[serde(default)]
    security_group_rule_id: Vec<SmolStr>,
}

impl Operation for RevokeSecurityGroupIngress {
    const ACTION: &'static str = "RevokeSecurityGroupIngress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Dialect = Ec2;
    type Request = Request;
    type Response = Revoked;
}

impl Change for RevokeSecurityGroupIngress {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Request) -> Result<Removals, Error> {
        let group = id_or_name(at.region, request.group_id.as_ref(), request.group_name.as_ref())?;
        let flat = Flat {
            ip_protocol: request.ip_protocol,
            from_port: request.from_port,
            to_port: request.to_port,
            cidr_ip: request.cidr_ip,
            source_name: request.source_security_group_name,
            source_owner: request.source_security_group_owner_id,
        };
        removals(at, group, false, request.security_group_rule_id, (request.ip_permissions, flat))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Revoked {
        plan.commit(at)
    }
}
