//! Elastic addresses: public addresses that an account holds until it releases them.

use super::interfaces::Interface;
use crate::domain::compute::instance::{Instance, Nic, State, Tags};
use crate::domain::network::eip::EipFacts;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Address {
    /// The allocation id.
    pub id: SmolStr,
    pub public_ip: Ipv4Addr,
    /// `None` while it is free.
    pub association: Option<Association>,
    pub tags: Tags,
    /// On EC2, its name in reverse DNS, with a dot at the end.
    #[serde(default)]
    pub ptr_record: Option<SmolStr>,
    /// Attributes of Alibaba Cloud only.
    pub eip: EipFacts,
}

/// The association of an elastic address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Association {
    pub id: SmolStr,
    pub holder: Holder,
}

/// What has an elastic address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// The id of an instance. Its primary network interface has the address.
    Instance(SmolStr),
    /// The id of a NAT gateway.
    NatGateway(SmolStr),
    /// An interface of EC2 that is not the primary one of an instance, or has the address for a secondary private one.
    Interface { id: SmolStr, private_ip: Ipv4Addr },
}

impl Holder {
    pub fn id(&self) -> &SmolStr {
        match self {
            Self::Instance(id) | Self::NatGateway(id) | Self::Interface { id, .. } => id,
        }
    }
}

impl Association {
    pub fn with_instance(id: SmolStr, instance: SmolStr) -> Self {
        Self { id, holder: Holder::Instance(instance) }
    }

    /// The id of the instance that has the address.
    pub fn instance(&self) -> Option<&SmolStr> {
        match &self.holder {
            Holder::Instance(id) => Some(id),
            Holder::NatGateway(_) | Holder::Interface { .. } => None,
        }
    }
}

/// Errors about elastic addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("no elastic address has the allocation id {0}")]
    AllocationNotFound(SmolStr),
    /// The request does not allow reassociation.
    #[error("the elastic address {allocation} is associated already, as {association}")]
    AlreadyAssociated { allocation: SmolStr, association: SmolStr },
    #[error("the account has as many elastic addresses as it may have")]
    LimitReached,
    #[error("the elastic address {0} cannot be released while something has it")]
    InUse(Ipv4Addr),
    /// On EC2: it is neither running, stopping nor stopped. On ECS: it is neither running nor stopped.
    #[error("the instance {id} is {}, which does not allow to change its elastic address", .state.as_str())]
    InstanceState { id: SmolStr, state: State },
}

/// Errors about elastic addresses that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsAddressError {
    #[error("the account has no elastic address {0}")]
    NotFound(Ipv4Addr),
    #[error("no elastic address has the association id {0}")]
    AssociationNotFound(SmolStr),
    /// What the request lacks, in AWS's words.
    #[error("the request has no {0}")]
    Unnamed(&'static str),
    /// What the request has to name in place of the address, and what for, in AWS's words.
    #[error("the request names an address where it needs the {id}")]
    PublicIpUnusable { id: &'static str, purpose: &'static str },
    #[error("{0} is no public IPv4 address")]
    PublicIpMalformed(SmolStr),
    #[error("{0} is no private IPv4 address")]
    PrivateIpMalformed(SmolStr),
    #[error("the network interface {interface} has not the private address {address}")]
    NotMapped { address: Ipv4Addr, interface: SmolStr },
    #[error("the elastic address is in another network border group than {0}")]
    BorderGroup(SmolStr),
    #[error("there is no network border group {0}")]
    UnknownBorderGroup(SmolStr),
    #[error("a NAT gateway has the elastic address {0}")]
    OfNatGateway(SmolStr),
    #[error("the elastic address {0} has a name in reverse DNS")]
    PtrSet(SmolStr),
}

/// Errors about elastic addresses that only Alibaba Cloud reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaAddressError {
    #[error("nothing has the elastic address {0}")]
    Free(SmolStr),
    #[error("the elastic address belongs to another instance than {0}")]
    Elsewhere(SmolStr),
    #[error("the elastic address {0} is protected from being released")]
    Undeletable(SmolStr),
    #[error("the elastic address is paid for by subscription")]
    Subscription,
    #[error("the subscription of the elastic address has ended")]
    Locked,
    #[error("the instance is in no VPC")]
    InstanceClassic,
    #[error("the instance has an elastic address")]
    InstanceHasElastic,
    #[error("the instance has a public address that is not elastic")]
    InstanceHasPublic,
    #[error("the instance has bandwidth for a public address that is not elastic")]
    InstanceHasBandwidth,
    #[error("the network interface has not the private address {0}")]
    NoPrivateAddress(Ipv4Addr),
}

/// Whether the account may have one more elastic address.
pub fn check_limit(region: &Region) -> Result<(), AddressError> {
    let has_room = region.addresses.len() < region.limits.addresses as usize;
    if has_room { Ok(()) } else { Err(AddressError::LimitReached) }
}

/// Allocates an address with this id.
pub fn add(region: &mut Region, id: SmolStr, eip: EipFacts, tags: Tags) -> Ipv4Addr {
    let public_ip = region.new_public_address();
    region.addresses.insert(id.clone(), Address { id, public_ip, association: None, tags, ptr_record: None, eip });
    public_ip
}

/// Sets or removes the name of an address in reverse DNS.
pub fn set_ptr_record(region: &mut Region, id: &SmolStr, name: Option<SmolStr>) {
    if let Some(address) = region.addresses.get_mut(id) {
        address.ptr_record = name;
    }
}

/// The elastic address of an instance.
pub fn of<'r>(region: &'r Region, instance: &str) -> Option<&'r Address> {
    let has = |address: &&Address| {
        address.association.as_ref().is_some_and(|association| association.instance().is_some_and(|id| id == instance))
    };
    region.addresses.values().find(has)
}

/// Associates an elastic address. It replaces the public address of an instance, and earlier associations of both.
pub fn associate(region: &mut Region, allocation: &SmolStr, association: Association) {
    disassociate(region, allocation);
    let instance = association.instance().cloned();
    if let Some(id) = &instance {
        clear_association(region, id);
    }
    if let Holder::Interface { id, private_ip } = &association.holder {
        release_from_interface(region, id, Some(*private_ip));
    }
    let Some(address) = region.addresses.get_mut(allocation) else { return };
    if let Holder::Interface { id, private_ip } = &association.holder {
        show_on_interface(&mut region.interfaces, id, *private_ip, Some(address.public_ip));
    }
    address.association = Some(association);
    if let Some(id) = instance
        && let Some(mut instance) = region.instances.get_mut(&id)
    {
        instance.nic.public_ip = Some(address.public_ip);
        instance.nic.elastic = true;
    }
}

/// Ends the association of an elastic address. A running instance in a public subnet gets a new public address.
pub fn disassociate(region: &mut Region, allocation: &SmolStr) {
    let Some(address) = region.addresses.get_mut(allocation) else { return };
    let id = match address.association.take().map(|association| association.holder) {
        Some(Holder::Instance(id)) => id,
        Some(Holder::Interface { id, private_ip }) => {
            return show_on_interface(&mut region.interfaces, &id, private_ip, None);
        }
        _ => return,
    };
    let public = region.instances.get(&id).is_some_and(|instance| gets_public_address(region, instance));
    let public_ip = public.then(|| region.new_public_address());
    if let Some(mut instance) = region.instances.get_mut(&id) {
        instance.nic.public_ip = public_ip;
        instance.nic.elastic = false;
    }
}

/// An interface by itself shows the elastic address of its primary private one.
fn show_on_interface(
    interfaces: &mut BTreeMap<SmolStr, Interface>,
    id: &SmolStr,
    private_ip: Ipv4Addr,
    public: Option<Ipv4Addr>,
) {
    if let Some(interface) = interfaces.get_mut(id).filter(|interface| interface.nic.private_ip == private_ip) {
        (interface.nic.public_ip, interface.nic.elastic) = (public, public.is_some());
    }
}

/// Ends the associations of an interface with elastic addresses: of all its addresses, or of this one.
pub fn release_from_interface(region: &mut Region, id: &SmolStr, address: Option<Ipv4Addr>) {
    let is_one = |association: &mut Association| match &association.holder {
        Holder::Interface { id: other, private_ip } => other == id && address.is_none_or(|one| one == *private_ip),
        _ => false,
    };
    for elastic in region.addresses.values_mut() {
        elastic.association.take_if(is_one);
    }
    if let Some(interface) = region.interfaces.get_mut(id)
        && address.is_none_or(|one| one == interface.nic.private_ip)
    {
        (interface.nic.public_ip, interface.nic.elastic) = (None, false);
    }
}

/// The elastic addresses of an interface's private ones.
pub fn of_interface<'r>(region: &'r Region, id: &str) -> Vec<(Ipv4Addr, &'r Address)> {
    let mapped = |address: &'r Address| match &address.association.as_ref()?.holder {
        Holder::Interface { id: other, private_ip } if other == id => Some((*private_ip, address)),
        _ => None,
    };
    region.addresses.values().filter_map(mapped).collect()
}

/// The primary interface of a terminated instance keeps its elastic address.
pub fn move_to_interface(region: &mut Region, instance: &SmolStr, nic: &Nic) {
    set_holder(
        region,
        &Holder::Instance(instance.clone()),
        &Holder::Interface { id: nic.id.clone(), private_ip: nic.private_ip },
    );
}

/// An interface keeps its elastic address when it becomes the primary one of an instance.
pub fn move_to_instance(region: &mut Region, nic: &Nic, instance: &SmolStr) {
    let holder = Holder::Interface { id: nic.id.clone(), private_ip: nic.private_ip };
    set_holder(region, &holder, &Holder::Instance(instance.clone()));
}

fn set_holder(region: &mut Region, from: &Holder, to: &Holder) {
    let associations = region.addresses.values_mut().filter_map(|address| address.association.as_mut());
    for association in associations.filter(|association| association.holder == *from) {
        association.holder = to.clone();
    }
}

/// Removes the public address of a terminated instance, elastic or not.
pub fn release_from_terminated(region: &mut Region, id: &SmolStr) {
    clear_association(region, id);
    if let Some(mut instance) = region.instances.get_mut(id) {
        instance.nic.public_ip = None;
        instance.nic.elastic = false;
    }
}

fn clear_association(region: &mut Region, id: &SmolStr) {
    for address in region.addresses.values_mut() {
        address.association.take_if(|association| association.instance() == Some(id));
    }
}

fn gets_public_address(region: &Region, instance: &Instance) -> bool {
    instance.state == State::Running
        && instance.nic.more().others.is_empty()
        && region.subnets.get(&instance.nic.subnet).is_some_and(|subnet| subnet.public)
}
