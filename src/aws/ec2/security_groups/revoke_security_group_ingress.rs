//! [RevokeSecurityGroupIngress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html)

use super::changes::{Removals, Revoked, removals};
use super::id_or_name;
use super::permission::{Flat, IGNORED, IpPermission};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes away rules that let traffic in to the instances of a group, by their ids or by what they let through;
/// descriptions do not matter.
pub struct RevokeSecurityGroupIngress;

#[derive(Debug, Deserialize)]
pub struct Request(Flat, Own);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Own {
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

    fn plan(at: Place<'_>, Request(flat, own): Request) -> Result<Removals, Error> {
        let group = id_or_name(at.region, own.group_id.as_ref(), own.group_name.as_ref())?;
        removals(at, group, false, own.security_group_rule_id, (own.ip_permissions, flat))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Revoked {
        plan.commit(at)
    }
}
