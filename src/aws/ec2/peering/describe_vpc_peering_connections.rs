//! [DescribeVpcPeeringConnections](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcPeeringConnections.html)

use super::peering;
use super::view::PeeringView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes peering connections, in the order of their ids.
pub struct DescribeVpcPeeringConnections;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_peering_connection_set: Set<PeeringView>,
    next_token: Option<String>,
}

impl Operation for DescribeVpcPeeringConnections {
    const ACTION: &'static str = "DescribeVpcPeeringConnections";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("accepter-vpc-info.cidr-block", Path("accepterVpcInfo.cidrBlock")),
    ("accepter-vpc-info.owner-id", Path("accepterVpcInfo.ownerId")),
    ("accepter-vpc-info.vpc-id", Path("accepterVpcInfo.vpcId")),
    ("expiration-time", Path("expirationTime")),
    ("requester-vpc-info.cidr-block", Path("requesterVpcInfo.cidrBlock")),
    ("requester-vpc-info.owner-id", Path("requesterVpcInfo.ownerId")),
    ("requester-vpc-info.vpc-id", Path("requesterVpcInfo.vpcId")),
    ("status-code", Path("status.code")),
    ("status-message", Path("status.message")),
    ("tag-key", Path("tagSet.key")),
    ("vpc-peering-connection-id", Path("vpcPeeringConnectionId")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: VpcPeeringConnectionId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    vpc_peering_connection_id: Vec<SmolStr>,
}

impl Read for DescribeVpcPeeringConnections {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.peerings, &ids.vpc_peering_connection_id);
        let listed = listing.listed("vpcPeeringConnectionIdSet", all, ids, |id| peering(at.region, id))?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, PeeringView::new(at.scope, at.region, one)));
        let (vpc_peering_connection_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { vpc_peering_connection_set, next_token })
    }
}
