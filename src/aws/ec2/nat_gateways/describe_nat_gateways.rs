//! [DescribeNatGateways](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html)

use super::nat_gateway;
use super::view::NatGatewayView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes NAT gateways, in the order of their ids.
pub struct DescribeNatGateways;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    nat_gateway_set: Set<NatGatewayView>,
    next_token: Option<String>,
}

impl Operation for DescribeNatGateways {
    const ACTION: &'static str = "DescribeNatGateways";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("nat-gateway-id", Path("natGatewayId")),
    ("state", Path("state")),
    ("subnet-id", Path("subnetId")),
    ("tag-key", Path("tagSet.key")),
    ("vpc-id", Path("vpcId")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: NatGatewayId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    nat_gateway_id: Vec<SmolStr>,
}

impl Read for DescribeNatGateways {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.nat_gateways, &ids.nat_gateway_id);
        let listed = listing.listed("natGatewayIdSet", all, ids, |id| nat_gateway(at.region, id))?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, NatGatewayView::new(at.region, one)));
        let (nat_gateway_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { nat_gateway_set, next_token })
    }
}
