//! Alibaba Cloud's CloudMonitor (CMS): the metrics of ECS instances that a load and CPU credits make.

pub mod describe_metric_data;
pub mod describe_metric_last;
pub mod describe_metric_list;
pub mod describe_metric_meta_list;
pub mod errors;
mod metric;
mod points;
mod query;

use crate::operation::operations;
use std::sync::LazyLock;

pub const VERSION: &str = "2019-01-01";

operations! {
    compute describe_metric_data::DescribeMetricData,
    compute describe_metric_last::DescribeMetricLast,
    compute describe_metric_list::DescribeMetricList,
    read describe_metric_meta_list::DescribeMetricMetaList,
}

/// Whether CloudMonitor documents an action of this name.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}

/// The `Code` of every answer that succeeds.
const SUCCESS: &str = "200";
