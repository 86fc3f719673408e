//! A placement group in answers.

use crate::aws::ec2::common::{Set, TagView, arn, tag_set};
use crate::domain::compute::placement::{PlacementGroup, Strategy};
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlacementGroupView {
    group_name: SmolStr,
    state: &'static str,
    strategy: &'static str,
    partition_count: Option<u32>,
    group_id: SmolStr,
    tag_set: Option<Set<TagView>>,
    group_arn: String,
    spread_level: Option<&'static str>,
}

impl PlacementGroupView {
    pub fn new(scope: &Scope, group: &PlacementGroup) -> Self {
        Self {
            group_name: group.name.clone(),
            state: "available",
            strategy: group.strategy.as_str(),
            partition_count: Some(group.partitions).filter(|count| *count > 0),
            group_id: group.id.clone(),
            tag_set: tag_set(&group.tags),
            group_arn: arn(scope, "placement-group", &group.name),
            spread_level: (group.strategy == Strategy::Spread).then_some("rack"),
        }
    }
}
