//! [DeletePlacementGroup](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeletePlacementGroup.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::placement::{check_unused, named};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a placement group. Fails if instances are in it that are not terminated.
pub struct DeletePlacementGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_name: SmolStr,
}

impl Operation for DeletePlacementGroup {
    const ACTION: &'static str = "DeletePlacementGroup";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeletePlacementGroup {
    /// The id of the group.
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let group = named(at.region, &request.group_name)?;
        check_unused(at.region, group)?;
        Ok(group.id.clone())
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.placement_groups.remove(&id);
        Done::YES
    }
}
