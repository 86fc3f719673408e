//! Network interfaces of EC2 beside the primary ones of instances: by themselves, or attached to an instance as a further one.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html>

use super::address::{self, Holder};
use super::wanted::Taken;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, Nic, State};
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};

/// A network interface that is not the primary one of an instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Interface {
    pub nic: Nic,
    #[serde(with = "written::name")]
    pub zone: Name,
    pub attachment: Option<Attachment>,
    /// The source/destination check is off.
    pub routes_traffic: bool,
}

/// The attachment of an interface to an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub instance: SmolStr,
    /// From 1: the primary interface has 0.
    pub device_index: u32,
    pub since: Timestamp,
    pub delete_on_termination: bool,
    /// Whether it is being detached, else attached, and until when; `None` if it is neither.
    pub changing: Option<(Changing, Timestamp)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changing {
    Attaching,
    Detaching,
}

/// Errors about network interfaces of EC2.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsInterfaceError {
    #[error("the interface {0} is attached")]
    InUse(SmolStr),
    #[error("the interface {0} is attached to an instance, or is that of another service")]
    Busy(SmolStr),
    #[error("no interface has the attachment {0}")]
    NoAttachment(SmolStr),
    #[error("the primary interface cannot be detached")]
    Primary,
    #[error("the interface and the instance are in different zones")]
    Zone,
    #[error("the instance {instance} has an interface with the device index {index}")]
    IndexTaken { instance: SmolStr, index: u32 },
    #[error("{count} interfaces are more than instances of the type {instance_type} can have")]
    TooMany { count: usize, instance_type: &'static str },
    #[error("the interface would have more addresses than those of its instance's type")]
    TooManyAddresses,
    #[error("the interface {0} is that of another service")]
    Managed(SmolStr),
    #[error("the instance {0} has several interfaces")]
    Several(SmolStr),
    #[error("{0} is outside of the subnet")]
    Outside(Ipv4Addr),
    #[error("{0} is reserved in the subnet")]
    Reserved(Ipv4Addr),
    #[error("{0} is in use")]
    Taken(Ipv4Addr),
    #[error("{0} belongs to another interface")]
    Elsewhere(Ipv4Addr),
    #[error("{0} is the primary address of another interface")]
    PrimaryElsewhere(Ipv4Addr),
    #[error("the interface {0} has not all of these addresses")]
    NotAssigned(SmolStr),
    #[error("{0} is the primary address of the interface")]
    PrimaryAddress(Ipv4Addr),
    #[error("the subnet {0} has not so many free addresses")]
    Full(SmolStr),
    #[error("{0} is not a prefix that an interface can have")]
    Prefix(SmolStr),
}

impl Interface {
    /// In EC2's words.
    pub fn state(&self) -> &'static str {
        if self.attachment.is_some() { "in-use" } else { "available" }
    }

    /// Whether it is attached to this instance.
    pub fn is_of(&self, instance: &str) -> bool {
        self.attachment.as_ref().is_some_and(|attachment| attachment.instance == instance)
    }
}

impl Attachment {
    /// In EC2's words.
    pub fn state(&self) -> &'static str {
        match self.changing {
            Some((Changing::Attaching, _)) => "attaching",
            Some((Changing::Detaching, _)) => "detaching",
            None => "attached",
        }
    }
}

/// The instances that are not terminated.
pub fn live_instances(region: &Region) -> impl Iterator<Item = &Instance> {
    region.instances.values().filter(|instance| instance.state != State::Terminated)
}

/// All interfaces, but for those of other services: of instances that are not terminated, and by themselves.
pub fn nics(region: &Region) -> impl Iterator<Item = &Nic> {
    let others = region.interfaces.values().map(|interface| &interface.nic);
    live_instances(region).map(|instance| &instance.nic).chain(others)
}

/// The interface with this id, and the instance whose primary one it is.
pub fn find_nic<'r>(region: &'r Region, id: &str) -> Option<(&'r Nic, Option<&'r Instance>)> {
    match region.interfaces.get(id) {
        Some(interface) => Some((&interface.nic, None)),
        None => live_instances(region).find(|one| one.nic.id == id).map(|one| (&one.nic, Some(one))),
    }
}

/// The further interfaces of an instance, in the order of their device indexes.
pub fn others<'r>(region: &'r Region, instance: &Instance) -> Vec<&'r Interface> {
    let ids = instance.nic.more().others.iter();
    let mut others: Vec<_> = ids.filter_map(|id| region.interfaces.get(id)).collect();
    others.sort_by_key(|interface| interface.attachment.as_ref().map(|attachment| attachment.device_index));
    others
}

/// Changes an interface, wherever it is.
pub fn change_nic(region: &mut Region, id: &str, change: impl FnOnce(&mut Nic)) {
    if let Some(interface) = region.interfaces.get_mut(id) {
        return change(&mut interface.nic);
    }
    let owner = live_instances(region).find(|one| one.nic.id == id).map(|one| one.id.clone());
    if let Some(mut instance) = owner.and_then(|owner| region.instances.get_mut(&owner)) {
        change(&mut instance.nic);
    }
}

/// Whether instances of this type can have so many interfaces.
pub fn check_count(of: &InstanceType, count: usize) -> Result<(), AwsInterfaceError> {
    let max = of.ec2().map(|figures| figures.network.max_interfaces as usize);
    if max.is_none_or(|max| count <= max) {
        return Ok(());
    }
    Err(AwsInterfaceError::TooMany { count, instance_type: of.name })
}

/// Whether an interface of an instance of this type can have so many addresses of IPv4, the primary one and prefixes included,
/// and of IPv6.
pub fn check_addresses(of: &InstanceType, v4: usize, v6: usize) -> Result<(), AwsInterfaceError> {
    let Some(figures) = of.ec2() else { return Ok(()) };
    let fits = v4 <= figures.network.ipv4_per_interface as usize && v6 <= figures.network.ipv6_per_interface as usize;
    if fits { Ok(()) } else { Err(AwsInterfaceError::TooManyAddresses) }
}

/// The type of the instance that an interface is attached to.
pub fn type_of(region: &Region, id: &str) -> Option<&'static InstanceType> {
    let attached = region.interfaces.get(id).map(|interface| interface.attachment.as_ref());
    match attached {
        Some(attachment) => region.instances.get(&attachment?.instance).map(|instance| instance.instance_type),
        None => live_instances(region).find(|one| one.nic.id == id).map(|one| one.instance_type),
    }
}

/// Adds an interface, and returns its id. Its addresses are in use already.
pub fn make(at: &mut PlaceMut<'_>, mut nic: Nic, taken: Taken, zone: Name) -> SmolStr {
    let id = at.new_id("eni");
    nic.id = id.clone();
    taken.give(&mut nic);
    at.region.interfaces.insert(id.clone(), Interface { nic, zone, attachment: None, routes_traffic: false });
    id
}

/// Attaches an available interface to an instance. Within a launch it is attached at once.
pub fn attach(at: &mut PlaceMut<'_>, id: &SmolStr, instance: &SmolStr, device_index: u32, at_launch: Option<bool>) {
    let due = after(at.now, at.rules.transitions.boot);
    let Some(interface) = at.region.interfaces.get_mut(id) else { return };
    interface.attachment = Some(Attachment {
        instance: instance.clone(),
        device_index,
        since: at.now,
        delete_on_termination: at_launch.unwrap_or(false),
        changing: at_launch.is_none().then_some((Changing::Attaching, due)),
    });
    if at_launch.is_none() {
        at.queue.push(due, at.scope, Event::Interface { id: id.clone() });
    }
    if let Some(mut instance) = at.region.instances.get_mut(instance) {
        instance.nic.change_more(|more| more.others.push(id.clone()));
    }
}

/// Begins to detach an interface.
pub fn detach(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let due = after(at.now, at.rules.transitions.terminate);
    let Some(attachment) = at.region.interfaces.get_mut(id).and_then(|one| one.attachment.as_mut()) else { return };
    attachment.changing = Some((Changing::Detaching, due));
    at.queue.push(due, at.scope, Event::Interface { id: id.clone() });
}

/// What is due of an interface happens.
pub fn advance(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let Some(interface) = at.region.interfaces.get_mut(id) else { return };
    let Some(attachment) = &mut interface.attachment else { return };
    match attachment.changing.filter(|(_, due)| *due <= now) {
        None => {}
        Some((Changing::Attaching, _)) => attachment.changing = None,
        Some((Changing::Detaching, _)) => {
            let instance = attachment.instance.clone();
            interface.attachment = None;
            if let Some(mut instance) = at.region.instances.get_mut(&instance) {
                instance.nic.change_more(|more| more.others.retain(|other| other != id));
            }
        }
    }
}

/// Deletes an interface that is not attached. Its addresses are free.
pub fn delete(region: &mut Region, id: &SmolStr) {
    let Some(Interface { nic, .. }) = region.interfaces.remove(id) else { return };
    address::release_from_interface(region, id, None);
    release_addresses(region, &nic);
}

/// Frees all addresses of an interface of IPv4. Those of IPv6 are free when no interface has them.
pub fn release_addresses(region: &mut Region, nic: &Nic) {
    let Some(subnet) = region.subnets.get_mut(&nic.subnet) else { return };
    subnet.release(nic.private_ip);
    nic.more().secondary.iter().for_each(|address| subnet.release(*address));
    nic.more().prefixes.iter().for_each(|prefix| subnet.release_block(*prefix));
}

/// What becomes of the interfaces of a terminated instance: they are deleted with it, or stay without it.
pub fn leave_terminated(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let more = instance.nic.more().clone();
    let mut nic = instance.nic.clone();
    let (zone, routes_traffic) = (instance.zone, instance.aws.routes_traffic);
    instance.nic.change_more(|more| *more = Default::default());
    drop(instance);
    for other in &more.others {
        let goes = at.region.interfaces.get(other).and_then(|one| one.attachment.as_ref());
        if goes.is_some_and(|attachment| attachment.delete_on_termination) {
            delete(at.region, other);
        } else if let Some(interface) = at.region.interfaces.get_mut(other) {
            interface.attachment = None;
        }
    }
    if more.stays {
        address::move_to_interface(at.region, id, &nic);
        nic.change_more(|more| (more.stays, more.others) = (false, Vec::new()));
        if !nic.elastic {
            nic.public_ip = None;
        }
        at.region.interfaces.insert(nic.id.clone(), Interface { nic, zone, attachment: None, routes_traffic });
    } else {
        address::release_from_interface(at.region, &nic.id, None);
        release_addresses(at.region, &nic);
    }
    address::release_from_terminated(at.region, id);
}

/// An available interface becomes the primary one of an instance that is being made.
pub fn become_primary(region: &mut Region, id: &SmolStr, instance: &mut Instance, stays: bool) {
    let Some(Interface { nic, routes_traffic, .. }) = region.interfaces.remove(id) else { return };
    address::move_to_instance(region, &nic, &instance.id);
    instance.nic = nic;
    instance.nic.change_more(|more| more.stays = stays);
    instance.aws.routes_traffic = routes_traffic;
}

/// Whether an address of IPv6 is one of an interface in this subnet.
pub fn has_address6(region: &Region, subnet: &str, address: Ipv6Addr) -> bool {
    nics(region).any(|nic| nic.subnet == subnet && nic.ipv6.contains(&address))
}

/// What has an elastic address of an interface that is not the primary one of an instance, or not its primary address.
pub fn holder(id: &SmolStr, private_ip: Ipv4Addr) -> Holder {
    Holder::Interface { id: id.clone(), private_ip }
}
