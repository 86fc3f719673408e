//! [DescribeSubnets](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html)

use super::subnet;
use super::subnet_view::SubnetView;
use super::vpc_view::ASSOCIATED;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, arn, ids_or_page, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::network::Subnet;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed subnets, or all, in the order of their ids.
pub struct DescribeSubnets;

/// The documented filters, with the other spellings that AWS documents.
const FILTERS: &[&str] = &[
    "availability-zone",
    "availability-zone-id",
    "availabilityZone",
    "availabilityZoneId",
    "available-ip-address-count",
    "cidr",
    "cidr-block",
    "cidrBlock",
    "customer-owned-ipv4-pool",
    "default-for-az",
    "defaultForAz",
    "enable-dns64",
    "enable-lni-at-device-index",
    "ipv6-cidr-block-association.association-id",
    "ipv6-cidr-block-association.ipv6-cidr-block",
    "ipv6-cidr-block-association.state",
    "ipv6-native",
    "map-customer-owned-ip-on-launch",
    "map-public-ip-on-launch",
    "outpost-arn",
    "owner-id",
    "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
    "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
    "private-dns-name-options-on-launch.hostname-type",
    "state",
    "subnet-arn",
    "subnet-id",
    "tag-key",
    "vpc-id",
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: SubnetId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    subnet_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    subnet_set: Set<SubnetView>,
    next_token: Option<String>,
}

impl Operation for DescribeSubnets {
    const ACTION: &'static str = "DescribeSubnets";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeSubnets {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.subnet_id;
        ids_or_page(ids, request.max_results, "subnetSet")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let all: Vec<&Subnet> = if ids.is_empty() {
            at.region.subnets.values().collect()
        } else {
            ids.iter().map(|id| subnet(at.region, id)).collect::<Result<_, _>>()?
        };
        let passing = all.into_iter().filter(|subnet| filters.pass(&subnet.tags, |name| values(at, subnet, name)));
        let (shown, next_token) = page.take(passing, |subnet| &subnet.id);
        let view = |subnet: &Subnet| SubnetView::new(at.scope, subnet);
        Ok(Response { subnet_set: shown.into_iter().map(view).collect(), next_token })
    }
}

/// The values of a subnet for the filter of this name.
fn values(at: Place<'_>, subnet: &Subnet, name: &str) -> Vec<String> {
    let ipv6 = subnet.aws.ipv6.as_ref();
    vec![match name {
        "ipv6-cidr-block-association.association-id" => return ipv6.iter().map(|one| one.id.to_string()).collect(),
        "ipv6-cidr-block-association.ipv6-cidr-block" => return ipv6.iter().map(|one| one.range.to_string()).collect(),
        "ipv6-cidr-block-association.state" if ipv6.is_some() => ASSOCIATED.to_owned(),
        "availability-zone" | "availabilityZone" => subnet.zone.to_owned(),
        "availability-zone-id" | "availabilityZoneId" => at.scope.zone_id(subnet.zone).to_owned(),
        "available-ip-address-count" => subnet.available().to_string(),
        "cidr" | "cidr-block" | "cidrBlock" => subnet.cidr(),
        "default-for-az" | "defaultForAz" => subnet.default.to_string(),
        "enable-dns64"
        | "ipv6-native"
        | "map-customer-owned-ip-on-launch"
        | "private-dns-name-options-on-launch.enable-resource-name-dns-a-record"
        | "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record" => "false".to_owned(),
        "map-public-ip-on-launch" => subnet.public.to_string(),
        "owner-id" => at.scope.account.to_string(),
        "private-dns-name-options-on-launch.hostname-type" => "ip-name".to_owned(),
        "state" => "available".to_owned(),
        "subnet-arn" => arn(at.scope, "subnet", &subnet.id),
        "subnet-id" => subnet.id.to_string(),
        "vpc-id" => subnet.vpc.to_string(),
        _ => return Vec::new(),
    }]
}
