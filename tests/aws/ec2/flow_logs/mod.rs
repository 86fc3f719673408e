mod create_flow_logs;
mod delete_flow_logs;
mod describe_flow_logs;

use super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeFlowLogs"];

const TO_GROUP: &str = "&TrafficType=ALL&LogGroupName=g&DeliverLogsPermissionArn=arn:aws:iam::123456789012:role/r";

fn create(kind: &str, id: &str, more: &str) -> String {
    format!("CreateFlowLogs&ResourceType={kind}&ResourceId.1={id}{more}")
}
