//! [DescribeVpcs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html)

use super::vpc;
use super::vpc_view::{ASSOCIATED, VpcView};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::network::{Cidr6, RangeAssociation, Vpc};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed VPCs, or all, in the order of their ids.
pub struct DescribeVpcs;

/// The documented filters, and `isDefault`, which examples of AWS use.
const FILTERS: &[&str] = &[
    "cidr",
    "cidr-block-association.association-id",
    "cidr-block-association.cidr-block",
    "cidr-block-association.state",
    "dhcp-options-id",
    "ipv6-cidr-block-association.association-id",
    "ipv6-cidr-block-association.ipv6-cidr-block",
    "ipv6-cidr-block-association.ipv6-pool",
    "ipv6-cidr-block-association.state",
    "is-default",
    "isDefault",
    "owner-id",
    "state",
    "tag-key",
    "vpc-id",
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: VpcId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    vpc_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_set: Set<VpcView>,
    next_token: Option<String>,
}

impl Operation for DescribeVpcs {
    const ACTION: &'static str = "DescribeVpcs";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeVpcs {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.vpc_id;
        ids_or_page(ids, request.max_results, "vpcSet")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let all: Vec<&Vpc> = if ids.is_empty() {
            at.region.vpcs.values().collect()
        } else {
            ids.iter().map(|id| vpc(at.region, id)).collect::<Result<_, _>>()?
        };
        let passing = all.into_iter().filter(|vpc| filters.pass(&vpc.tags, |name| values(at, vpc, name)));
        let (shown, next_token) = page.take(passing, |vpc| &vpc.id);
        let view = |vpc: &Vpc| VpcView::new(at.scope, vpc);
        Ok(Response { vpc_set: shown.into_iter().map(view).collect(), next_token })
    }
}

/// The values of a VPC for the filter of this name.
fn values(at: Place<'_>, vpc: &Vpc, name: &str) -> Vec<String> {
    let ranges = || [vpc.cidr].into_iter().chain(vpc.more.iter().map(|one| one.range));
    let ipv6 = |value: fn(&RangeAssociation<Cidr6>) -> String| vpc.ipv6.iter().map(value).collect();
    vec![match name {
        "cidr" => vpc.cidr.to_string(),
        "cidr-block-association.cidr-block" => return ranges().map(|range| range.to_string()).collect(),
        "cidr-block-association.association-id" => {
            let more = vpc.more.iter().map(|one| one.id.clone());
            return [vpc.first_range_id()].into_iter().chain(more).map(String::from).collect();
        }
        "cidr-block-association.state" => ASSOCIATED.to_owned(),
        "ipv6-cidr-block-association.association-id" => return ipv6(|one| one.id.to_string()),
        "ipv6-cidr-block-association.ipv6-cidr-block" => return ipv6(|one| one.range.to_string()),
        "ipv6-cidr-block-association.ipv6-pool" => return ipv6(|_| "Amazon".to_owned()),
        "ipv6-cidr-block-association.state" => return ipv6(|_| ASSOCIATED.to_owned()),
        "dhcp-options-id" => vpc.dhcp.to_string(),
        "is-default" | "isDefault" => vpc.default.to_string(),
        "owner-id" => at.scope.account.to_string(),
        "state" => "available".to_owned(),
        "vpc-id" => vpc.id.to_string(),
        _ => return Vec::new(),
    }]
}
