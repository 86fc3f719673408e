//! [DescribeVpcAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcAttribute.html)

use super::vpc;
use crate::aws::ec2::Ec2;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one attribute of a VPC. By default there is DNS support, there are host names in the default VPC only, and no
/// usage metrics.
pub struct DescribeVpcAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    attribute: Attribute,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum Attribute {
    #[serde(rename = "enableDnsSupport")]
    DnsSupport,
    #[serde(rename = "enableDnsHostnames")]
    DnsHostnames,
    #[serde(rename = "enableNetworkAddressUsageMetrics")]
    NetworkAddressUsageMetrics,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_id: SmolStr,
    enable_dns_support: Option<Value>,
    enable_dns_hostnames: Option<Value>,
    enable_network_address_usage_metrics: Option<Value>,
}

#[derive(Serialize)]
struct Value {
    value: bool,
}

impl Operation for DescribeVpcAttribute {
    const ACTION: &'static str = "DescribeVpcAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeVpcAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let vpc = vpc(at.region, &request.vpc_id)?;
        let mut response = Response { vpc_id: vpc.id.clone(), ..Response::default() };
        let (field, value) = match request.attribute {
            Attribute::DnsSupport => (&mut response.enable_dns_support, vpc.aws.dns_support),
            Attribute::DnsHostnames => (&mut response.enable_dns_hostnames, vpc.dns_hostnames()),
            Attribute::NetworkAddressUsageMetrics => {
                (&mut response.enable_network_address_usage_metrics, vpc.aws.usage_metrics)
            }
        };
        *field = Some(Value { value });
        Ok(response)
    }
}
