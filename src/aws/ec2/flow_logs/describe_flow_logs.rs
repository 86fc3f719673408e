//! [DescribeFlowLogs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFlowLogs.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::network::{AwsVpcError, FlowLog, LogDestination, TrafficType, VpcPart, find};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes flow logs, in the order of their ids.
pub struct DescribeFlowLogs;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    flow_log_set: Set<View>,
    next_token: Option<String>,
}

impl Operation for DescribeFlowLogs {
    const ACTION: &'static str = "DescribeFlowLogs";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("deliver-log-status", Path("deliverLogsStatus")),
    ("flow-log-id", Path("flowLogId")),
    ("log-destination-type", Path("logDestinationType")),
    ("log-group-name", Path("logGroupName")),
    ("resource-id", Path("resourceId")),
    ("tag-key", Path("tagSet.key")),
    ("traffic-type", Path("trafficType")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: FlowLogId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    flow_log_id: Vec<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    creation_time: String,
    deliver_logs_permission_arn: Option<SmolStr>,
    deliver_logs_status: &'static str,
    flow_log_id: SmolStr,
    flow_log_status: &'static str,
    log_group_name: Option<SmolStr>,
    resource_id: SmolStr,
    traffic_type: TrafficType,
    log_destination_type: LogDestination,
    log_destination: Option<SmolStr>,
    log_format: SmolStr,
    tag_set: Option<Set<TagView>>,
    max_aggregation_interval: u32,
    destination_options: Option<FilesView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FilesView {
    file_format: &'static str,
    hive_compatible_partitions: bool,
    per_hour_partition: bool,
}

impl Read for DescribeFlowLogs {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.flow_logs, &ids.flow_log_id);
        let find = |id: &SmolStr| Ok(find(all, "fl-", id, |id| AwsVpcError::NotFound(VpcPart::FlowLog, id))?);
        let listed = listing.listed("flowLogIdSet", all, ids, find)?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, View::new(one)));
        let (flow_log_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=1000, items)?;
        Ok(Response { flow_log_set, next_token })
    }
}

impl View {
    fn new(log: &FlowLog) -> Self {
        let facts = &log.facts;
        Self {
            creation_time: time(log.created),
            deliver_logs_permission_arn: facts.role.clone(),
            deliver_logs_status: "SUCCESS",
            flow_log_id: log.id.clone(),
            flow_log_status: "ACTIVE",
            log_group_name: facts.group.clone(),
            resource_id: log.resource.clone(),
            traffic_type: facts.traffic,
            log_destination_type: facts.destination,
            log_destination: facts.target.clone(),
            log_format: facts.format.clone(),
            tag_set: tag_set(&log.tags),
            max_aggregation_interval: facts.interval,
            destination_options: facts.files.map(|files| FilesView {
                file_format: if files.parquet { "parquet" } else { "plain-text" },
                hive_compatible_partitions: files.hive_compatible,
                per_hour_partition: files.per_hour,
            }),
        }
    }
}
