//! Elastic addresses: public addresses that belong to an account until it releases them.

use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::network::eip::EipFacts;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// An elastic address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Address {
    /// The id of its allocation.
    pub id: SmolStr,
    /// The address.
    pub public_ip: Ipv4Addr,
    /// What has it.
    pub association: Option<Association>,
    /// Its tags.
    pub tags: Tags,
    /// What only Alibaba Cloud says.
    pub eip: EipFacts,
}

/// What has an elastic address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Association {
    /// The id of the association.
    pub id: SmolStr,
    /// The instance, by its primary network interface.
    pub instance: SmolStr,
}

/// What is wrong with an elastic address that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("no elastic address has the allocation id {0}")]
    AllocationNotFound(SmolStr),
    /// The caller does not want to change it.
    #[error("the elastic address {allocation} is associated already, as {association}")]
    AlreadyAssociated { allocation: SmolStr, association: SmolStr },
    #[error("the account has as many elastic addresses as it may have")]
    LimitReached,
    #[error("the elastic address {0} cannot be released while something has it")]
    InUse(Ipv4Addr),
    /// It is being made, or at its end.
    #[error("the instance {id} is {}, which does not allow to change its elastic address", .state.as_str())]
    InstanceState { id: SmolStr, state: State },
}

/// What is wrong with an elastic address of EC2 only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsAddressError {
    #[error("the account has no elastic address {0}")]
    NotFound(Ipv4Addr),
    #[error("no elastic address has the association id {0}")]
    AssociationNotFound(SmolStr),
}

/// What is wrong with an elastic address of Alibaba Cloud only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaAddressError {
    #[error("nothing has the elastic address {0}")]
    Free(SmolStr),
    #[error("the elastic address belongs to another instance than {0}")]
    Elsewhere(SmolStr),
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
}

/// Whether the account may have one more.
pub fn check_limit(region: &Region) -> Result<(), AddressError> {
    let has_room = region.addresses.len() < region.limits.addresses as usize;
    if has_room { Ok(()) } else { Err(AddressError::LimitReached) }
}

/// Gives the account an address under this id.
pub fn add(region: &mut Region, id: SmolStr, eip: EipFacts, tags: Tags) -> Ipv4Addr {
    let public_ip = region.new_public_address();
    region.addresses.insert(id.clone(), Address { id, public_ip, association: None, tags, eip });
    public_ip
}

/// The elastic address that an instance has.
pub fn of<'r>(region: &'r Region, instance: &str) -> Option<&'r Address> {
    let has = |address: &&Address| address.association.as_ref().is_some_and(|has| has.instance == instance);
    region.addresses.values().find(has)
}

/// Gives an instance an elastic address, in place of the public address it has. Neither has another afterwards.
pub fn associate(region: &mut Region, allocation: &SmolStr, association: Association) {
    disassociate(region, allocation);
    let id = association.instance.clone();
    forget(region, &id);
    let Some(address) = region.addresses.get_mut(allocation) else { return };
    address.association = Some(association);
    if let Some(mut instance) = region.instances.get_mut(&id) {
        instance.nic.public_ip = Some(address.public_ip);
        instance.nic.elastic = true;
    }
}

/// Takes an elastic address from the instance that has it. One that runs in a public subnet gets a new public address.
pub fn disassociate(region: &mut Region, allocation: &SmolStr) {
    let Some(address) = region.addresses.get_mut(allocation) else { return };
    let Some(Association { instance: id, .. }) = address.association.take() else { return };
    let public = region.instances.get(&id).is_some_and(|instance| is_public(region, instance));
    let public_ip = public.then(|| region.new_public_address());
    if let Some(mut instance) = region.instances.get_mut(&id) {
        instance.nic.public_ip = public_ip;
        instance.nic.elastic = false;
    }
}

/// Takes from a terminated instance its public address, whatever it is.
pub fn leave(region: &mut Region, id: &SmolStr) {
    forget(region, id);
    if let Some(mut instance) = region.instances.get_mut(id) {
        instance.nic.public_ip = None;
        instance.nic.elastic = false;
    }
}

fn forget(region: &mut Region, id: &SmolStr) {
    for address in region.addresses.values_mut() {
        address.association.take_if(|association| association.instance == *id);
    }
}

fn is_public(region: &Region, instance: &Instance) -> bool {
    instance.state == State::Running && region.subnets.get(&instance.nic.subnet).is_some_and(|subnet| subnet.public)
}
