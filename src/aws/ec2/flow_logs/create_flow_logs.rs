//! [CreateFlowLogs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagSpecification, check_length, tags};
use crate::aws::ec2::errors::domain;
use crate::aws::ec2::networks::listing::{shown_token, wrong_arguments};
use crate::aws::ec2::unsuccessful::Unsuccessful;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{
    AwsVpcError, FileOptions, FlowLog, FlowLogFacts, LogDestination, LoggedKind, TrafficType, check_logged,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a flow log for each of the VPCs, subnets or network interfaces. They are records: no traffic is logged, and nothing is
/// delivered. Those that cannot be created are told in the answer.
pub struct CreateFlowLogs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    resource_type: ResourceType,
    traffic_type: Option<TrafficType>,
    log_destination_type: Option<LogDestination>,
    log_destination: Option<SmolStr>,
    log_group_name: Option<SmolStr>,
    log_format: Option<SmolStr>,
    deliver_logs_permission_arn: Option<SmolStr>,
    max_aggregation_interval: Option<i64>,
    destination_options: Option<Files>,
    client_token: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    client_token: Option<SmolStr>,
    flow_log_id_set: Set<SmolStr>,
    unsuccessful: Set<Unsuccessful>,
}

impl Operation for CreateFlowLogs {
    const ACTION: &'static str = "CreateFlowLogs";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("DeliverCrossAccountRole", ""), ("TagFieldSpecification", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum ResourceType {
    #[serde(rename = "VPC")]
    Vpc,
    Subnet,
    NetworkInterface,
    TransitGateway,
    TransitGatewayAttachment,
    RegionalNatGateway,
    CoreNetwork,
    CoreNetworkEdge,
    CoreNetworkAttachment,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum FileFormat {
    PlainText,
    Parquet,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Files {
    file_format: Option<FileFormat>,
    hive_compatible_partitions: Option<bool>,
    per_hour_partition: Option<bool>,
}

/// The flow logs to create, and those that cannot be.
pub struct Plan {
    facts: FlowLogFacts,
    resources: Vec<SmolStr>,
    unsuccessful: Vec<(SmolStr, VendorError)>,
    tags: Tags,
    client_token: Option<SmolStr>,
}

/// The most bytes of a text (ours: a format with all fields is shorter).
const MAX_TEXT: usize = 2048;

/// The fields of a record by default.
const FORMAT: &str = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} \
                      ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

impl Change for CreateFlowLogs {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let kind = match request.resource_type {
            ResourceType::Vpc => LoggedKind::Vpc,
            ResourceType::Subnet => LoggedKind::Subnet,
            ResourceType::NetworkInterface => LoggedKind::Interface,
            _ => return Err(Error::NotModelled("ResourceType".to_owned())),
        };
        if request.resource_id.is_empty() {
            return Err(Error::missing("ResourceId"));
        }
        request.resource_id.iter().try_for_each(|id| check_length("ResourceId", id))?;
        let facts = request.facts()?;
        let tags = tags(&request.tag_specification, "vpc-flow-log", &[])?;
        let (mut resources, mut unsuccessful) = (Vec::new(), Vec::new());
        for id in request.resource_id {
            let mut logs = at.region.flow_logs.values();
            let exists = logs.any(|log| log.resource == id && log.facts == facts) || resources.contains(&id);
            let refusal = match check_logged(at.region, kind, &id) {
                Err(error) => Some(error),
                Ok(()) => exists.then(|| AwsVpcError::FlowLogExists.into()),
            };
            match refusal {
                Some(error) => unsuccessful.push((id, domain(&error))),
                None => resources.push(id),
            }
        }
        Ok(Plan { facts, resources, unsuccessful, tags, client_token: shown_token(request.client_token) })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let mut made = Vec::new();
        for resource in plan.resources {
            let id = at.new_id("fl");
            let (facts, tags) = (plan.facts.clone(), plan.tags.clone());
            let log = FlowLog { id: id.clone(), resource, created: at.now, facts, tags };
            at.region.flow_logs.insert(id.clone(), log);
            made.push(id);
        }
        let failed = plan.unsuccessful.into_iter().map(|(id, error)| Unsuccessful::new(id, &error));
        Response {
            client_token: plan.client_token,
            flow_log_id_set: made.into_iter().collect(),
            unsuccessful: failed.collect(),
        }
    }
}

impl Request {
    /// What the flow logs have in common. Logs go to a log group, which needs a role, or to the destination with an ARN.
    fn facts(&self) -> Result<FlowLogFacts, Error> {
        let texts = [
            ("LogGroupName", &self.log_group_name),
            ("LogDestination", &self.log_destination),
            ("LogFormat", &self.log_format),
            ("DeliverLogsPermissionArn", &self.deliver_logs_permission_arn),
        ];
        for (name, text) in texts {
            if text.as_ref().is_some_and(|text| text.len() > MAX_TEXT) {
                return Err(Error::TooLong { name: name.to_owned(), max: MAX_TEXT });
            }
        }
        let destination = self.log_destination_type.unwrap_or(LogDestination::CloudWatchLogs);
        let is_group = destination == LogDestination::CloudWatchLogs;
        let interval = match self.max_aggregation_interval {
            None | Some(600) => 600,
            Some(60) => 60,
            Some(other) => return Err(Error::invalid("MaxAggregationInterval", other, "60 or 600")),
        };
        let traffic = self.traffic_type.ok_or_else(|| Error::missing("TrafficType"))?;
        match (&self.log_group_name, &self.log_destination) {
            (Some(_), Some(_)) => {
                let text = "Please only provide LogGroupName or only provide LogDestination.";
                return Err(Error::Conflict(text.to_owned()));
            }
            (Some(_), None) if !is_group => {
                let text = "The parameter LogGroupName is for the destination type cloud-watch-logs only.";
                return Err(Error::Conflict(text.to_owned()));
            }
            (None, None) => return Err(Error::missing(if is_group { "LogGroupName" } else { "LogDestination" })),
            (_, Some(arn)) if !arn.starts_with("arn:") => return Err(Error::invalid("LogDestination", arn, "an ARN")),
            _ => {}
        }
        if is_group && self.deliver_logs_permission_arn.is_none() {
            return Err(Error::missing("DeliverLogsPermissionArn"));
        }
        let flag = |flag: Option<bool>| flag == Some(true);
        let files = self.destination_options.map(|files| FileOptions {
            parquet: files.file_format == Some(FileFormat::Parquet),
            hive_compatible: flag(files.hive_compatible_partitions),
            per_hour: flag(files.per_hour_partition),
        });
        Ok(FlowLogFacts {
            traffic,
            destination,
            target: self.log_destination.clone(),
            group: self.log_group_name.clone(),
            role: self.deliver_logs_permission_arn.clone(),
            format: self.log_format.clone().unwrap_or_else(|| FORMAT.into()),
            interval,
            files,
        })
    }
}
