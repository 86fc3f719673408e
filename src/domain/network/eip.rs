//! Elastic addresses as Alibaba Cloud has them: each with a bandwidth of its own, of one instance at a time.
//!
//! Follows the vendor's pages "AllocateEipAddress", "AssociateEipAddress", "UnassociateEipAddress" and
//! "ReleaseEipAddress" of the VPC API 2016-04-28. All is done at once (ours: there it takes a moment).

use crate::domain::compute::instance::{InternetCharge, State, Tags};
use crate::domain::error::{Error, InstanceError};
use crate::domain::network::address::{self, Address, AddressError, AlibabaAddressError, Association};
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What Alibaba Cloud says of an elastic address beyond the common part.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EipFacts {
    /// The name users see.
    pub name: SmolStr,
    /// The description.
    pub description: SmolStr,
    /// Its bandwidth, in Mbit/s: 1 to 1000.
    pub bandwidth: u32,
    /// How the bandwidth is paid for.
    pub internet_charge: InternetCharge,
    /// The kind of line: `BGP`, `BGP_PRO`, ...
    pub line: SmolStr,
    /// It is protected against larger attacks than the others.
    pub protected: bool,
    /// When it was allocated.
    pub created: Timestamp,
    /// When its subscription ends; without one it is paid for as it goes.
    pub ends: Option<Timestamp>,
    /// The resource group it is in; empty for the default one.
    pub resource_group: SmolStr,
}

impl EipFacts {
    /// What an address has of which nothing else is said: 5 Mbit/s, paid for by bandwidth as it goes.
    pub fn usual(now: Timestamp) -> Self {
        Self {
            bandwidth: 5,
            internet_charge: InternetCharge::PayByBandwidth,
            line: SmolStr::new_static("BGP"),
            created: now,
            ..Self::default()
        }
    }

    /// Whether its subscription has ended, so that it is locked.
    pub fn is_locked(&self, now: Timestamp) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }
}

/// Gives the account an address.
pub fn allocate(at: &mut PlaceMut<'_>, eip: EipFacts, tags: Tags) -> SmolStr {
    let id = at.new_id("eip");
    address::add(at.region, id.clone(), eip, tags);
    id
}

/// The address of this allocation.
pub fn find<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Address, AddressError> {
    region.addresses.get(id).ok_or_else(|| AddressError::AllocationNotFound(id.clone()))
}

/// Whether an instance can have the address: it is in a VPC, runs or is stopped, and has neither a public address,
/// elastic or not, nor bandwidth for one.
pub fn check_association(region: &Region, now: Timestamp, id: &SmolStr, instance: &SmolStr) -> Result<(), Error> {
    let address = find(region, id)?;
    let not_found = || InstanceError::NotFound(vec![instance.clone()]);
    let instance = region.instances.get(instance).ok_or_else(not_found)?;
    if let Some(association) = &address.association {
        let (allocation, association) = (id.clone(), association.id.clone());
        return Err(AddressError::AlreadyAssociated { allocation, association }.into());
    }
    if address.eip.is_locked(now) {
        return Err(AlibabaAddressError::Locked.into());
    }
    if instance.alibaba().classic {
        return Err(AlibabaAddressError::InstanceClassic.into());
    }
    check_state(region, &instance.id)?;
    let nic = &instance.nic;
    match (nic.elastic, nic.public_ip) {
        (true, _) => Err(AlibabaAddressError::InstanceHasElastic.into()),
        (false, Some(_)) => Err(AlibabaAddressError::InstanceHasPublic.into()),
        (false, None) if instance.alibaba().bandwidth.out > 0 => Err(AlibabaAddressError::InstanceHasBandwidth.into()),
        (false, None) => Ok(()),
    }
}

/// Gives the address to an instance that [`check_association`] has found good.
pub fn associate(at: &mut PlaceMut<'_>, id: &SmolStr, instance: SmolStr) {
    // Nobody sees the id of the association here.
    address::associate(at.region, id, Association { id: id.clone(), instance });
}

/// Whether the address can be taken from the instance that has it; which one that is may be said as well.
pub fn check_disassociation(region: &Region, id: &SmolStr, instance: Option<&SmolStr>) -> Result<(), Error> {
    let address = find(region, id)?;
    let Some(association) = &address.association else { return Err(AlibabaAddressError::Free(id.clone()).into()) };
    if let Some(named) = instance.filter(|named| **named != association.instance) {
        let elsewhere = region.instances.contains_key(named);
        let not_found = || InstanceError::NotFound(vec![named.clone()]).into();
        return Err(if elsewhere { AlibabaAddressError::Elsewhere(named.clone()).into() } else { not_found() });
    }
    check_state(region, &association.instance)
}

/// Whether the address can be released: nothing has it, and it is paid for as it goes.
pub fn check_release(region: &Region, id: &SmolStr) -> Result<(), Error> {
    let address = find(region, id)?;
    match address.association {
        Some(_) => Err(AddressError::InUse(address.public_ip).into()),
        None if address.eip.ends.is_some() => Err(AlibabaAddressError::Subscription.into()),
        None => Ok(()),
    }
}

fn check_state(region: &Region, instance: &SmolStr) -> Result<(), Error> {
    let state = region.instances.get(instance).map_or(State::Terminated, |instance| instance.state);
    let good = matches!(state, State::Running | State::Stopped);
    if good { Ok(()) } else { Err(AddressError::InstanceState { id: instance.clone(), state }.into()) }
}
