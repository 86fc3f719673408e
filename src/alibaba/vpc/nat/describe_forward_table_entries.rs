//! [DescribeForwardTableEntries](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeForwardTableEntries)

use super::forwarding::{ports_text, protocol_text};
use crate::alibaba::ecs::common::{matches_filter, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{AlibabaNat, ForwardEntry, of_forward_table};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, row};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr};
use std::net::Ipv4Addr;

/// Describes the DNAT entries of a table, or of the gateway with an id, the oldest first (ours). An unknown gateway has none
/// (ours).
pub struct DescribeForwardTableEntries;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    forward_table_id: Option<SmolStr>,
    nat_gateway_id: Option<SmolStr>,
    forward_entry_id: Option<SmolStr>,
    external_ip: Option<SmolStr>,
    external_port: Option<SmolStr>,
    internal_ip: Option<SmolStr>,
    internal_port: Option<SmolStr>,
    ip_protocol: Option<SmolStr>,
    forward_entry_name: Option<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    forward_table_entries: Entries,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entries {
    forward_table_entry: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    forward_entry_id: SmolStr,
    forward_entry_name: SmolStr,
    forward_table_id: SmolStr,
    nat_gateway_id: SmolStr,
    external_ip: Ipv4Addr,
    external_port: SmolStr,
    internal_ip: Ipv4Addr,
    internal_port: SmolStr,
    ip_protocol: &'static str,
    status: &'static str,
}

impl Operation for DescribeForwardTableEntries {
    const ACTION: &'static str = "DescribeForwardTableEntries";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeForwardTableEntries {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let gateway = match (&request.forward_table_id, &request.nat_gateway_id) {
            (None, None) => {
                let text = "ForwardTableId and natGatewayId can not both be null";
                return Err(Error::Own(row(400, "DESCRIBE_FORWARD_PARAM_INVALID", text)));
            }
            (Some(table), id) => {
                Some(of_forward_table(at.region, table)?).filter(|gateway| matches_filter(id, &gateway.id))
            }
            (None, Some(id)) => at.region.alibaba_nats.get(id),
        };
        let entries = gateway.into_iter().flat_map(|one| one.forward.iter().map(move |entry| View::new(one, entry)));
        let passing: Vec<_> = entries.filter(|view| request.passes(view)).collect();
        Ok(Response {
            total_count: passing.len(),
            page_number: page.number,
            page_size: page.size,
            forward_table_entries: Entries { forward_table_entry: page.take(passing) },
        })
    }
}

impl Request {
    fn passes(&self, view: &View) -> bool {
        matches_filter(&self.forward_entry_id, &view.forward_entry_id)
            && matches_filter(&self.external_ip, &view.external_ip.to_smolstr())
            && matches_filter(&self.external_port, &view.external_port)
            && matches_filter(&self.internal_ip, &view.internal_ip.to_smolstr())
            && matches_filter(&self.internal_port, &view.internal_port)
            && self.ip_protocol.as_ref().is_none_or(|protocol| protocol.eq_ignore_ascii_case(view.ip_protocol))
            && matches_filter(&self.forward_entry_name, &view.forward_entry_name)
    }
}

impl View {
    fn new(gateway: &AlibabaNat, entry: &ForwardEntry) -> Self {
        Self {
            forward_entry_id: entry.id.clone(),
            forward_entry_name: entry.name.clone(),
            forward_table_id: gateway.forward_table.clone(),
            nat_gateway_id: gateway.id.clone(),
            external_ip: entry.rule.external_ip,
            external_port: ports_text(entry.rule.external_ports),
            internal_ip: entry.rule.internal_ip,
            internal_port: ports_text(entry.rule.internal_ports),
            ip_protocol: protocol_text(entry.rule.protocol),
            status: "Available",
        }
    }
}
