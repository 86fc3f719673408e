//! NAT gateways of Alibaba Cloud. Their entries are in [`super::nat_entry`].
//!
//! Follows the vendor's pages "CreateNatGateway", "ModifyNatGatewayAttribute" and "DeleteNatGateway" of the VPC API 2016-04-28.

use super::address::{self, Address, Association, Holder};
use super::nat::take_address;
use super::nat_entry::{ForwardEntry, SnatEntry};
use super::router::MAX_ENTRIES;
use super::{Cidr, NextHop, RouterEntry, eip};
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error;
use crate::domain::network::address::{AddressError, AlibabaAddressError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// How many NAT gateways a VPC has at most (ours: the vendor's pages name a quota without its number).
const MAX_GATEWAYS: usize = 5;

/// Errors about NAT gateways of Alibaba Cloud.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaNatError {
    #[error("no NAT gateway has the id {0}")]
    NotFound(SmolStr),
    #[error("the VPC {0} has as many NAT gateways as it can have")]
    TooMany(SmolStr),
    #[error("the VSwitch {0} is in another VPC than the NAT gateway")]
    VSwitchElsewhere(SmolStr),
    #[error("the VSwitch {0} has no free address")]
    NoAddress(SmolStr),
    #[error("the NAT gateway {0} is being created or deleted")]
    Busy(SmolStr),
    #[error("the NAT gateway {0} is being deleted")]
    Deleting(SmolStr),
    #[error("the NAT gateway {0} is protected from being deleted")]
    Undeletable(SmolStr),
    #[error("the NAT gateway {0} has SNAT entries")]
    HasSnat(SmolStr),
    #[error("the NAT gateway {0} has DNAT entries")]
    HasForward(SmolStr),
    #[error("the NAT gateway {0} has elastic addresses")]
    HasAddresses(SmolStr),
    #[error("route entries lead to the NAT gateway {0}")]
    HasRoutes(SmolStr),
    #[error("the NAT gateway {0} is for private networks, and can have no elastic address")]
    Private(SmolStr),
    #[error("the NAT gateway {0} binds its addresses so already")]
    BoundAlready(SmolStr),
    #[error("the elastic address {0} is in an SNAT entry")]
    AddressInSnat(SmolStr),
    #[error("the elastic address {0} is in a DNAT entry")]
    AddressInForward(SmolStr),
}

/// A NAT gateway of a VPC.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlibabaNat {
    pub id: SmolStr,
    pub vpc: SmolStr,
    pub v_switch: SmolStr,
    pub name: SmolStr,
    pub description: SmolStr,
    pub state: AlibabaNatState,
    pub options: NatOptions,
    /// The id of its network interface, which is the vendor's and not among those of the account.
    pub interface: SmolStr,
    /// Its address in the VSwitch. One for private networks has it as its NAT address.
    pub private_ip: Ipv4Addr,
    /// What its elastic addresses occupy in the VSwitch, by their allocation ids, if it binds them so.
    pub occupied: BTreeMap<SmolStr, Ipv4Addr>,
    pub snat_table: SmolStr,
    pub snat: Vec<SnatEntry>,
    pub forward_table: SmolStr,
    pub forward: Vec<ForwardEntry>,
    /// The id of the route entry that came with it.
    pub route: Option<SmolStr>,
    /// Whether it is protected from being deleted.
    pub undeletable: bool,
    pub created: Timestamp,
    pub tags: Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlibabaNatState {
    Creating,
    Available,
    Deleting,
}

/// What a caller chooses of a gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatOptions {
    /// Whether it is for traffic to the Internet. If not, it is for traffic to other private networks.
    pub internet: bool,
    /// Whether each of its elastic addresses occupies an address of the VSwitch.
    pub occupies: bool,
    /// Whether it answers ICMP's echo requests.
    pub icmp_reply: bool,
    /// Whether it is in one zone alone.
    pub single_zone: bool,
}

/// The attributes of a new gateway.
#[derive(Clone, Debug)]
pub struct NewAlibabaNat {
    pub vpc: SmolStr,
    pub v_switch: SmolStr,
    pub name: SmolStr,
    pub description: SmolStr,
    pub options: NatOptions,
    /// Its address; by default the next free one.
    pub private_ip: Option<Ipv4Addr>,
    pub tags: Tags,
}

impl AlibabaNat {
    /// Fails while it is being created or deleted.
    pub fn check_available(&self) -> Result<(), AlibabaNatError> {
        let available = self.state == AlibabaNatState::Available;
        if available { Ok(()) } else { Err(AlibabaNatError::Busy(self.id.clone())) }
    }

    /// Its elastic addresses.
    pub fn addresses<'r>(&self, region: &'r Region) -> impl Iterator<Item = &'r Address> {
        let holder = Holder::NatGateway(self.id.clone());
        let has = move |address: &&Address| address.association.as_ref().is_some_and(|one| one.holder == holder);
        region.addresses.values().filter(has)
    }

    /// Whether this is an address under which what it translates is seen.
    pub fn has_address(&self, region: &Region, address: Ipv4Addr) -> bool {
        if self.options.internet {
            self.addresses(region).any(|one| one.public_ip == address)
        } else {
            self.private_ip == address
        }
    }
}

/// The NAT gateway with this id.
pub fn alibaba_nat<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r AlibabaNat, AlibabaNatError> {
    region.alibaba_nats.get(id).ok_or_else(|| AlibabaNatError::NotFound(id.clone()))
}

/// Whether a VPC can have another gateway in this VSwitch.
pub fn check_new_nat(region: &Region, vpc: &SmolStr, v_switch: &SmolStr) -> Result<(), AlibabaNatError> {
    let subnet = region.subnets.get(v_switch).filter(|subnet| subnet.vpc == *vpc);
    let subnet = subnet.ok_or_else(|| AlibabaNatError::VSwitchElsewhere(v_switch.clone()))?;
    if region.alibaba_nats.values().filter(|gateway| gateway.vpc == *vpc).count() >= MAX_GATEWAYS {
        return Err(AlibabaNatError::TooMany(vpc.clone()));
    }
    if subnet.available() == 0 { Err(AlibabaNatError::NoAddress(v_switch.clone())) } else { Ok(()) }
}

/// Creates a gateway. If it is for the Internet, the system's route table gets an entry that leads to it, unless it leads
/// elsewhere already.
pub fn make_alibaba_nat(at: &mut PlaceMut<'_>, new: NewAlibabaNat) -> SmolStr {
    let id = at.new_id("ngw");
    let NewAlibabaNat { vpc, v_switch, name, description, options, private_ip, tags } = new;
    let private_ip = take_address(at.region, &v_switch, private_ip).unwrap_or(Ipv4Addr::UNSPECIFIED);
    let gateway = AlibabaNat {
        id: id.clone(),
        route: options.internet.then(|| add_route(at, &vpc, &id)).flatten(),
        vpc,
        v_switch,
        name,
        description,
        state: AlibabaNatState::Creating,
        options,
        interface: at.new_id("eni"),
        private_ip,
        occupied: BTreeMap::new(),
        snat_table: at.new_id("stb"),
        snat: Vec::new(),
        forward_table: at.new_id("ftb"),
        forward: Vec::new(),
        undeletable: false,
        created: at.now,
        tags,
    };
    at.region.alibaba_nats.insert(id.clone(), gateway);
    at.queue.push(after(at.now, at.rules.transitions.boot), at.scope, Event::NatGateway { id: id.clone() });
    id
}

fn add_route(at: &mut PlaceMut<'_>, vpc: &SmolStr, gateway: &SmolStr) -> Option<SmolStr> {
    let table = at.region.vpcs.get(vpc)?.alibaba.route_table.clone();
    let entries = &at.region.router_tables.get(&table)?.entries;
    if entries.len() >= MAX_ENTRIES || entries.iter().any(|entry| entry.destination == Cidr::ALL) {
        return None;
    }
    let entry = RouterEntry {
        id: at.new_id("rte"),
        destination: Cidr::ALL,
        name: SmolStr::default(),
        description: SmolStr::default(),
        hop: NextHop::NatGateway(gateway.clone()),
        modified: at.now,
    };
    let id = entry.id.clone();
    at.region.router_tables.get_mut(&table)?.entries.push(entry);
    Some(id)
}

/// Whether a gateway can be deleted. By force also with entries and elastic addresses.
pub fn check_nat_deletion(region: &Region, gateway: &AlibabaNat, force: bool) -> Result<(), AlibabaNatError> {
    let id = gateway.id.clone();
    match gateway.state {
        AlibabaNatState::Creating => return Err(AlibabaNatError::Busy(id)),
        AlibabaNatState::Deleting => return Err(AlibabaNatError::Deleting(id)),
        AlibabaNatState::Available if gateway.undeletable => return Err(AlibabaNatError::Undeletable(id)),
        AlibabaNatState::Available => {}
    }
    if !force && !gateway.snat.is_empty() {
        return Err(AlibabaNatError::HasSnat(id));
    }
    if !force && !gateway.forward.is_empty() {
        return Err(AlibabaNatError::HasForward(id));
    }
    if !force && gateway.addresses(region).next().is_some() {
        return Err(AlibabaNatError::HasAddresses(id));
    }
    let mut entries = region.router_tables.values().flat_map(|table| &table.entries);
    let leads = |entry: &RouterEntry| *entry.hop.id() == id && Some(&entry.id) != gateway.route.as_ref();
    if entries.any(leads) { Err(AlibabaNatError::HasRoutes(id)) } else { Ok(()) }
}

/// Begins to delete a gateway: its entries, its elastic addresses and the route entry that came with it go at once.
pub fn delete_alibaba_nat(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(gateway) = at.region.alibaba_nats.get_mut(id) else { return };
    gateway.state = AlibabaNatState::Deleting;
    gateway.snat.clear();
    gateway.forward.clear();
    let route = gateway.route.take();
    let gateway = gateway.clone();
    let addresses: Vec<_> = gateway.addresses(at.region).map(|address| address.id.clone()).collect();
    addresses.iter().for_each(|address| release_nat_address(at.region, address, id));
    for table in at.region.router_tables.values_mut().filter(|table| table.vpc == gateway.vpc) {
        table.entries.retain(|entry| Some(&entry.id) != route.as_ref());
    }
    at.queue.push(after(at.now, at.rules.transitions.terminate), at.scope, Event::NatGateway { id: id.clone() });
}

/// Brings a gateway into the state that follows, when that is due.
pub fn advance_alibaba_nat(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(gateway) = at.region.alibaba_nats.get_mut(id) else { return };
    match gateway.state {
        AlibabaNatState::Creating => gateway.state = AlibabaNatState::Available,
        AlibabaNatState::Available => {}
        AlibabaNatState::Deleting => {
            let (v_switch, address) = (gateway.v_switch.clone(), gateway.private_ip);
            at.region.alibaba_nats.remove(id);
            if let Some(subnet) = at.region.subnets.get_mut(&v_switch) {
                subnet.release(address);
            }
        }
    }
}

/// Whether an elastic address can be associated with a gateway.
pub fn check_nat_association(at: Place<'_>, id: &SmolStr, gateway: &SmolStr) -> Result<(), Error> {
    let address = eip::find(at.region, id)?;
    let gateway = alibaba_nat(at.region, gateway)?;
    if let Some(association) = &address.association {
        let (allocation, association) = (id.clone(), association.id.clone());
        return Err(AddressError::AlreadyAssociated { allocation, association }.into());
    }
    if address.eip.is_locked(at.now) {
        return Err(AlibabaAddressError::Locked.into());
    }
    gateway.check_available()?;
    if !gateway.options.internet {
        return Err(AlibabaNatError::Private(gateway.id.clone()).into());
    }
    let room = at.region.subnets.get(&gateway.v_switch).is_some_and(|subnet| subnet.available() > 0);
    if gateway.options.occupies && !room {
        return Err(AlibabaNatError::NoAddress(gateway.v_switch.clone()).into());
    }
    Ok(())
}

/// Associates an elastic address. Requires a successful [`check_nat_association`].
pub fn associate_nat_address(at: &mut PlaceMut<'_>, id: &SmolStr, gateway: &SmolStr) {
    // The API does not show association ids, so any id will do.
    let association = Association { id: id.clone(), holder: Holder::NatGateway(gateway.clone()) };
    address::associate(at.region, id, association);
    if at.region.alibaba_nats.get(gateway).is_some_and(|gateway| gateway.options.occupies) {
        occupy(at.region, gateway, id);
    }
}

fn occupy(region: &mut Region, gateway: &SmolStr, address: &SmolStr) {
    let Some(gateway) = region.alibaba_nats.get_mut(gateway) else { return };
    if let Some(taken) = region.subnets.get_mut(&gateway.v_switch).and_then(super::Subnet::allocate) {
        gateway.occupied.insert(address.clone(), taken);
    }
}

/// Whether an elastic address can be taken from its gateway. By force also if entries have it.
pub fn check_nat_disassociation(region: &Region, address: &Address, of: &SmolStr, force: bool) -> Result<(), Error> {
    let gateway = alibaba_nat(region, of)?;
    gateway.check_available()?;
    if !force && gateway.snat.iter().any(|entry| entry.addresses.contains(&address.public_ip)) {
        return Err(AlibabaNatError::AddressInSnat(address.id.clone()).into());
    }
    if !force && gateway.forward.iter().any(|entry| entry.rule.external_ip == address.public_ip) {
        return Err(AlibabaNatError::AddressInForward(address.id.clone()).into());
    }
    Ok(())
}

/// Takes an elastic address from its gateway. DNAT entries of the address go with it, and SNAT entries that have no other.
pub fn release_nat_address(region: &mut Region, id: &SmolStr, gateway: &SmolStr) {
    let public_ip = region.addresses.get(id).map(|address| address.public_ip);
    address::disassociate(region, id);
    let Some(gateway) = region.alibaba_nats.get_mut(gateway) else { return };
    gateway.forward.retain(|entry| Some(entry.rule.external_ip) != public_ip);
    for entry in &mut gateway.snat {
        entry.addresses.retain(|address| Some(*address) != public_ip);
    }
    gateway.snat.retain(|entry| !entry.addresses.is_empty());
    if let Some(taken) = gateway.occupied.remove(id)
        && let Some(subnet) = region.subnets.get_mut(&gateway.v_switch)
    {
        subnet.release(taken);
    }
}

/// Whether a gateway can bind its elastic addresses to addresses of its VSwitch from now on.
pub fn check_occupying(region: &Region, gateway: &AlibabaNat) -> Result<(), AlibabaNatError> {
    if gateway.options.occupies {
        return Err(AlibabaNatError::BoundAlready(gateway.id.clone()));
    }
    if !gateway.options.internet {
        return Err(AlibabaNatError::Private(gateway.id.clone()));
    }
    let free = region.subnets.get(&gateway.v_switch).map_or(0, super::Subnet::available) as usize;
    let enough = gateway.addresses(region).count() <= free;
    if enough { Ok(()) } else { Err(AlibabaNatError::NoAddress(gateway.v_switch.clone())) }
}

/// Lets a gateway bind its elastic addresses so. Requires a successful [`check_occupying`].
pub fn set_occupying(region: &mut Region, id: &SmolStr) {
    let Some(gateway) = region.alibaba_nats.get_mut(id) else { return };
    gateway.options.occupies = true;
    let gateway = gateway.clone();
    let addresses: Vec<_> = gateway.addresses(region).map(|address| address.id.clone()).collect();
    addresses.iter().for_each(|address| occupy(region, id, address));
}
