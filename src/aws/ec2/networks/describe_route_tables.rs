//! [DescribeRouteTables](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html)

use super::listing::Listing;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::{Nothing, Path};
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::routes::route_table;
use crate::aws::ec2::routes::view::RouteTableView;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes route tables, in the order of their ids.
pub struct DescribeRouteTables;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    route_table_set: Set<RouteTableView>,
    next_token: Option<String>,
}

impl Operation for DescribeRouteTables {
    const ACTION: &'static str = "DescribeRouteTables";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("association.gateway-id", Nothing),
    ("association.main", Path("associationSet.main")),
    ("association.route-table-association-id", Path("associationSet.routeTableAssociationId")),
    ("association.route-table-id", Path("associationSet.routeTableId")),
    ("association.subnet-id", Path("associationSet.subnetId")),
    ("owner-id", Path("ownerId")),
    ("route-table-id", Path("routeTableId")),
    ("route.destination-cidr-block", Path("routeSet.destinationCidrBlock")),
    ("route.destination-ipv6-cidr-block", Path("routeSet.destinationIpv6CidrBlock")),
    ("route.destination-prefix-list-id", Path("routeSet.destinationPrefixListId")),
    ("route.egress-only-internet-gateway-id", Path("routeSet.egressOnlyInternetGatewayId")),
    ("route.gateway-id", Path("routeSet.gatewayId")),
    ("route.instance-id", Path("routeSet.instanceId")),
    ("route.nat-gateway-id", Path("routeSet.natGatewayId")),
    ("route.origin", Path("routeSet.origin")),
    ("route.state", Path("routeSet.state")),
    ("route.transit-gateway-id", Nothing),
    ("route.vpc-peering-connection-id", Path("routeSet.vpcPeeringConnectionId")),
    ("tag-key", Path("tagSet.key")),
    ("vpc-id", Path("vpcId")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: RouteTableId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    route_table_id: Vec<SmolStr>,
}

impl Read for DescribeRouteTables {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (tables, ids) = (&at.region.route_tables, &ids.route_table_id);
        let all = listing.listed("routeTableSet", tables, ids, |id| route_table(at.region, id))?;
        let items = all.into_iter().map(|one| (&one.id, &one.tags, RouteTableView::new(at.scope, at.region, one)));
        let (route_table_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=100, items)?;
        Ok(Response { route_table_set, next_token })
    }
}
