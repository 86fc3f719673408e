//! The default region and account of each cloud.

use super::Config;
use crate::domain::geography::{self, Region};
use crate::domain::scope::Cloud;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;

/// The regions of calls that name none.
#[derive(clap::Args, Clone, Debug, Deserialize)]
#[command(next_help_heading = "Where calls go")]
#[serde(default, deny_unknown_fields)]
pub(super) struct Regions {
    /// Region of EC2 calls that name none.
    #[arg(id = "region.ec2", value_name = "REGION", value_parser = aws, default_value = "us-east-1")]
    #[serde(deserialize_with = "deserialize_aws")]
    pub(super) ec2: &'static Region,
    /// Region of ECS calls that name none.
    #[arg(id = "region.ecs", value_name = "REGION", value_parser = alibaba, default_value = "cn-hangzhou")]
    #[serde(deserialize_with = "deserialize_alibaba")]
    pub(super) ecs: &'static Region,
}

/// The accounts of access keys that are not listed.
#[derive(clap::Args, Clone, Debug, Deserialize)]
#[command(next_help_heading = "Where calls go")]
#[serde(default, deny_unknown_fields)]
pub(super) struct Accounts {
    /// Account of access keys on EC2 that are not listed and no account themselves.
    #[arg(id = "account.ec2", value_name = "ACCOUNT", default_value = "123456789012")]
    pub(super) ec2: SmolStr,
    /// Account of access keys on ECS that are not listed and no account themselves.
    #[arg(id = "account.ecs", value_name = "ACCOUNT", default_value = "1234567890123456")]
    pub(super) ecs: SmolStr,
}

impl Default for Regions {
    fn default() -> Self {
        Config::default().region
    }
}

impl Default for Accounts {
    fn default() -> Self {
        Config::default().account
    }
}

fn find_region(cloud: Cloud, name: &str) -> Result<&'static Region, String> {
    geography::region(cloud, name).ok_or_else(|| format!("{name} is not a region"))
}

fn aws(name: &str) -> Result<&'static Region, String> {
    find_region(Cloud::Aws, name)
}

fn alibaba(name: &str) -> Result<&'static Region, String> {
    find_region(Cloud::Alibaba, name)
}

fn deserialize_aws<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Region, D::Error> {
    aws(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn deserialize_alibaba<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Region, D::Error> {
    alibaba(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}
