//! [DeleteSecurityGroup](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html)

use super::id_or_name;
use crate::aws::ec2::Ec2;
use crate::domain::network::check_group_unused;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes a security group. Fails if it has instances, if a rule of another group refers to it, and for the default
/// group of a VPC.
pub struct DeleteSecurityGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_id: Option<SmolStr>,
    group_name: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    r#return: bool,
    group_id: SmolStr,
}

impl Operation for DeleteSecurityGroup {
    const ACTION: &'static str = "DeleteSecurityGroup";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteSecurityGroup {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let group = id_or_name(at.region, request.group_id.as_ref(), request.group_name.as_ref())?;
        check_group_unused(at.region, group)?;
        Ok(group.id.clone())
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Response {
        at.region.groups.remove(&id);
        Response { r#return: true, group_id: id }
    }
}
