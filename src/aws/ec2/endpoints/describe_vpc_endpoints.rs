//! [DescribeVpcEndpoints](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html)

use super::endpoint;
use super::view::EndpointView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes endpoints, in the order of their ids.
pub struct DescribeVpcEndpoints;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_endpoint_set: Set<EndpointView>,
    next_token: Option<String>,
}

impl Operation for DescribeVpcEndpoints {
    const ACTION: &'static str = "DescribeVpcEndpoints";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("ip-address-type", Path("ipAddressType")),
    ("service-name", Path("serviceName")),
    ("service-region", Path("serviceRegion")),
    ("tag-key", Path("tagSet.key")),
    ("vpc-endpoint-id", Path("vpcEndpointId")),
    ("vpc-endpoint-state", Path("state")),
    ("vpc-endpoint-type", Path("vpcEndpointType")),
    ("vpc-id", Path("vpcId")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: VpcEndpointId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    vpc_endpoint_id: Vec<SmolStr>,
}

impl Read for DescribeVpcEndpoints {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.endpoints, &ids.vpc_endpoint_id);
        let listed = listing.listed("vpcEndpointIdSet", all, ids, |id| endpoint(at.region, id))?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, EndpointView::new(at.scope, at.region, one)));
        // The page has no least size.
        let (vpc_endpoint_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=1000, items)?;
        Ok(Response { vpc_endpoint_set, next_token })
    }
}
