//! Route entries in answers: those of the system, and custom ones.

use super::entry;
use crate::alibaba::ecs::common::time_to_the_second;
use crate::domain::network::{Cidr, RouterEntry, RouterTable};
use crate::domain::place::Place;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

/// The kinds of next hops that the vendor has.
pub const HOPS: [&str; 14] = [
    "Instance",
    "HaVip",
    "RouterInterface",
    "NetworkInterface",
    "VpnGateway",
    "IPv6Gateway",
    "NatGateway",
    "Attachment",
    "VpcPeer",
    "Ipv4Gateway",
    "GatewayEndpoint",
    "Ecr",
    "GatewayLoadBalancerEndpoint",
    "RouteTargetGroup",
];

/// The types of entries that the vendor has. Here are those of the first two.
pub const TYPES: [&str; 5] = ["Custom", "System", "BGP", "CEN", "ECR"];

/// An entry of a route table, whoever made it. One of the system has no id (ours).
#[derive(Clone, Copy)]
pub struct Entry<'r> {
    pub table: &'r RouterTable,
    pub destination: Cidr,
    /// `None` if the system made it.
    pub custom: Option<&'r RouterEntry>,
}

impl<'r> Entry<'r> {
    /// All of a table: those of the system first, then the custom ones in the order in which they were made.
    pub fn all(at: Place<'r>, table: &'r RouterTable) -> impl Iterator<Item = Self> {
        let system = table.system_ranges(at.region).map(move |destination| Self { table, destination, custom: None });
        let custom = table.entries.iter();
        system.chain(custom.map(move |entry| Self { table, destination: entry.destination, custom: Some(entry) }))
    }

    pub fn id(&self) -> &'r str {
        self.custom.map_or("", |entry| &entry.id)
    }

    pub fn name(&self) -> &'r str {
        self.custom.map_or("", |entry| &entry.name)
    }

    pub fn entry_type(&self) -> &'static str {
        if self.custom.is_some() { "Custom" } else { "System" }
    }

    pub fn hop_id(&self) -> &'r str {
        self.custom.map_or("", |entry| entry.hop.id())
    }

    /// The vendor calls what leads into the VPC `local`, and what leads to its services `service`.
    pub fn hop_type(&self) -> &'static str {
        match self.custom {
            Some(entry) => entry::hop_type(&entry.hop),
            None if self.destination == Cidr::SERVICES => "service",
            None => "local",
        }
    }
}

/// An entry as DescribeRouteEntryList shows it.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EntryView {
    status: &'static str,
    r#type: &'static str,
    ip_version: &'static str,
    description: SmolStr,
    route_entry_name: SmolStr,
    destination_cidr_block: SmolStr,
    route_entry_id: SmolStr,
    route_table_id: SmolStr,
    gmt_modified: String,
    next_hops: Hops,
    service_type: &'static str,
    origin: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Hops {
    next_hop: [Hop; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Hop {
    next_hop_region_id: &'static str,
    weight: i32,
    next_hop_id: SmolStr,
    enabled: i32,
    next_hop_type: &'static str,
    next_hop_related_info: Related,
}

/// Of next hops that are connections to elsewhere.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Related {
    instance_id: &'static str,
    instance_type: &'static str,
    region_id: &'static str,
}

impl EntryView {
    pub fn new(entry: &Entry<'_>) -> Self {
        Self {
            status: "Available",
            r#type: entry.entry_type(),
            ip_version: "ipv4",
            description: entry.custom.map(|entry| entry.description.clone()).unwrap_or_default(),
            route_entry_name: entry.name().into(),
            destination_cidr_block: format_smolstr!("{}", entry.destination),
            route_entry_id: entry.id().into(),
            route_table_id: entry.table.id.clone(),
            gmt_modified: time_to_the_second(entry.custom.map_or(entry.table.created, |entry| entry.modified)),
            next_hops: Hops {
                next_hop: [Hop {
                    next_hop_region_id: "",
                    weight: 0,
                    next_hop_id: entry.hop_id().into(),
                    enabled: 1,
                    next_hop_type: entry.hop_type(),
                    next_hop_related_info: Related::default(),
                }],
            },
            service_type: "",
            origin: if entry.custom.is_some() { "CustomCreate" } else { "SystemCreate" },
        }
    }
}
