//! Flow logs of EC2: what was asked for. No traffic is logged.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>

use super::interfaces::nics;
use super::managed_interfaces;
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error;
use crate::domain::network::NetworkError;
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FlowLog {
    pub id: SmolStr,
    /// The id of the VPC, the subnet or the network interface.
    pub resource: SmolStr,
    pub created: Timestamp,
    pub facts: FlowLogFacts,
    pub tags: Tags,
}

/// What the flow logs of one request have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowLogFacts {
    pub traffic: TrafficType,
    pub destination: LogDestination,
    /// An ARN, or for CloudWatch Logs the name of a log group.
    pub target: Option<SmolStr>,
    pub group: Option<SmolStr>,
    /// The ARN of the role that delivers the logs.
    pub role: Option<SmolStr>,
    /// The fields of a record.
    pub format: SmolStr,
    /// In seconds: 60 or 600.
    pub interval: u32,
    pub files: Option<FileOptions>,
}

/// What is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TrafficType {
    Accept,
    Reject,
    All,
}

/// Where logs go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogDestination {
    CloudWatchLogs,
    S3,
    KinesisDataFirehose,
}

/// The form of files in S3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOptions {
    pub parquet: bool,
    pub hive_compatible: bool,
    pub per_hour: bool,
}

/// The kind of thing that is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoggedKind {
    Vpc,
    Subnet,
    Interface,
}

/// Fails if there is no such thing.
pub fn check_logged(region: &Region, kind: LoggedKind, id: &SmolStr) -> Result<(), Error> {
    let (there, error) = match kind {
        LoggedKind::Vpc => (region.vpcs.contains_key(id), NetworkError::VpcNotFound(id.clone())),
        LoggedKind::Subnet => (region.subnets.contains_key(id), NetworkError::SubnetNotFound(id.clone())),
        LoggedKind::Interface => {
            let there = nics(region).any(|nic| nic.id == *id) || managed_interfaces(region).any(|one| one.id == id);
            (there, NetworkError::InterfaceNotFound(id.clone()))
        }
    };
    if there { Ok(()) } else { Err(error.into()) }
}
