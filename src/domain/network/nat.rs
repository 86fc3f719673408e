//! NAT gateways of EC2.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html>

use super::address::{self, Association, Holder};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// How long a gateway is shown that is deleted, or could not be created.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NatGateway {
    pub id: SmolStr,
    pub vpc: SmolStr,
    pub subnet: SmolStr,
    pub state: NatState,
    /// Whether it is for traffic to the Internet. If not, it has no elastic address.
    pub public: bool,
    /// The allocation id of its elastic address.
    pub allocation: Option<SmolStr>,
    /// Its elastic address, also after it has lost it.
    pub public_ip: Option<Ipv4Addr>,
    /// Why it cannot be created.
    pub failure: Option<NatFailure>,
    /// The id of its network interface, and its private address in the subnet; `None` if it cannot be created.
    pub interface: Option<(SmolStr, Ipv4Addr)>,
    pub created: Timestamp,
    pub deleted: Option<Timestamp>,
    pub tags: Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NatState {
    Pending,
    Available,
    Failed,
    Deleting,
    Deleted,
}

impl NatState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Available => "available",
            Self::Failed => "failed",
            Self::Deleting => "deleting",
            Self::Deleted => "deleted",
        }
    }
}

/// Why a gateway that was asked for could not be created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NatFailure {
    /// The VPC has no internet gateway.
    NoGateway,
    /// The elastic address is associated already.
    AddressTaken,
    /// The subnet has no free address.
    NoAddresses,
}

/// The attributes of a new gateway.
#[derive(Debug)]
pub struct NewNatGateway {
    pub vpc: SmolStr,
    pub subnet: SmolStr,
    /// The allocation id of the elastic address of a public one.
    pub allocation: Option<SmolStr>,
    /// The private address; by default the next free one.
    pub private_ip: Option<Ipv4Addr>,
    pub failure: Option<NatFailure>,
    pub tags: Tags,
}

impl NatGateway {
    /// Whether it has its addresses.
    pub fn is_there(&self) -> bool {
        !matches!(self.state, NatState::Failed | NatState::Deleted)
    }
}

/// Creates a gateway, which is pending.
pub fn make_nat_gateway(at: &mut PlaceMut<'_>, new: NewNatGateway) -> SmolStr {
    let id = at.new_id("nat");
    let mut interface = None;
    if new.failure.is_none() {
        let eni = at.new_id("eni");
        interface = take_address(at.region, &new.subnet, new.private_ip).map(|address| (eni, address));
    }
    let mut public_ip = None;
    if let (Some(allocation), None) = (&new.allocation, &new.failure) {
        let association = Association { id: at.new_id("eipassoc"), holder: Holder::NatGateway(id.clone()) };
        public_ip = at.region.addresses.get(allocation).map(|address| address.public_ip);
        address::associate(at.region, allocation, association);
    }
    let NewNatGateway { vpc, subnet, allocation, failure, tags, .. } = new;
    let gateway = NatGateway {
        id: id.clone(),
        vpc,
        subnet,
        state: NatState::Pending,
        public: allocation.is_some(),
        allocation,
        public_ip,
        failure,
        interface,
        created: at.now,
        deleted: None,
        tags,
    };
    at.region.nat_gateways.insert(id.clone(), gateway);
    at.queue.push(after(at.now, at.rules.transitions.boot), at.scope, Event::NatGateway { id: id.clone() });
    id
}

/// Takes an address of a subnet: this one, or the next free one.
pub(super) fn take_address(region: &mut Region, subnet: &SmolStr, wanted: Option<Ipv4Addr>) -> Option<Ipv4Addr> {
    let subnet = region.subnets.get_mut(subnet)?;
    match wanted {
        Some(address) => {
            subnet.allocate_address(address);
            Some(address)
        }
        None => subnet.allocate(),
    }
}

/// Begins to delete a gateway. Routes to it lead nowhere from now on.
pub fn delete_nat_gateway(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(gateway) = at.region.nat_gateways.get_mut(id).filter(|gateway| gateway.is_there()) else { return };
    gateway.state = NatState::Deleting;
    gateway.deleted = Some(at.now);
    at.queue.push(after(at.now, at.rules.transitions.terminate), at.scope, Event::NatGateway { id: id.clone() });
}

/// Brings a gateway into the state that follows, when that is due.
pub fn advance_nat_gateway(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(gateway) = at.region.nat_gateways.get_mut(id) else { return };
    match gateway.state {
        NatState::Pending if gateway.failure.is_none() => gateway.state = NatState::Available,
        NatState::Pending => {
            gateway.state = NatState::Failed;
            gateway.deleted = Some(at.now);
            remember(at, id);
        }
        NatState::Deleting => {
            gateway.state = NatState::Deleted;
            let (subnet, address) = (gateway.subnet.clone(), gateway.interface.as_ref().map(|(_, address)| *address));
            let allocation = gateway.allocation.clone();
            if let (Some(subnet), Some(address)) = (at.region.subnets.get_mut(&subnet), address) {
                subnet.release(address);
            }
            if let Some(allocation) = allocation {
                address::disassociate(at.region, &allocation);
            }
            remember(at, id);
        }
        // The event of a gateway that was deleted before it was available.
        NatState::Available => {}
        NatState::Failed | NatState::Deleted => {
            if gateway.deleted.is_some_and(|deleted| after(deleted, REMEMBERED) <= at.now) {
                at.region.nat_gateways.remove(id);
            }
        }
    }
}

fn remember(at: &mut PlaceMut<'_>, id: &SmolStr) {
    at.queue.push(after(at.now, REMEMBERED), at.scope, Event::NatGateway { id: id.clone() });
}
