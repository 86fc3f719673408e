//! What holds of every region, wherever it comes from: ids lead to what they name, nothing goes in circles, and numbers
//! leave room for all that is added to them.

use crate::domain::capacity::reservation::{Reservation, Reservations};
use crate::domain::compute::disk::{Disk, MAX_GIB};
use crate::domain::compute::instance::Instance;
use crate::domain::compute::placement::{self, MAX_PARTITIONS};
use crate::domain::compute::volume;
use crate::domain::credits;
use crate::domain::network::interfaces::nics;
use crate::domain::region::Region;
use crate::domain::scope::{Cloud, Scope};
use crate::domain::tagging::KINDS;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// The most instances that a reservation may hold. Ours: the vendors allow less in a call, and let it grow.
pub const MAX_RESERVED: u32 = 1_000_000;

/// The largest value of a number that only counts up.
pub const MAX_COUNT: u64 = 1 << 53;

/// The highest bandwidth, in Mbit/s, and the highest limit of an account.
pub const MAX_LIMIT: u32 = 100_000_000;

/// The most characters of a name, a description or a tag in either cloud.
const MAX_TEXT: usize = 256;

/// The first thing that does not hold of a region, as a sentence.
pub fn region(scope: &Scope, region: &Region) -> Result<(), String> {
    names(region)?;
    texts(region)?;
    networks(scope, region)?;
    images(region)?;
    for instance in region.instances.values() {
        self::instance(scope, region, instance)?;
    }
    for detached in region.detached.values() {
        disk(&detached.disk)?;
        let id = &detached.disk.id;
        ensure(volume::position(region, id).is_none(), || format!("the disk {id} is both attached and not"))?;
    }
    for template in region.templates.values() {
        let (default, last) = (template.versions.contains_key(&template.default), template.latest());
        ensure(default && last < template.next && template.next <= MAX_COUNT, || {
            format!(
                "the launch template {} has no default version, or its next one is not beyond its last",
                template.id
            )
        })?;
    }
    for snapshot in region.snapshots.values() {
        let size = snapshot.size_gib;
        ensure((1..=MAX_GIB).contains(&size), || format!("a snapshot of {size} GiB; sizes are from 1 to {MAX_GIB}"))?;
    }
    let stranger = region.profiles.keys().find(|id| !region.instances.contains_key(id.as_str()));
    ensure(stranger.is_none(), || "an instance profile is that of an instance which is not there".to_owned())?;
    region.ended.check()?;
    region.custom.check()?;
    region.alarms.check()?;
    let stranger = region.credit_hours.ids().find(|id| !region.instances.contains_key(id));
    ensure(stranger.is_none(), || "an hour of CPU credits is that of an instance which is not there".to_owned())?;
    reservations(region)?;
    region.launch_grants.check()?;
    limits(region)?;
    for address in region.addresses.values() {
        let instance = address.association.as_ref().and_then(|association| association.instance());
        if let Some(id) = instance.filter(|id| !region.instances.contains_key(id)) {
            return Err(format!("the address {} is associated with the instance {id}, which is not there", address.id));
        }
    }
    interfaces(region)?;
    region.check_counters()
}

/// Interfaces are in subnets that are there; instances and their further interfaces name each other; no address is in two
/// places.
fn interfaces(region: &Region) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for (id, interface) in &region.interfaces {
        ensure(*id == interface.nic.id, || {
            format!("what is found under \"{id}\" has the id \"{}\"", interface.nic.id)
        })?;
        ensure(region.subnets.contains_key(&interface.nic.subnet), || format!("the subnet of {id} is not there"))?;
        if let Some(attachment) = &interface.attachment {
            let owner = region.instances.get(&attachment.instance);
            let is_known = owner.is_some_and(|owner| owner.nic.more().others.contains(id));
            ensure(is_known, || format!("{id} is attached to {}, which does not have it", attachment.instance))?;
        }
    }
    for nic in nics(region) {
        let others = &nic.more().others;
        let are_there = others.iter().all(|id| region.interfaces.get(id).is_some_and(|one| one.attachment.is_some()));
        ensure(are_there, || format!("{} has further interfaces which are not there", nic.id))?;
        let addresses = nic.more().secondary.iter().copied();
        let own = (!region.interfaces.is_empty() || nic.more.is_some()).then_some(nic.private_ip);
        for address in addresses.chain(own) {
            ensure(seen.insert((&nic.subnet, address)), || format!("{address} is in two places"))?;
        }
    }
    Ok(())
}

fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

/// Everything is found under its own id.
fn names(region: &Region) -> Result<(), String> {
    fn same<T>(map: &BTreeMap<SmolStr, T>, id: impl Fn(&T) -> &SmolStr) -> Result<(), String> {
        let wrong = map.iter().find(|(key, thing)| *key != id(thing) || key.is_empty());
        wrong.map_or(Ok(()), |(key, thing)| Err(format!("what is found under \"{key}\" has the id \"{}\"", id(thing))))
    }
    same(&region.vpcs, |vpc| &vpc.id)?;
    same(&region.subnets, |subnet| &subnet.id)?;
    same(&region.groups, |group| &group.id)?;
    same(&region.route_tables, |table| &table.id)?;
    same(&region.gateways, |gateway| &gateway.id)?;
    same(&region.nat_gateways, |gateway| &gateway.id)?;
    same(&region.alibaba_nats, |gateway| &gateway.id)?;
    same(&region.vpc_acls, |acl| &acl.id)?;
    same(&region.endpoints, |endpoint| &endpoint.id)?;
    same(&region.prefix_lists, |list| &list.id)?;
    same(&region.acls, |acl| &acl.id)?;
    same(&region.peerings, |peering| &peering.id)?;
    same(&region.templates, |template| &template.id)?;
    same(&region.flow_logs, |log| &log.id)?;
    same(&region.egress_gateways, |gateway| &gateway.id)?;
    same(&region.dhcp_sets, |options| &options.id)?;
    same(&region.images, |image| &image.id)?;
    same(&region.snapshots, |snapshot| &snapshot.id)?;
    same(&region.addresses, |address| &address.id)?;
    same(&region.tasks, |task| &task.id)?;
    same(&region.reservations, |reservation| &reservation.id)?;
    same(&region.key_pairs, |pair| &pair.name)?;
    same(&region.detached, |detached| &detached.disk.id)
}

/// Texts are not longer than requests can make them.
fn texts(region: &Region) -> Result<(), String> {
    let instances = region.instances.values().flat_map(|instance| {
        let facts = instance.alibaba();
        let own = [&facts.name, &facts.description, &facts.host_name, &facts.resource_group];
        let disks = instance.disks.iter().flat_map(|disk| [&disk.name, &disk.description, &disk.device]);
        own.into_iter().chain(&instance.key_name).chain(&facts.ram_role).chain(disks)
    });
    let tags = KINDS.iter().flat_map(|kind| kind.all(region)).flat_map(|(_, tags)| tags.iter());
    let texts = instances
        .chain(tags.flat_map(|(key, value)| [key, value]))
        .chain(region.groups.values().flat_map(|group| [&group.name, &group.description]))
        .chain(region.images.values().flat_map(|image| [&image.name].into_iter().chain(&image.description)))
        .chain(region.snapshots.values().map(|snapshot| &snapshot.description))
        .chain(region.reservations.values().flat_map(|reservation| [&reservation.name, &reservation.description]))
        .chain(region.addresses.values().filter_map(|address| address.ptr_record.as_ref()))
        .chain(region.prefix_lists.values().map(|list| &list.name))
        .chain(region.templates.values().map(|template| &template.name))
        .chain(region.key_pairs.keys());
    for text in texts {
        ensure(text.chars().nth(MAX_TEXT).is_none(), || {
            let start: String = text.chars().take(20).collect();
            format!("a name, a description or a tag begins with \"{start}\" and has more than {MAX_TEXT} characters")
        })?;
    }
    Ok(())
}

fn networks(scope: &Scope, region: &Region) -> Result<(), String> {
    let vpcs = (region.subnets.values().map(|subnet| (&subnet.id, &subnet.vpc)))
        .chain(region.groups.values().map(|group| (&group.id, &group.vpc)))
        .chain(region.route_tables.values().map(|table| (&table.id, &table.vpc)))
        .chain(region.gateways.values().filter_map(|gateway| Some((&gateway.id, gateway.vpc.as_ref()?))))
        .chain(region.egress_gateways.values().map(|gateway| (&gateway.id, &gateway.vpc)))
        .chain(region.acls.values().map(|acl| (&acl.id, &acl.vpc)))
        .chain(region.vpc_acls.values().map(|acl| (&acl.id, &acl.vpc)))
        .chain(region.alibaba_nats.values().map(|gateway| (&gateway.id, &gateway.vpc)))
        .chain(region.endpoints.values().map(|endpoint| (&endpoint.id, &endpoint.vpc)));
    for (id, vpc) in vpcs {
        ensure(region.vpcs.contains_key(vpc), || format!("{id} is in the VPC {vpc}, which is not there"))?;
    }
    routes(region)?;
    if scope.cloud == Cloud::Aws {
        let enterprise = region.groups.values().find(|group| group.enterprise);
        ensure(enterprise.is_none(), || "a security group of EC2 is of a type that only ECS has".to_owned())?;
        for vpc in region.vpcs.keys() {
            let has_default = region.groups.values().any(|group| group.default && group.vpc == *vpc);
            ensure(has_default, || format!("the VPC {vpc} has no default security group"))?;
            let defaults = region.acls.values().filter(|acl| acl.default && acl.vpc == *vpc).count();
            ensure(defaults == 1, || format!("the VPC {vpc} has no default network ACL, or several"))?;
            let tables = region.route_tables.values().filter(|table| table.vpc == *vpc);
            ensure(tables.filter(|table| table.is_main()).count() == 1, || {
                format!("the VPC {vpc} has no main route table, or several")
            })?;
        }
    }
    for subnet in region.subnets.values() {
        ensure(scope.zone(subnet.zone).is_some(), || format!("{} is in {}, another region", subnet.id, subnet.zone))?;
        subnet.check(scope.cloud)?;
    }
    Ok(())
}

/// Tables are associated with subnets of their VPC, each subnet with one. Gateways and endpoints are in subnets that are there.
fn routes(region: &Region) -> Result<(), String> {
    let gateways = region.nat_gateways.values().filter(|gateway| gateway.is_there());
    let gateways = gateways.map(|gateway| (&gateway.id, &gateway.subnet));
    let endpoints = region.endpoints.values();
    let interfaces = endpoints.flat_map(|one| one.interfaces.iter().map(move |interface| (&one.id, &interface.subnet)));
    let alibaba = region.alibaba_nats.values().map(|gateway| (&gateway.id, &gateway.v_switch));
    for (id, subnet) in gateways.chain(interfaces).chain(alibaba) {
        ensure(region.subnets.contains_key(subnet), || format!("{id} is in the subnet {subnet}, which is not there"))?;
    }
    let mut seen = BTreeSet::new();
    for table in region.route_tables.values() {
        for subnet in table.associations.iter().filter_map(|association| association.subnet.as_ref()) {
            let there = region.subnets.get(subnet).is_some_and(|subnet| subnet.vpc == table.vpc);
            ensure(there && seen.insert(subnet), || format!("{} cannot be associated with {subnet}", table.id))?;
        }
    }
    Ok(())
}

/// An image comes from one that every region has, or from nothing that is known.
fn images(region: &Region) -> Result<(), String> {
    for image in region.images.values() {
        let mut seen = BTreeSet::from([&image.id]);
        let mut source = &image.source;
        while let Some(next) = region.images.get(source) {
            ensure(seen.insert(&next.id), || format!("the image {} was made from itself", image.id))?;
            source = &next.source;
        }
        image.disks.iter().try_for_each(disk)?;
    }
    Ok(())
}

fn instance(scope: &Scope, region: &Region, instance: &Instance) -> Result<(), String> {
    let id = &instance.id;
    ensure(!id.is_empty(), || "an instance has no id".to_owned())?;
    ensure(scope.zone(instance.zone).is_some(), || format!("{id} is in {}, another region", instance.zone))?;
    let cloud_of_type = if instance.instance_type.ecs().is_some() { Cloud::Alibaba } else { Cloud::Aws };
    ensure(cloud_of_type == scope.cloud, || format!("{id} has the type of another cloud"))?;
    ensure(instance.coming_types().all(|coming| coming.ecs().is_some()), || {
        format!("{id} is to get the type of another cloud")
    })?;
    ensure(instance.alibaba.is_some() == (scope.cloud == Cloud::Alibaba), || {
        format!("{id} does not have what its cloud says of an instance")
    })?;
    ensure(instance.ticket <= MAX_COUNT, || format!("the ticket of {id} is too large"))?;
    instance.disks.iter().try_for_each(disk).map_err(|error| format!("{id}: {error}"))?;
    if let Some(held) = &instance.reservation {
        let holds = region.reservations.get(held).is_some_and(|reservation| reservation.instances.contains(id));
        ensure(holds, || format!("{id} uses the reservation {held}, which does not hold it"))?;
    }
    let rare = instance.aws.rare();
    if let Some(group) = rare.group.as_ref().filter(|_| placement::is_member(instance)) {
        let partitions = region.placement_groups.get(group).map(|group| group.partitions);
        let in_range = |partition| partitions.is_some_and(|count| (1..=count).contains(&partition));
        ensure(partitions.is_some_and(|count| count <= MAX_PARTITIONS) && rare.partition.is_none_or(in_range), || {
            format!("{id} is in the placement group {group}, which is not there or does not have its partition")
        })?;
    }
    credits::check(instance).map_err(|error| format!("{id}: {error}"))?;
    let facts = instance.alibaba();
    let numbers = [
        facts.peak_out(),
        facts.bandwidth.inward,
        facts.spec.permanent.out,
        facts.spec.permanent.inward,
        facts.spec.online_changes,
    ];
    let largest = numbers.into_iter().max().unwrap_or(0);
    ensure(largest <= MAX_LIMIT, || format!("{id} has a number above {MAX_LIMIT}"))
}

fn disk(disk: &Disk) -> Result<(), String> {
    let size = disk.size_gib;
    ensure((1..=MAX_GIB).contains(&size), || format!("a disk of {size} GiB; sizes are from 1 to {MAX_GIB}"))
}

fn reservations(region: &Region) -> Result<(), String> {
    for reservation in region.reservations.values() {
        let Reservation { id, total, instances, .. } = reservation;
        ensure(*total <= MAX_RESERVED, || format!("{id} is for {total} instances; at most {MAX_RESERVED} can be"))?;
        ensure(instances.len() <= *total as usize, || format!("{id} holds more instances than it is for"))?;
        for user in instances {
            let uses = region.instances.get(user).is_some_and(|user| user.reservation.as_ref() == Some(id));
            ensure(uses, || format!("{id} holds the instance {user}, which does not use it"))?;
        }
        allocation(&region.reservations, reservation)?;
    }
    Ok(())
}

/// A source and its interruptible reservation name each other.
fn allocation(reservations: &Reservations, reservation: &Reservation) -> Result<(), String> {
    let id = &reservation.id;
    if let Some(allocation) = reservation.allocation.as_ref().filter(|allocation| allocation.is_live()) {
        let lent = reservations.get(&allocation.reservation);
        let is_its = lent.is_some_and(|lent| lent.source.as_ref() == Some(id));
        ensure(is_its, || format!("the allocation of {id} names {}, which is not its own", allocation.reservation))?;
        ensure(allocation.target.max(allocation.previous) <= MAX_RESERVED, || {
            format!("the allocation of {id} is for more than {MAX_RESERVED} instances")
        })?;
    }
    match &reservation.source {
        Some(source) if source == id || !reservations.contains_key(source) => {
            Err(format!("{id} comes from the reservation {source}, which is not there"))
        }
        _ => Ok(()),
    }
}

fn limits(region: &Region) -> Result<(), String> {
    let limits = &region.limits;
    let spec = &region.spec;
    let numbers = (limits.vcpus.values().chain(limits.stock.values()))
        .chain([&limits.addresses, &limits.groups_per_interface])
        .chain(limits.network.numbers())
        .chain(spec.instances.values())
        .chain(spec.disk_capacity.values())
        .chain([&spec.bandwidth, &spec.bandwidth_by_traffic, &spec.bandwidth_by_bandwidth])
        .chain(spec.vcpus.iter().chain(&spec.online_changes));
    let largest = numbers.copied().max().unwrap_or(0);
    ensure(largest <= MAX_LIMIT, || format!("a limit of {largest}; limits are at most {MAX_LIMIT}"))
}
