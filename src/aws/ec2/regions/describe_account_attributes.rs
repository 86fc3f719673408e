//! [DescribeAccountAttributes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAccountAttributes.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr};

/// Describes attributes of the account in the region: its limits, and its default VPC.
///
/// `max-instances` limits nothing; AWS still returns it.
pub struct DescribeAccountAttributes;

/// The documented attributes.
const NAMES: [&str; 6] = [
    "default-vpc",
    "max-elastic-ips",
    "max-instances",
    "supported-platforms",
    "vpc-max-elastic-ips",
    "vpc-max-security-groups-per-interface",
];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    attribute_name: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    account_attribute_set: Set<Attribute>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attribute {
    attribute_name: &'static str,
    attribute_value_set: Set<Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Value {
    attribute_value: SmolStr,
}

impl Operation for DescribeAccountAttributes {
    const ACTION: &'static str = "DescribeAccountAttributes";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAccountAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = request.attribute_name;
        if let Some(unknown) = names.iter().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(Error::invalid("attributeName", unknown, format!("one of {}", NAMES.join(", "))));
        }
        let is_requested = |name: &&'static str| names.is_empty() || names.iter().any(|requested| requested == name);
        let attributes = NAMES.into_iter().filter(is_requested).map(|name| Attribute {
            attribute_name: name,
            attribute_value_set: [Value { attribute_value: value(at, name) }].into_iter().collect(),
        });
        Ok(Response { account_attribute_set: attributes.collect() })
    }
}

fn value(at: Place<'_>, name: &str) -> SmolStr {
    let limits = &at.region.limits;
    match name {
        "default-vpc" => at.region.default_vpc().map_or("none".into(), |vpc| vpc.id.clone()),
        "max-elastic-ips" | "vpc-max-elastic-ips" => limits.addresses.to_smolstr(),
        "vpc-max-security-groups-per-interface" => limits.groups_per_interface.to_smolstr(),
        "max-instances" => "20".into(),
        _ => "VPC".into(),
    }
}
