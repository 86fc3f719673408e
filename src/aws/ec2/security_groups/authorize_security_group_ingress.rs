//! [AuthorizeSecurityGroupIngress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html)

use super::changes::{Additions, Authorized};
use super::id_or_name;
use super::permission::{IGNORED, IpPermission, SinglePermission, requested_rules};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Adds rules for inbound traffic of a group's instances: one for each peer of each permission.
pub struct AuthorizeSecurityGroupIngress;

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
    tag_specification: Vec<TagSpecification>,
}

impl Operation for AuthorizeSecurityGroupIngress {
    const ACTION: &'static str = "AuthorizeSecurityGroupIngress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Authorized;
}

impl Change for AuthorizeSecurityGroupIngress {
    type Plan = Additions;

    fn plan(at: Place<'_>, Request(single, fields): Request) -> Result<Additions, Error> {
        let group = id_or_name(at.region, fields.group_id.as_ref(), fields.group_name.as_ref())?;
        let tags = tags(&fields.tag_specification, "security-group-rule", &[])?;
        Additions::plan(at, group, requested_rules(at, group, false, fields.ip_permissions, single)?, tags)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Authorized {
        plan.commit(at)
    }
}
