//! [DescribeInternetGateways](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html)

use super::gateway;
use super::gateway_view::GatewayView;
use super::listing::Listing;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes internet gateways, in the order of their ids.
pub struct DescribeInternetGateways;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    internet_gateway_set: Set<GatewayView>,
    next_token: Option<String>,
}

impl Operation for DescribeInternetGateways {
    const ACTION: &'static str = "DescribeInternetGateways";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("attachment.state", Path("attachmentSet.state")),
    ("attachment.vpc-id", Path("attachmentSet.vpcId")),
    ("internet-gateway-id", Path("internetGatewayId")),
    ("owner-id", Path("ownerId")),
    ("tag-key", Path("tagSet.key")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InternetGatewayId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    internet_gateway_id: Vec<SmolStr>,
}

impl Read for DescribeInternetGateways {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let ids = &ids.internet_gateway_id;
        let all = listing.listed("internetGatewaySet", &at.region.gateways, ids, |id| gateway(at.region, id))?;
        let items = all.into_iter().map(|one| (&one.id, &one.tags, GatewayView::new(at.scope, one)));
        let (internet_gateway_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { internet_gateway_set, next_token })
    }
}
