//! [DescribePlacementGroups](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribePlacementGroups.html)

use super::group;
use super::view::PlacementGroupView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::{Filter, Filters, Table, values};
use crate::domain::compute::placement::named;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes placement groups, in the order of their ids.
pub struct DescribePlacementGroups;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    group_name: Vec<SmolStr>,
    #[serde(default)]
    group_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    placement_group_set: Set<PlacementGroupView>,
}

impl Operation for DescribePlacementGroups {
    const ACTION: &'static str = "DescribePlacementGroups";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("group-arn", Path("groupArn")),
    ("group-name", Path("groupName")),
    ("spread-level", Path("spreadLevel")),
    ("state", Path("state")),
    ("strategy", Path("strategy")),
    ("tag-key", Path("tagSet.key")),
];

impl Read for DescribePlacementGroups {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_table(&request.filter, FILTERS)?;
        for name in &request.group_name {
            named(at.region, name)?;
        }
        for id in &request.group_id {
            group(at.region, id)?;
        }
        let all = request.group_name.is_empty() && request.group_id.is_empty();
        let groups = at.region.placement_groups.values();
        let wanted =
            groups.filter(|one| all || request.group_name.contains(&one.name) || request.group_id.contains(&one.id));
        let shown = wanted.filter_map(|group| {
            let view = PlacementGroupView::new(at.scope, group);
            filters.pass(&group.tags, |name| values(FILTERS, &view, name)).then_some(view)
        });
        Ok(Response { placement_group_set: shown.collect() })
    }
}
