//! Route tables of VPCs on Alibaba Cloud, and their entries.
//!
//! Follows the vendor's pages "CreateRouteTable", "AssociateRouteTable" and "CreateRouteEntry" of the VPC API 2016-04-28.

use super::interfaces::find_nic;
use super::{AlibabaNatState, Cidr, Subnet, Vpc};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How many custom route tables a VPC has at most.
pub const MAX_TABLES: usize = 9;

/// How many custom entries a table has at most.
pub const MAX_ENTRIES: usize = 200;

/// Errors about route tables and entries of Alibaba Cloud.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaRouteError {
    #[error("no route table has the id {0}")]
    TableNotFound(SmolStr),
    #[error("the VPC {0} has as many route tables as it can have")]
    TooManyTables(SmolStr),
    #[error("the route table {0} is the system's")]
    SystemTable(SmolStr),
    #[error("VSwitches are associated with the route table {0}")]
    TableInUse(SmolStr),
    #[error("the route table {0} has custom entries")]
    TableHasEntries(SmolStr),
    #[error("the VSwitch {0} is in another VPC than the route table")]
    OtherVpc(SmolStr),
    #[error("the VSwitch {0} is associated with a route table")]
    Associated(SmolStr),
    #[error("the VSwitch {0} is not associated with that route table")]
    NotAssociated(SmolStr),
    #[error("the route table {0} has as many entries as it can have")]
    TooManyEntries(SmolStr),
    #[error("there is no such route entry")]
    EntryNotFound,
    #[error("no route entry has the id {0}")]
    EntryIdNotFound(SmolStr),
    #[error("the route table has an entry for {0}")]
    EntryExists(Cidr),
    #[error("{0} is within the range of a VSwitch")]
    WithinVSwitch(Cidr),
    #[error("{0} is within a range that the vendor needs")]
    Reserved(Cidr),
    #[error("an entry of the system stays")]
    SystemEntry,
    #[error("no next hop has the id {0}")]
    HopNotFound(SmolStr),
    #[error("no NAT gateway has the id {0}")]
    NatGatewayNotFound(SmolStr),
    #[error("the next hop {0} is not in the VPC")]
    HopElsewhere(SmolStr),
    #[error("the entry has another next hop than {0}")]
    OtherHop(SmolStr),
}

/// A route table of a VPC's router. The system's came with the VPC, and is for the VSwitches that are associated with no other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RouterTable {
    pub id: SmolStr,
    pub vpc: SmolStr,
    pub system: bool,
    pub name: SmolStr,
    pub description: SmolStr,
    /// Whether it takes routes that others propagate, of which there are none here.
    pub propagation: bool,
    pub created: Timestamp,
    pub tags: Tags,
    /// The custom ones, the oldest first.
    pub entries: Vec<RouterEntry>,
}

/// A custom entry of a route table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RouterEntry {
    pub id: SmolStr,
    pub destination: Cidr,
    pub name: SmolStr,
    pub description: SmolStr,
    pub hop: NextHop,
    pub modified: Timestamp,
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextHop {
    /// The id of an instance.
    Instance(SmolStr),
    /// The id of a network interface.
    Interface(SmolStr),
    /// The id of a NAT gateway.
    NatGateway(SmolStr),
}

impl NextHop {
    pub fn id(&self) -> &SmolStr {
        match self {
            Self::Instance(id) | Self::Interface(id) | Self::NatGateway(id) => id,
        }
    }
}

impl RouterTable {
    pub fn new(id: SmolStr, vpc: SmolStr, created: Timestamp) -> Self {
        Self {
            id,
            vpc,
            system: false,
            name: SmolStr::default(),
            description: SmolStr::default(),
            propagation: true,
            created,
            tags: Tags::new(),
            entries: Vec::new(),
        }
    }

    /// The VSwitches that it is for.
    pub fn v_switches<'r>(&'r self, region: &'r Region) -> impl Iterator<Item = &'r Subnet> {
        region.subnets.values().filter(|subnet| subnet.vpc == self.vpc && *route_table_of(region, subnet) == self.id)
    }

    /// The ranges of its entries that the system made: the VSwitches of the VPC, and the vendor's services.
    pub fn system_ranges<'r>(&'r self, region: &'r Region) -> impl Iterator<Item = Cidr> {
        let v_switches = region.subnets.values().filter(|subnet| subnet.vpc == self.vpc);
        v_switches.map(Subnet::range).chain([Cidr::SERVICES])
    }

    /// Whether an entry can be added to it with this destination.
    pub fn check_destination(&self, region: &Region, destination: Cidr) -> Result<(), AlibabaRouteError> {
        let taken = self.system_ranges(region).any(|range| range == destination)
            || self.entries.iter().any(|entry| entry.destination == destination);
        if Cidr::SERVICES.contains(destination) {
            return Err(AlibabaRouteError::Reserved(destination));
        }
        if taken {
            return Err(AlibabaRouteError::EntryExists(destination));
        }
        if self.system_ranges(region).any(|range| range.contains(destination)) {
            return Err(AlibabaRouteError::WithinVSwitch(destination));
        }
        if self.entries.len() >= MAX_ENTRIES {
            return Err(AlibabaRouteError::TooManyEntries(self.id.clone()));
        }
        Ok(())
    }
}

/// The id of the route table that a VSwitch uses.
pub fn route_table_of<'r>(region: &'r Region, subnet: &'r Subnet) -> &'r SmolStr {
    let own = &subnet.alibaba.route_table;
    if own.is_empty() { region.vpcs.get(&subnet.vpc).map_or(own, |vpc| &vpc.alibaba.route_table) } else { own }
}

/// The route table with this id.
pub fn router_table<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r RouterTable, AlibabaRouteError> {
    region.router_tables.get(id).ok_or_else(|| AlibabaRouteError::TableNotFound(id.clone()))
}

/// The route tables of a VPC, the system's first.
pub fn router_tables<'r>(region: &'r Region, vpc: &'r Vpc) -> impl Iterator<Item = &'r RouterTable> {
    let system = region.router_tables.get(&vpc.alibaba.route_table);
    let custom = region.router_tables.values().filter(|table| table.vpc == vpc.id && !table.system);
    system.into_iter().chain(custom)
}

/// Whether a VPC can have another custom table.
pub fn check_table_count(region: &Region, vpc: &SmolStr) -> Result<(), AlibabaRouteError> {
    let count = region.router_tables.values().filter(|table| table.vpc == *vpc && !table.system).count();
    if count < MAX_TABLES { Ok(()) } else { Err(AlibabaRouteError::TooManyTables(vpc.clone())) }
}

/// Adds the system's table of a VPC, whose id the VPC has.
pub(super) fn add_system_table(region: &mut Region, vpc: &SmolStr) {
    let Some(vpc) = region.vpcs.get(vpc) else { return };
    let id = vpc.alibaba.route_table.clone();
    let table = RouterTable { system: true, ..RouterTable::new(id.clone(), vpc.id.clone(), vpc.created) };
    region.router_tables.insert(id, table);
}

/// Associates a VSwitch with a table, or with the system's again.
pub fn set_route_table(at: &mut PlaceMut<'_>, v_switch: &SmolStr, table: SmolStr) {
    if let Some(subnet) = at.region.subnets.get_mut(v_switch) {
        subnet.alibaba.route_table = table;
    }
}

/// The next hop of a new entry, which must be in the VPC.
pub fn check_hop(region: &Region, vpc: &SmolStr, hop: &NextHop) -> Result<(), AlibabaRouteError> {
    let found = match hop {
        NextHop::Instance(id) => region.instances.get(id).map(|instance| instance.nic.vpc.clone()),
        NextHop::Interface(id) => find_nic(region, id).map(|(nic, _)| nic.vpc.clone()),
        NextHop::NatGateway(id) => {
            // One that is being deleted takes no new routes.
            let gateway = region.alibaba_nats.get(id).filter(|one| one.state != AlibabaNatState::Deleting);
            let gateway = gateway.ok_or_else(|| AlibabaRouteError::NatGatewayNotFound(id.clone()))?;
            Some(gateway.vpc.clone())
        }
    };
    let of = found.ok_or_else(|| AlibabaRouteError::HopNotFound(hop.id().clone()))?;
    if of == *vpc { Ok(()) } else { Err(AlibabaRouteError::HopElsewhere(hop.id().clone())) }
}
