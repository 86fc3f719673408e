//! [CreatePlacementGroup](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreatePlacementGroup.html)

use super::view::PlacementGroupView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::placement::{AwsPlacementError, MAX_GROUPS, MAX_PARTITIONS, Strategy, make, named};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a placement group, which is a cluster unless another strategy is asked for. Groups that are spread over hosts of
/// Outposts, linked groups and those of precision time are not modelled and refused.
pub struct CreatePlacementGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_name: Option<SmolStr>,
    strategy: Option<SmolStr>,
    partition_count: Option<i64>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    placement_group: PlacementGroupView,
}

impl Operation for CreatePlacementGroup {
    const ACTION: &'static str = "CreatePlacementGroup";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("LinkedGroupId", ""), ("Operator", ""), ("ParentGroupId", ""), ("SpreadLevel", "rack")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The group to create.
pub struct Plan {
    name: SmolStr,
    strategy: Strategy,
    partitions: u32,
    tags: Tags,
}

impl Change for CreatePlacementGroup {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = request.group_name.ok_or_else(|| Error::missing("groupName"))?;
        check_length("groupName", &name)?;
        let strategy = match request.strategy.as_deref() {
            None | Some("cluster") => Strategy::Cluster,
            Some("partition") => Strategy::Partition,
            Some("spread") => Strategy::Spread,
            Some("precision-time") => return Err(Error::NotModelled("Strategy".to_owned())),
            Some(other) => return Err(Error::invalid("strategy", other, "one of cluster, partition, spread")),
        };
        let partitions = partitions(strategy, request.partition_count)?;
        if named(at.region, &name).is_ok() {
            return Err(AwsPlacementError::Duplicate(name).into());
        }
        if at.region.placement_groups.len() >= MAX_GROUPS {
            return Err(AwsPlacementError::TooMany(MAX_GROUPS).into());
        }
        Ok(Plan { name, strategy, partitions, tags: tags(&request.tag_specification, "placement-group", &[])? })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make(at, plan.name, plan.strategy, plan.partitions, plan.tags);
        Response { placement_group: PlacementGroupView::new(at.scope, &at.region.placement_groups[&id]) }
    }
}

/// How many partitions a new group has: two, unless it is said.
fn partitions(strategy: Strategy, requested: Option<i64>) -> Result<u32, Error> {
    let number = |count: i64| u32::try_from(count).ok().filter(|count| (1..=MAX_PARTITIONS).contains(count));
    match (strategy, requested) {
        (Strategy::Partition, None) => Ok(2),
        (Strategy::Partition, Some(count)) => {
            number(count).ok_or_else(|| Error::invalid("partitionCount", count, "a number from 1 to 7"))
        }
        (_, None) => Ok(0),
        // Ours.
        (_, Some(_)) => {
            let text = "The parameter partitionCount is for the strategy partition alone";
            Err(Error::Conflict(text.to_owned()))
        }
    }
}
