//! [DescribeRouteTables](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html)

use super::derived_id;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, ids_or_page, page, tag_views};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::network::{AwsNetworkError, Route, RouteTable, Target, find, is_active};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes route tables. Each VPC has only its main route table. No subnet has an explicit association with it.
pub struct DescribeRouteTables;

const FILTERS: &[&str] = &[
    "association.gateway-id",
    "association.main",
    "association.route-table-association-id",
    "association.route-table-id",
    "association.subnet-id",
    "owner-id",
    "route-table-id",
    "route.destination-cidr-block",
    "route.destination-ipv6-cidr-block",
    "route.destination-prefix-list-id",
    "route.egress-only-internet-gateway-id",
    "route.gateway-id",
    "route.instance-id",
    "route.nat-gateway-id",
    "route.origin",
    "route.state",
    "route.transit-gateway-id",
    "route.vpc-peering-connection-id",
    "tag-key",
    "vpc-id",
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: RouteTableId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    route_table_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    route_table_set: Set<Item>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    route_table_id: SmolStr,
    vpc_id: SmolStr,
    owner_id: SmolStr,
    route_set: Set<RouteView>,
    association_set: Set<Association>,
    propagating_vgw_set: Set<()>,
    tag_set: Set<TagView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RouteView {
    destination_cidr_block: String,
    gateway_id: SmolStr,
    state: &'static str,
    origin: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    route_table_association_id: String,
    route_table_id: SmolStr,
    main: bool,
    association_state: AssociationState,
}

#[derive(Serialize)]
struct AssociationState {
    state: &'static str,
}

impl Operation for DescribeRouteTables {
    const ACTION: &'static str = "DescribeRouteTables";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeRouteTables {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let (tables, ids) = (&at.region.route_tables, &request.route_table_id);
        ids_or_page(ids, request.max_results, "routeTableSet")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=100)?;
        let all: Vec<&RouteTable> = if ids.is_empty() {
            tables.values().collect()
        } else {
            let table = |id| find(tables, "rtb-", id, AwsNetworkError::RouteTableNotFound);
            ids.iter().map(table).collect::<Result<_, _>>()?
        };
        let passing = all.into_iter().filter(|table| filters.pass(&table.tags, |name| values(at, table, name)));
        let (shown, next_token) = page.take(passing, |table| &table.id);
        Ok(Response { route_table_set: shown.into_iter().map(|table| Item::new(at, table)).collect(), next_token })
    }
}

impl Item {
    fn new(at: Place<'_>, table: &RouteTable) -> Self {
        let route = |route: &Route| RouteView {
            destination_cidr_block: route.destination.to_string(),
            gateway_id: gateway(route),
            state: state(at, route),
            origin: origin(route),
        };
        let association = Association {
            route_table_association_id: association_id(table),
            route_table_id: table.id.clone(),
            main: true,
            association_state: AssociationState { state: "associated" },
        };
        Self {
            route_table_id: table.id.clone(),
            vpc_id: table.vpc.clone(),
            owner_id: at.scope.account.clone(),
            // Added routes are before the local one, as recorded from EC2.
            route_set: table.routes.iter().rev().map(route).collect(),
            association_set: Set::from_iter([association]),
            propagating_vgw_set: Set::from_iter([]),
            tag_set: tag_views(&table.tags),
        }
    }
}

/// The id of the association that makes a table the main one of its VPC.
fn association_id(table: &RouteTable) -> String {
    derived_id(&table.id, "rtbassoc")
}

fn gateway(route: &Route) -> SmolStr {
    match &route.target {
        Target::Local => "local".into(),
        Target::Gateway(id) => id.clone(),
    }
}

fn state(at: Place<'_>, route: &Route) -> &'static str {
    if is_active(at.region, route) { "active" } else { "blackhole" }
}

fn origin(route: &Route) -> &'static str {
    if route.target == Target::Local { "CreateRouteTable" } else { "CreateRoute" }
}

/// The values of a route table for the filter of this name.
fn values(at: Place<'_>, table: &RouteTable, name: &str) -> Vec<String> {
    let routes = table.routes.iter();
    vec![match name {
        "association.main" => "true".to_owned(),
        "association.route-table-association-id" => association_id(table),
        "association.route-table-id" | "route-table-id" => table.id.to_string(),
        "owner-id" => at.scope.account.to_string(),
        "route.destination-cidr-block" => return routes.map(|route| route.destination.to_string()).collect(),
        "route.gateway-id" => return routes.map(|route| gateway(route).to_string()).collect(),
        "route.origin" => return routes.map(|route| origin(route).to_owned()).collect(),
        "route.state" => return routes.map(|route| state(at, route).to_owned()).collect(),
        "vpc-id" => table.vpc.to_string(),
        _ => return Vec::new(),
    }]
}
