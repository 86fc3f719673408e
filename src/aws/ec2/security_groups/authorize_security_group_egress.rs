//! [AuthorizeSecurityGroupEgress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupEgress.html)

use super::changes::{Additions, Authorized};
use super::group;
use super::permission::{IGNORED, IpPermission, SinglePermission, requested_rules};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Adds rules for outbound traffic of a group's instances: one for each peer of each permission. As on AWS, the
/// parameters of a single permission are not accepted.
pub struct AuthorizeSecurityGroupEgress;

#[derive(Debug, Deserialize)]
pub struct Request(SinglePermission, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    group_id: SmolStr,
    #[serde(default)]
    ip_permissions: Vec<IpPermission>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

impl Operation for AuthorizeSecurityGroupEgress {
    const ACTION: &'static str = "AuthorizeSecurityGroupEgress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Authorized;
}

impl Change for AuthorizeSecurityGroupEgress {
    type Plan = Additions;

    fn plan(at: Place<'_>, Request(single, fields): Request) -> Result<Additions, Error> {
        let group = group(at.region, &fields.group_id)?;
        single.check_outbound()?;
        let tags = tags(&fields.tag_specification, "security-group-rule", &[])?;
        Additions::plan(at, group, requested_rules(at, group, true, fields.ip_permissions, single)?, tags)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Authorized {
        plan.commit(at)
    }
}
