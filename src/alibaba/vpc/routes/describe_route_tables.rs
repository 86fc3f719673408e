//! [DescribeRouteTables](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeRouteTables)

use super::view::{Entry, TYPES};
use crate::alibaba::ecs::common::{check_value, matches_filter, newest_first, page, time_to_the_second};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::RouterTable;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Describes route tables with their entries. The vendor has it for older clients; newer ones use two calls.
pub struct DescribeRouteTables;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "VRouterId")]
    v_router_id: Option<SmolStr>,
    route_table_id: Option<SmolStr>,
    router_type: Option<SmolStr>,
    router_id: Option<SmolStr>,
    r#type: Option<SmolStr>,
    route_table_name: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    route_tables: Tables,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Tables {
    route_table: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    creation_time: String,
    status: &'static str,
    #[serde(rename = "VRouterId")]
    v_router_id: SmolStr,
    route_table_type: &'static str,
    resource_group_id: SmolStr,
    route_table_id: SmolStr,
    route_entrys: Entries,
    #[serde(rename = "VSwitchIds")]
    v_switch_ids: VSwitchIds,
}

#[derive(Serialize)]
struct VSwitchIds {
    #[serde(rename = "VSwitchId")]
    v_switch_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entries {
    route_entry: Vec<EntryView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EntryView {
    r#type: &'static str,
    status: &'static str,
    next_hop_type: &'static str,
    route_entry_name: SmolStr,
    route_entry_id: SmolStr,
    instance_id: SmolStr,
    route_table_id: SmolStr,
    description: SmolStr,
    destination_cidr_block: SmolStr,
    next_hops: Hops,
}

/// Only entries with several next hops have them here.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Hops {
    next_hop: [SmolStr; 0],
}

impl Operation for DescribeRouteTables {
    const ACTION: &'static str = "DescribeRouteTables";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let text = "Specified virtual router does not exist.";
        (error.invalid_parameter()? == "VRouterId").then(|| row(400, "InvalidVRouterId.NotFound", text))
    }
}

impl Read for DescribeRouteTables {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_value("RouterType", &request.router_type, &["VRouter", "VBR"])?;
        check_value("Type", &request.r#type, &TYPES)?;
        let page = page(request.page_number, request.page_size, 50)?;
        let routers: Vec<_> = request.v_router_id.iter().chain(&request.router_id).collect();
        let is_there = |id: &SmolStr| at.region.vpcs.values().any(|vpc| vpc.alibaba.router == *id);
        if let Some(id) = routers.iter().find(|id| !is_there(id)) {
            return Err(Error::invalid("VRouterId", id, "the id of a router"));
        }
        let tables = newest_first(at.region.router_tables.values(), |table| (table.created, &table.id));
        let passes = |table: &&RouterTable| {
            let facts = at.region.vpcs.get(&table.vpc).map(|vpc| &vpc.alibaba);
            routers.iter().all(|id| facts.is_some_and(|facts| facts.router == **id))
                && matches_filter(&request.route_table_id, &table.id)
                && matches_filter(&request.route_table_name, &table.name)
                && matches_filter(&request.router_type, "VRouter")
                && request.resource_group_id.as_ref().is_none_or(|id| facts.is_some_and(|of| of.resource_group == *id))
        };
        let passing: Vec<_> = tables.into_iter().filter(passes).collect();
        let views =
            |tables: Vec<&RouterTable>| tables.into_iter().map(|table| View::new(at, table, &request.r#type)).collect();
        Ok(Response {
            total_count: passing.len(),
            page_number: page.number,
            page_size: page.size,
            route_tables: Tables { route_table: views(page.take(passing)) },
        })
    }
}

impl View {
    fn new(at: Place<'_>, table: &RouterTable, entry_type: &Option<SmolStr>) -> Self {
        let facts = at.region.vpcs.get(&table.vpc).map(|vpc| &vpc.alibaba);
        let entries = Entry::all(at, table).filter(|entry| matches_filter(entry_type, entry.entry_type()));
        Self {
            creation_time: time_to_the_second(table.created),
            status: "Available",
            v_router_id: facts.map(|facts| facts.router.clone()).unwrap_or_default(),
            route_table_type: if table.system { "System" } else { "Custom" },
            resource_group_id: facts.map(|facts| facts.resource_group.clone()).unwrap_or_default(),
            route_table_id: table.id.clone(),
            route_entrys: Entries { route_entry: entries.map(|entry| EntryView::new(&entry)).collect() },
            v_switch_ids: VSwitchIds {
                v_switch_id: table.v_switches(at.region).map(|v_switch| v_switch.id.clone()).collect(),
            },
        }
    }
}

impl EntryView {
    fn new(entry: &Entry<'_>) -> Self {
        Self {
            r#type: entry.entry_type(),
            status: "Available",
            next_hop_type: entry.hop_type(),
            route_entry_name: entry.name().into(),
            route_entry_id: entry.id().into(),
            instance_id: entry.hop_id().into(),
            route_table_id: entry.table.id.clone(),
            description: entry.custom.map(|entry| entry.description.clone()).unwrap_or_default(),
            destination_cidr_block: format_smolstr!("{}", entry.destination),
            next_hops: Hops::default(),
        }
    }
}
