//! RevokeSecurityGroupEgress.

use super::changes::{Removals, Revoked, removals};
use super::group;
use super::permission::{Flat, IGNORED, IpPermission};
use crate::aws::ec2::Ec2;
use crate::domain::estate::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes away rules that let traffic out of the instances of a group, by their ids or by what they let through;
/// descriptions do not matter.
/// AWS does not take the parameters of a single permission here.
pub struct RevokeSecurityGroupEgress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_id: SmolStr,
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

impl Operation for RevokeSecurityGroupEgress {
    const ACTION: &'static str = "RevokeSecurityGroupEgress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Dialect = Ec2;
    type Request = Request;
    type Response = Revoked;
}

impl Change for RevokeSecurityGroupEgress {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Request) -> Result<Removals, Error> {
        let group = group(at.region, &request.group_id)?;
        let flat = Flat {
            ip_protocol: request.ip_protocol,
            from_port: request.from_port,
            to_port: request.to_port,
            cidr_ip: request.cidr_ip,
            source_name: request.source_security_group_name,
            source_owner: request.source_security_group_owner_id,
        };
        if !flat.is_empty() {
            let text = "Rules for outbound traffic are specified by the parameter ipPermissions only";
            return Err(Error::Conflict(text.to_owned()));
        }
        removals(at, group, true, request.security_group_rule_id, (request.ip_permissions, flat))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Revoked {
        plan.commit(at)
    }
}
