//! How many network interfaces, addresses and queues an instance of a type can have.

use super::interface_error::{AlibabaInterfaceError, InterfaceError};
use super::interfaces::others;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::Instance;
use crate::domain::region::Region;
use crate::domain::resize::{NetworkUse, network_room};

/// The most interfaces of an instance, and the most addresses of one interface; `None` where the vendor gives no number.
struct Limits {
    interfaces: Option<u32>,
    ipv4: Option<u32>,
    ipv6: Option<u32>,
}

fn limits(region: &Region, of: &InstanceType) -> Limits {
    match of.ec2() {
        Some(figures) => Limits {
            interfaces: Some(figures.network.max_interfaces),
            ipv4: Some(figures.network.ipv4_per_interface),
            ipv6: Some(figures.network.ipv6_per_interface),
        },
        None => {
            let room = network_room(region, of);
            Limits { interfaces: room.interfaces, ipv4: room.ipv4, ipv6: room.ipv6 }
        }
    }
}

fn fits(count: usize, most: Option<u32>) -> bool {
    most.is_none_or(|most| count <= most as usize)
}

/// Whether instances of this type can have so many interfaces.
pub fn check_count(region: &Region, of: &InstanceType, count: usize) -> Result<(), InterfaceError> {
    if fits(count, limits(region, of).interfaces) {
        return Ok(());
    }
    Err(InterfaceError::TooMany { count, instance_type: of.name })
}

/// Whether an interface of an instance of this type can have so many addresses of IPv4, the primary one and prefixes included,
/// and of IPv6.
pub fn check_addresses(region: &Region, of: &InstanceType, v4: usize, v6: usize) -> Result<(), InterfaceError> {
    let limits = limits(region, of);
    if !fits(v4, limits.ipv4) {
        return Err(InterfaceError::TooManyIpv4);
    }
    if fits(v6, limits.ipv6) { Ok(()) } else { Err(InterfaceError::TooManyIpv6) }
}

/// What the interfaces of an instance of ECS use, if it is, or becomes, of this type. An interface whose queues nobody set has as
/// many as the type gives it; if nobody set any, the queues fit.
pub fn network_use(region: &Region, instance: &Instance, of: &InstanceType) -> NetworkUse {
    let others = others(region, instance);
    let counts = |of: fn((usize, usize)) -> usize| {
        let nics = others.iter().map(|other| &other.nic).chain([&instance.nic]);
        nics.map(|nic| of(nic.counts())).max().unwrap_or(0) as u32
    };
    let set: Vec<Option<u32>> = others.iter().map(|other| other.alibaba().queues).collect();
    let queues = set.iter().flatten().max().copied().unwrap_or(0);
    NetworkUse {
        interfaces: 1 + others.len() as u32,
        ipv4: counts(|(v4, _)| v4),
        ipv6: counts(|(_, v6)| v6),
        queues,
        total_queues: if queues > 0 { total_queues(of, &set) } else { 0 },
    }
}

/// The queues of a primary interface, and of others that have these, or as many as the type gives them.
fn total_queues(of: &InstanceType, set: &[Option<u32>]) -> u32 {
    let figures = of.ecs();
    let default = figures.and_then(|figures| figures.secondary_queues).unwrap_or(0);
    let primary = figures.and_then(|figures| figures.primary_queues).unwrap_or(0);
    set.iter().fold(primary, |sum, queues| sum.saturating_add(queues.unwrap_or(default)))
}

/// Whether an instance of ECS can have interfaces with these queues beside its primary one.
pub fn check_queues(region: &Region, of: &InstanceType, set: &[Option<u32>]) -> Result<(), AlibabaInterfaceError> {
    let room = network_room(region, of);
    let instance_type = of.name;
    let Some(count) = set.iter().flatten().max().copied() else { return Ok(()) };
    if let Some(most) = room.queues.filter(|most| count > *most) {
        return Err(AlibabaInterfaceError::TooManyQueues { count, most, instance_type });
    }
    let count = total_queues(of, set);
    match room.total_queues.filter(|most| count > *most) {
        Some(most) => Err(AlibabaInterfaceError::TooManyQueuesInAll { count, most, instance_type }),
        None => Ok(()),
    }
}
