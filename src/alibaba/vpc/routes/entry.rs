//! How requests name an entry of a route table, and its next hop.

use super::view::HOPS;
use crate::alibaba::vpc::parameters::range;
use crate::domain::network::{AlibabaRouteError, NextHop, RouterEntry, RouterTable, router_table};
use crate::domain::region::Region;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// A custom entry: by its id, or by its destination in a table. The table may be named beside the id.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EntryName {
    route_entry_id: Option<SmolStr>,
    route_table_id: Option<SmolStr>,
    destination_cidr_block: Option<SmolStr>,
}

impl EntryName {
    pub fn is_named_twice(&self) -> bool {
        self.route_entry_id.is_some() && self.destination_cidr_block.is_some()
    }

    /// The entry, and its table.
    pub fn find<'r>(&self, region: &'r Region) -> Result<(&'r RouterTable, &'r RouterEntry), Error> {
        let (table, entry) = match (&self.route_entry_id, &self.destination_cidr_block) {
            (Some(id), _) => {
                let all = region.router_tables.values();
                let mut entries = all.flat_map(|table| table.entries.iter().map(move |entry| (table, entry)));
                let found = entries.find(|(_, entry)| entry.id == *id);
                found.ok_or_else(|| AlibabaRouteError::EntryIdNotFound(id.clone()))?
            }
            (None, Some(destination)) => {
                let table = self.route_table_id.as_ref().ok_or_else(|| Error::missing("RouteTableId"))?;
                with_destination(region, router_table(region, table)?, destination)?
            }
            (None, None) => return Err(Error::missing("RouteEntryId")),
        };
        match self.route_table_id.as_ref().is_none_or(|id| *id == table.id) {
            true => Ok((table, entry)),
            false => Err(AlibabaRouteError::EntryNotFound.into()),
        }
    }
}

fn with_destination<'r>(
    region: &'r Region,
    table: &'r RouterTable,
    destination: &SmolStr,
) -> Result<(&'r RouterTable, &'r RouterEntry), Error> {
    let destination = range(destination)?;
    if table.system_ranges(region).any(|range| range == destination) {
        return Err(AlibabaRouteError::SystemEntry.into());
    }
    let entry = table.entries.iter().find(|entry| entry.destination == destination);
    Ok((table, entry.ok_or(AlibabaRouteError::EntryNotFound)?))
}

/// Reads a next hop; `parameter` names its type.
pub fn next_hop(parameter: &str, kind: &str, id: SmolStr) -> Result<NextHop, Error> {
    match kind {
        "Instance" => Ok(NextHop::Instance(id)),
        "NetworkInterface" => Ok(NextHop::Interface(id)),
        "NatGateway" => Ok(NextHop::NatGateway(id)),
        known if HOPS.contains(&known) => Err(Error::NotModelled(parameter.to_owned())),
        _ => Err(Error::invalid(parameter, kind, HOPS.join(", "))),
    }
}

/// The type of a next hop, as requests and answers name it.
pub fn hop_type(hop: &NextHop) -> &'static str {
    match hop {
        NextHop::Instance(_) => "Instance",
        NextHop::Interface(_) => "NetworkInterface",
        NextHop::NatGateway(_) => "NatGateway",
    }
}
