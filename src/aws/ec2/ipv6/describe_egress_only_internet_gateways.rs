//! [DescribeEgressOnlyInternetGateways](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeEgressOnlyInternetGateways.html)

use super::view::EgressView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::network::egress_gateway;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes egress-only internet gateways, in the order of their ids.
pub struct DescribeEgressOnlyInternetGateways;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    egress_only_internet_gateway_set: Set<EgressView>,
    next_token: Option<String>,
}

impl Operation for DescribeEgressOnlyInternetGateways {
    const ACTION: &'static str = "DescribeEgressOnlyInternetGateways";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[("tag-key", Path("tagSet.key"))];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: EgressOnlyInternetGatewayId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    egress_only_internet_gateway_id: Vec<SmolStr>,
}

impl Read for DescribeEgressOnlyInternetGateways {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.egress_gateways, &ids.egress_only_internet_gateway_id);
        let find = |id: &SmolStr| Ok(egress_gateway(at.region, id)?);
        let listed = listing.listed("egressOnlyInternetGatewayIdSet", all, ids, find)?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, EgressView::new(one)));
        let (egress_only_internet_gateway_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=255, items)?;
        Ok(Response { egress_only_internet_gateway_set, next_token })
    }
}
