//! [RevokeSecurityGroupIngress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html)

use super::changes::{Removals, Revoked, removals};
use super::id_or_name;
use super::permission::{IGNORED, IpPermission, SinglePermission};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes rules for inbound traffic of a group's instances. Rules are listed by id, or by permission; the descriptions
/// of permissions are ignored.
pub struct RevokeSecurityGroupIngress;

#[derive(Debug, Deserialize)]
pub struct Request(SinglePermission, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    group_id: Option<SmolStr>,
    group_name: Option<SmolStr>,
    #[serde(default)]
    ip_permissions: Vec<IpPermission>,
    #[serde(default)]
    security_group_rule_id: Vec<SmolStr>,
}

impl Operation for RevokeSecurityGroupIngress {
    const ACTION: &'static str = "RevokeSecurityGroupIngress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Revoked;
}

impl Change for RevokeSecurityGroupIngress {
    type Plan = Removals;

    fn plan(at: Place<'_>, Request(single, fields): Request) -> Result<Removals, Error> {
        let group = id_or_name(at.region, fields.group_id.as_ref(), fields.group_name.as_ref())?;
        removals(at, group, false, fields.security_group_rule_id, (fields.ip_permissions, single))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Revoked {
        plan.commit(at)
    }
}
