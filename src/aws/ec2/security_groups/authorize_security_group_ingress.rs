//! [AuthorizeSecurityGroupIngress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html)

use super::changes::{Additions, Authorized};
use super::id_or_name;
use super::permission::{Flat, IGNORED, IpPermission, wanted};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Lets traffic in to the instances of a group: a rule for each peer of each permission.
pub struct AuthorizeSecurityGroupIngress;

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

    fn plan(at: Place<'_>, Request(flat, own): Request) -> Result<Additions, Error> {
        let group = id_or_name(at.region, own.group_id.as_ref(), own.group_name.as_ref())?;
        let tags = tags(&own.tag_specification, "security-group-rule", &[])?;
        Additions::plan(group, wanted(at, group, false, own.ip_permissions, flat)?, tags)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Authorized {
        plan.commit(at)
    }
}
