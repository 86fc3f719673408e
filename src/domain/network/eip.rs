//! Elastic addresses of Alibaba Cloud: each has its own bandwidth, and belongs to one instance, network interface or NAT gateway
//! at a time.
//!
//! Follows the vendor's pages "AllocateEipAddress", "AssociateEipAddress", "UnassociateEipAddress" and
//! "ReleaseEipAddress" of the VPC API 2016-04-28. Everything takes effect at once (ours: at the vendor it takes some
//! time).

use crate::domain::compute::instance::{InternetCharge, State, Tags};
use crate::domain::error::{Error, InstanceError};
use crate::domain::network::NetworkError;
use crate::domain::network::address::{self, Address, AddressError, AlibabaAddressError, Association, Holder};
use crate::domain::network::interfaces;
use crate::domain::network::{check_nat_disassociation, release_nat_address};
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// The attributes of an elastic address that only Alibaba Cloud has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EipFacts {
    /// The display name.
    pub name: SmolStr,
    pub description: SmolStr,
    /// Its bandwidth, in Mbit/s: 1 to 1000.
    pub bandwidth: u32,
    /// The billing method of the bandwidth.
    pub internet_charge: InternetCharge,
    /// The line type: `BGP`, `BGP_PRO`, ...
    pub line: SmolStr,
    /// Whether it has enhanced DDoS protection.
    pub protected: bool,
    pub created: Timestamp,
    /// When its subscription ends; `None` for pay-as-you-go.
    pub ends: Option<Timestamp>,
    /// Its resource group; empty for the default one.
    pub resource_group: SmolStr,
    /// Whether it is protected from being released.
    #[serde(default)]
    pub undeletable: bool,
}

impl EipFacts {
    /// The defaults: pay-as-you-go, 5 Mbit/s, billed by bandwidth.
    pub fn with_defaults(now: Timestamp) -> Self {
        Self {
            bandwidth: 5,
            internet_charge: InternetCharge::PayByBandwidth,
            line: SmolStr::new_static("BGP"),
            created: now,
            ..Self::default()
        }
    }

    /// Whether it is locked because its subscription has ended.
    pub fn is_locked(&self, now: Timestamp) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }
}

/// Allocates an address and returns its id.
pub fn allocate(at: &mut PlaceMut<'_>, eip: EipFacts, tags: Tags) -> SmolStr {
    let id = at.new_id("eip");
    address::add(at.region, id.clone(), eip, tags);
    id
}

/// The address with this allocation id.
pub fn find<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Address, AddressError> {
    region.addresses.get(id).ok_or_else(|| AddressError::AllocationNotFound(id.clone()))
}

/// Whether the address can be associated with an instance. The instance must be in a VPC, running or stopped, and
/// without a public address or bandwidth for one.
pub fn check_association(region: &Region, now: Timestamp, id: &SmolStr, instance: &SmolStr) -> Result<(), Error> {
    let address = find(region, id)?;
    let not_found = || InstanceError::NotFound(vec![instance.clone()]);
    let instance = region.instances.get(instance).ok_or_else(not_found)?;
    check_free(address, now)?;
    if instance.alibaba().classic {
        return Err(AlibabaAddressError::InstanceClassic.into());
    }
    check_state(region, &instance.id)?;
    if instance.alibaba().spec.pending.is_some() {
        let (id, state) = (instance.id.clone(), instance.state);
        return Err(AddressError::InstanceState { id, state }.into());
    }
    let nic = &instance.nic;
    match (nic.elastic, nic.public_ip) {
        (true, _) => Err(AlibabaAddressError::InstanceHasElastic.into()),
        (false, Some(_)) => Err(AlibabaAddressError::InstanceHasPublic.into()),
        (false, None) if instance.alibaba().peak_out() > 0 => Err(AlibabaAddressError::InstanceHasBandwidth.into()),
        (false, None) => Ok(()),
    }
}

/// Fails if something has the address already, or its subscription has ended.
fn check_free(address: &Address, now: Timestamp) -> Result<(), Error> {
    if let Some(association) = &address.association {
        let (allocation, association) = (address.id.clone(), association.id.clone());
        return Err(AddressError::AlreadyAssociated { allocation, association }.into());
    }
    if address.eip.is_locked(now) { Err(AlibabaAddressError::Locked.into()) } else { Ok(()) }
}

/// Associates the address. Requires a successful [`check_association`].
pub fn associate(at: &mut PlaceMut<'_>, id: &SmolStr, instance: SmolStr) {
    // The API does not show association ids, so any id will do.
    address::associate(at.region, id, Association::with_instance(id.clone(), instance));
}

/// Whether the address can be associated with a private address of a network interface, by default the primary one. The interface
/// must not be the primary one of an instance. Returns the private address.
pub fn check_interface_association(
    region: &Region,
    now: Timestamp,
    id: &SmolStr,
    interface: &SmolStr,
    private_ip: Option<Ipv4Addr>,
) -> Result<Ipv4Addr, Error> {
    let address = find(region, id)?;
    let not_found = || NetworkError::InterfaceNotFound(interface.clone());
    // One that is being deleted is as good as gone (ours).
    let known = region.interfaces.get(interface).filter(|known| known.status() != "Deleting");
    let nic = &known.ok_or_else(not_found)?.nic;
    check_free(address, now)?;
    let private_ip = private_ip.unwrap_or(nic.private_ip);
    if !nic.has_address(private_ip) {
        return Err(AlibabaAddressError::NoPrivateAddress(private_ip).into());
    }
    if address::of_interface(region, interface).iter().any(|(ip, _)| *ip == private_ip) {
        return Err(AlibabaAddressError::InstanceHasElastic.into());
    }
    Ok(private_ip)
}

/// Associates the address. Requires a successful [`check_interface_association`].
pub fn associate_interface(at: &mut PlaceMut<'_>, id: &SmolStr, interface: &SmolStr, private_ip: Ipv4Addr) {
    let holder = interfaces::holder(interface, private_ip);
    address::associate(at.region, id, Association { id: id.clone(), holder });
}

/// Whether the address can be taken from what has it. If the request names that, it must be that one. By force also from a NAT
/// gateway with entries for it.
pub fn check_disassociation(region: &Region, id: &SmolStr, named: Option<&SmolStr>, force: bool) -> Result<(), Error> {
    let address = find(region, id)?;
    let Some(association) = &address.association else { return Err(AlibabaAddressError::Free(id.clone()).into()) };
    let of = association.holder.id();
    if let Some(named) = named.filter(|named| *named != of) {
        let elsewhere = region.instances.contains_key(named)
            || region.interfaces.contains_key(named)
            || region.alibaba_nats.contains_key(named);
        let not_found = || InstanceError::NotFound(vec![named.clone()]).into();
        return Err(if elsewhere { AlibabaAddressError::Elsewhere(named.clone()).into() } else { not_found() });
    }
    match &association.holder {
        Holder::NatGateway(gateway) => check_nat_disassociation(region, address, gateway, force),
        _ => association.instance().map_or(Ok(()), |instance| check_state(region, instance)),
    }
}

/// Takes the address from what has it.
pub fn disassociate(region: &mut Region, id: &SmolStr) {
    match region.addresses.get(id).and_then(|address| address.association.as_ref()).map(|one| one.holder.clone()) {
        Some(Holder::NatGateway(gateway)) => release_nat_address(region, id, &gateway),
        _ => address::disassociate(region, id),
    }
}

/// Whether the address can be released: it must be free and pay-as-you-go.
pub fn check_release(region: &Region, id: &SmolStr) -> Result<(), Error> {
    let address = find(region, id)?;
    match address.association {
        Some(_) => Err(AddressError::InUse(address.public_ip).into()),
        None if address.eip.undeletable => Err(AlibabaAddressError::Undeletable(id.clone()).into()),
        None if address.eip.ends.is_some() => Err(AlibabaAddressError::Subscription.into()),
        None => Ok(()),
    }
}

fn check_state(region: &Region, instance: &SmolStr) -> Result<(), Error> {
    let state = region.instances.get(instance).map_or(State::Terminated, |instance| instance.state);
    let good = matches!(state, State::Running | State::Stopped);
    if good { Ok(()) } else { Err(AddressError::InstanceState { id: instance.clone(), state }.into()) }
}
