//! [RevokeSecurityGroupEgress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupEgress.html)

use super::changes::{Removals, Revoked, removals};
use super::group;
use super::permission::{IGNORED, IpPermission, SinglePermission};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes rules for outbound traffic of a group's instances. Rules are listed by id, or by permission; the
/// descriptions of permissions are ignored. As on AWS, the parameters of a single permission are not accepted.
pub struct RevokeSecurityGroupEgress;

#[derive(Debug, Deserialize)]
pub struct Request(SinglePermission, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    group_id: SmolStr,
    #[serde(default)]
    ip_permissions: Vec<IpPermission>,
    #[serde(default)]
    security_group_rule_id: Vec<SmolStr>,
}

impl Operation for RevokeSecurityGroupEgress {
    const ACTION: &'static str = "RevokeSecurityGroupEgress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Revoked;
}

impl Change for RevokeSecurityGroupEgress {
    type Plan = Removals;

    fn plan(at: Place<'_>, Request(single, fields): Request) -> Result<Removals, Error> {
        let group = group(at.region, &fields.group_id)?;
        single.check_outbound()?;
        removals(at, group, true, fields.security_group_rule_id, (fields.ip_permissions, single))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Revoked {
        plan.commit(at)
    }
}
