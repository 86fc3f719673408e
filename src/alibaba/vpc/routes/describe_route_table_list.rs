//! [DescribeRouteTableList](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeRouteTableList)

use crate::alibaba::ecs::common::{TagRequest, check_value, matches_filter, newest_first, page, time_to_the_second};
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::view::{TagsView, owner};
use crate::domain::network::RouterTable;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes route tables, the latest first (ours). Unknown ids are left out (ours).
pub struct DescribeRouteTableList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    router_type: Option<SmolStr>,
    router_id: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    route_table_id: Option<SmolStr>,
    route_table_name: Option<SmolStr>,
    route_table_type: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    router_table_list: Tables,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Tables {
    router_table_list_type: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    vpc_id: SmolStr,
    creation_time: String,
    status: &'static str,
    router_id: SmolStr,
    associate_type: &'static str,
    route_table_id: SmolStr,
    owner_id: i64,
    description: SmolStr,
    route_table_type: &'static str,
    resource_group_id: SmolStr,
    router_type: &'static str,
    route_table_name: SmolStr,
    tags: TagsView,
    #[serde(rename = "VSwitchIds")]
    v_switch_ids: VSwitchIds,
    gateway_ids: GatewayIds,
    route_propagation_enable: bool,
}

#[derive(Serialize)]
struct VSwitchIds {
    #[serde(rename = "VSwitchId")]
    v_switch_id: Vec<SmolStr>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct GatewayIds {
    gateway_ids: [SmolStr; 0],
}

impl Operation for DescribeRouteTableList {
    const ACTION: &'static str = "DescribeRouteTableList";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeRouteTableList {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_value("RouterType", &request.router_type, &["VRouter", "VBR"])?;
        check_value("RouteTableType", &request.route_table_type, &["System", "Custom"])?;
        let page = page(request.page_number, request.page_size, 50)?;
        let tables = newest_first(at.region.router_tables.values(), |table| (table.created, &table.id));
        let views = tables.into_iter().map(|table| (table, View::new(at, table)));
        let passing: Vec<_> = views.filter(|(table, view)| request.passes(table, view)).collect();
        Ok(Response {
            total_count: passing.len(),
            page_number: page.number,
            page_size: page.size,
            router_table_list: Tables {
                router_table_list_type: page.take(passing).into_iter().map(|(_, view)| view).collect(),
            },
        })
    }
}

impl Request {
    fn passes(&self, table: &RouterTable, view: &View) -> bool {
        matches_filter(&self.router_type, view.router_type)
            && matches_filter(&self.router_id, &view.router_id)
            && matches_filter(&self.vpc_id, &table.vpc)
            && matches_filter(&self.route_table_id, &table.id)
            && matches_filter(&self.route_table_name, &table.name)
            && matches_filter(&self.route_table_type, view.route_table_type)
            && matches_filter(&self.resource_group_id, &view.resource_group_id)
            && self.tag.iter().all(|tag| tag.matches(&table.tags))
    }
}

impl View {
    fn new(at: Place<'_>, table: &RouterTable) -> Self {
        let facts = at.region.vpcs.get(&table.vpc).map(|vpc| &vpc.alibaba);
        Self {
            vpc_id: table.vpc.clone(),
            creation_time: time_to_the_second(table.created),
            status: "Available",
            router_id: facts.map(|facts| facts.router.clone()).unwrap_or_default(),
            associate_type: "VSwitch",
            route_table_id: table.id.clone(),
            owner_id: owner(at),
            description: table.description.clone(),
            route_table_type: if table.system { "System" } else { "Custom" },
            resource_group_id: facts.map(|facts| facts.resource_group.clone()).unwrap_or_default(),
            router_type: "VRouter",
            route_table_name: table.name.clone(),
            tags: TagsView::from(&table.tags),
            v_switch_ids: VSwitchIds {
                v_switch_id: table.v_switches(at.region).map(|v_switch| v_switch.id.clone()).collect(),
            },
            gateway_ids: GatewayIds::default(),
            route_propagation_enable: table.propagation,
        }
    }
}
