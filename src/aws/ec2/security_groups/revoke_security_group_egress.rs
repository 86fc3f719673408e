//! [RevokeSecurityGroupEgress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupEgress.html)

use super::changes::{Removals, Revoked, removals};
use super::group;
use super::permission::{Flat, IGNORED, IpPermission};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes away rules that let traffic out of the instances of a group, by their ids or by what they let through;
/// descriptions do not matter.
/// AWS does not take the parameters of a single permission here.
pub struct RevokeSecurityGroupEgress;

#[derive(Debug, Deserialize)]
pub struct Request(Flat, Own);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Own {
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

    fn plan(at: Place<'_>, Request(flat, own): Request) -> Result<Removals, Error> {
        let group = group(at.region, &own.group_id)?;
        flat.check_outbound()?;
        removals(at, group, true, own.security_group_rule_id, (own.ip_permissions, flat))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Revoked {
        plan.commit(at)
    }
}
