//! Network interfaces beside the primary ones of instances: by themselves, or attached to an instance as a further one.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html>,
//! <https://help.aliyun.com/zh/ecs/user-guide/elastic-network-interfaces-overview>

use super::address::{self, Holder};
pub use super::interface_error::{AlibabaInterfaceError, AwsInterfaceError, InterfaceError};
pub use super::interface_limits::{check_addresses, check_count, check_queues, network_use};
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
use std::sync::LazyLock;

/// A network interface that is not the primary one of an instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Interface {
    pub nic: Nic,
    #[serde(with = "written::name")]
    pub zone: Name,
    pub attachment: Option<Attachment>,
    /// The source/destination check is off.
    pub routes_traffic: bool,
    /// Attributes of ECS only. Read it with [`Interface::alibaba`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alibaba: Option<Box<EniFacts>>,
}

/// The attributes of an interface that only ECS has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EniFacts {
    pub created: Timestamp,
    /// It is released with the instance that it is attached to.
    pub delete_on_release: bool,
    /// The resource group it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// How many queues it was given; `None` if as many as the type of its instance gives it.
    pub queues: Option<u32>,
    /// When it will be gone, if it is being deleted.
    pub deleting: Option<Timestamp>,
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

impl Interface {
    /// In EC2's words.
    pub fn state(&self) -> &'static str {
        if self.attachment.is_some() { "in-use" } else { "available" }
    }

    /// Its ECS attributes; defaults for an interface of EC2.
    pub fn alibaba(&self) -> &EniFacts {
        static NONE: LazyLock<EniFacts> = LazyLock::new(EniFacts::default);
        self.alibaba.as_deref().unwrap_or(&NONE)
    }

    /// In ECS's words.
    pub fn status(&self) -> &'static str {
        let changing = self.attachment.as_ref().map(|attachment| attachment.changing);
        match (self.alibaba().deleting, changing) {
            (Some(_), _) => "Deleting",
            (None, None) => "Available",
            (None, Some(None)) => "InUse",
            (None, Some(Some((Changing::Attaching, _)))) => "Attaching",
            (None, Some(Some((Changing::Detaching, _)))) => "Detaching",
        }
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

/// The type of the instance that an interface is attached to.
pub fn type_of(region: &Region, id: &str) -> Option<&'static InstanceType> {
    let attached = region.interfaces.get(id).map(|interface| interface.attachment.as_ref());
    match attached {
        Some(attachment) => region.instances.get(&attachment?.instance).map(|instance| instance.instance_type),
        None => live_instances(region).find(|one| one.nic.id == id).map(|one| one.instance_type),
    }
}

/// Adds an interface, and returns its id. Its addresses are in use already.
pub fn make(at: &mut PlaceMut<'_>, mut nic: Nic, taken: Taken, zone: Name, alibaba: Option<Box<EniFacts>>) -> SmolStr {
    let id = at.new_id("eni");
    nic.id = id.clone();
    taken.give(&mut nic);
    // On ECS the source/destination check is off unless it is switched on.
    let routes_traffic = alibaba.is_some();
    at.region.interfaces.insert(id.clone(), Interface { nic, zone, attachment: None, routes_traffic, alibaba });
    id
}

/// The device index of a further interface that is attached next: the first that is free.
pub fn next_device_index(region: &Region, instance: &Instance) -> u32 {
    let taken: Vec<_> =
        others(region, instance).iter().filter_map(|other| Some(other.attachment.as_ref()?.device_index)).collect();
    (1..).find(|index| !taken.contains(index)).unwrap_or(1)
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
    if interface.alibaba().deleting.is_some_and(|due| due <= now) {
        return delete(at.region, id);
    }
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

/// Begins to delete an interface of ECS that is not attached.
pub fn begin_delete(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let due = after(at.now, at.rules.transitions.terminate);
    let Some(interface) = at.region.interfaces.get_mut(id) else { return };
    interface.alibaba.get_or_insert_default().deleting = Some(due);
    at.queue.push(due, at.scope, Event::Interface { id: id.clone() });
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
        at.region
            .interfaces
            .insert(nic.id.clone(), Interface { nic, zone, attachment: None, routes_traffic, alibaba: None });
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
