//! [DescribeSnatTableEntries](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeSnatTableEntries)

use crate::alibaba::ecs::common::{matches_filter, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{AlibabaNat, SnatEntry, SnatSource, of_snat_table};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{Error, Operation, Read, row};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr};
use std::net::Ipv4Addr;

/// Describes the SNAT entries of a table, or of the gateway with an id, the oldest first (ours). An unknown gateway has none
/// (ours).
pub struct DescribeSnatTableEntries;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snat_table_id: Option<SmolStr>,
    nat_gateway_id: Option<SmolStr>,
    snat_entry_id: Option<SmolStr>,
    source_v_switch_id: Option<SmolStr>,
    #[serde(rename = "SourceCIDR")]
    source_cidr: Option<SmolStr>,
    snat_ip: Option<SmolStr>,
    snat_entry_name: Option<SmolStr>,
    #[serde(default)]
    network_interface_ids: Vec<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    snat_table_entries: Entries,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entries {
    snat_table_entry: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    snat_entry_id: SmolStr,
    snat_entry_name: SmolStr,
    snat_table_id: SmolStr,
    nat_gateway_id: SmolStr,
    source_v_switch_id: SmolStr,
    #[serde(rename = "SourceCIDR")]
    source_cidr: SmolStr,
    /// Separated by commas.
    snat_ip: String,
    eip_affinity: &'static str,
    network_interface_id: &'static str,
    status: &'static str,
}

impl Operation for DescribeSnatTableEntries {
    const ACTION: &'static str = "DescribeSnatTableEntries";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeSnatTableEntries {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let gateway = match (&request.snat_table_id, &request.nat_gateway_id) {
            (None, None) => {
                let text = "SnatTableId and natGatewayId can not both be null";
                return Err(Error::Own(row(400, "DESCRIBE_SNAT_PARAM_INVALID", text)));
            }
            (Some(table), id) => {
                Some(of_snat_table(at.region, table)?).filter(|gateway| matches_filter(id, &gateway.id))
            }
            (None, Some(id)) => at.region.alibaba_nats.get(id),
        };
        let entries = gateway.into_iter().flat_map(|gateway| gateway.snat.iter().map(move |entry| (gateway, entry)));
        let views = entries.map(|(gateway, entry)| (entry, View::new(at.region, gateway, entry)));
        let passing: Vec<_> = views.filter(|(entry, view)| request.passes(entry, view)).map(|(_, view)| view).collect();
        Ok(Response {
            total_count: passing.len(),
            page_number: page.number,
            page_size: page.size,
            snat_table_entries: Entries { snat_table_entry: page.take(passing) },
        })
    }
}

impl Request {
    fn passes(&self, entry: &SnatEntry, view: &View) -> bool {
        matches_filter(&self.snat_entry_id, &entry.id)
            && matches_filter(&self.source_v_switch_id, &view.source_v_switch_id)
            && matches_filter(&self.source_cidr, &view.source_cidr)
            && self.snat_ip.as_ref().is_none_or(|address| view.snat_ip.split(',').any(|one| one == address))
            && matches_filter(&self.snat_entry_name, &entry.name)
            && self.network_interface_ids.is_empty()
    }
}

impl View {
    /// The range of an entry for a VSwitch is the VSwitch's.
    fn new(region: &Region, gateway: &AlibabaNat, entry: &SnatEntry) -> Self {
        let addresses: Vec<String> = entry.addresses.iter().map(Ipv4Addr::to_string).collect();
        let v_switch = match &entry.source {
            SnatSource::VSwitch(id) => id.clone(),
            SnatSource::Range(_) => SmolStr::default(),
        };
        Self {
            snat_entry_id: entry.id.clone(),
            snat_entry_name: entry.name.clone(),
            snat_table_id: gateway.snat_table.clone(),
            nat_gateway_id: gateway.id.clone(),
            source_v_switch_id: v_switch,
            source_cidr: entry.source.range(region).map(|range| range.to_smolstr()).unwrap_or_default(),
            snat_ip: addresses.join(","),
            eip_affinity: if entry.affinity { "1" } else { "0" },
            network_interface_id: "",
            status: "Available",
        }
    }
}
