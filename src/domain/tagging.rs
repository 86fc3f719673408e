//! Tags on whatever has them.

use super::disk;
use super::estate::Region;
use super::instance::{State, Tags};
use smol_str::SmolStr;

/// The most tags that a resource can have.
pub const MAX_TAGS: usize = 50;

/// What kind of thing an id is of, as EC2 names it in `resource-type`.
pub fn kind(id: &str) -> Option<&'static str> {
    let (prefix, _) = id.rsplit_once('-')?;
    Some(match prefix {
        "i" => "instance",
        "vol" => "volume",
        "ami" => "image",
        "eipalloc" => "elastic-ip",
        "key" => "key-pair",
        "eni" => "network-interface",
        "vpc" => "vpc",
        "subnet" => "subnet",
        "sg" => "security-group",
        "sgr" => "security-group-rule",
        "rtb" => "route-table",
        "igw" => "internet-gateway",
        "cr" => "capacity-reservation",
        _ => return None,
    })
}

/// The tags of the thing of this id, to change.
pub fn tags_mut<'r>(region: &'r mut Region, id: &str) -> Option<&'r mut Tags> {
    match kind(id)? {
        "instance" => Some(&mut region.instances.get_mut(id)?.tags),
        "volume" => {
            let detached = region.detached.values_mut().map(|detached| &mut detached.disk);
            let instances = region.instances.values_mut().filter(|instance| instance.state != State::Terminated);
            let mut disks = detached.chain(instances.flat_map(|instance| &mut instance.disks));
            disks.find(|disk| disk.id == id).map(|disk| &mut disk.tags)
        }
        "image" => Some(&mut region.images.get_mut(id).filter(|image| image.is_shown())?.tags),
        "key-pair" => region.key_pairs.values_mut().find(|pair| pair.id == id).map(|pair| &mut pair.tags),
        "elastic-ip" => Some(&mut region.addresses.get_mut(id)?.tags),
        "vpc" => Some(&mut region.vpcs.get_mut(id)?.tags),
        "subnet" => Some(&mut region.subnets.get_mut(id)?.tags),
        "security-group" => Some(&mut region.groups.get_mut(id)?.tags),
        "security-group-rule" => {
            let mut rules = region.groups.values_mut().flat_map(|group| &mut group.rules);
            rules.find(|rule| rule.id == id).map(|rule| &mut rule.tags)
        }
        "network-interface" => {
            let instances = region.instances.values_mut().filter(|instance| instance.state != State::Terminated);
            let mut nics = instances.map(|instance| &mut instance.nic);
            nics.find(|nic| nic.id == id).map(|nic| &mut nic.tags)
        }
        "route-table" => Some(&mut region.route_tables.get_mut(id)?.tags),
        "internet-gateway" => Some(&mut region.gateways.get_mut(id)?.tags),
        "capacity-reservation" => Some(&mut region.reservations.get_mut(id)?.tags),
        _ => None,
    }
}

/// A kind of thing that users of ECS tag. They name it beside the id, which for a key pair is its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Instances.
    Instance,
    /// Disks, of instances and left behind.
    Disk,
    /// Images of the account.
    Image,
    /// Security groups.
    SecurityGroup,
    /// Network interfaces.
    Interface,
    /// Key pairs.
    KeyPair,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Instance, Self::Disk, Self::Image, Self::SecurityGroup, Self::Interface, Self::KeyPair];
}

/// What of a kind there is: ids and tags.
pub fn of_kind(region: &Region, kind: Kind) -> Vec<(&SmolStr, &Tags)> {
    let instances = region.instances.values().filter(|instance| instance.state != State::Terminated);
    match kind {
        Kind::Instance => instances.map(|instance| (&instance.id, &instance.tags)).collect(),
        Kind::Disk => {
            let left = region.detached.values().map(|detached| &detached.disk);
            instances.flat_map(|instance| &instance.disks).chain(left).map(|disk| (&disk.id, &disk.tags)).collect()
        }
        Kind::Image => {
            region.images.values().filter(|image| image.is_shown()).map(|image| (&image.id, &image.tags)).collect()
        }
        Kind::SecurityGroup => region.groups.values().map(|group| (&group.id, &group.tags)).collect(),
        Kind::Interface => instances.map(|instance| (&instance.nic.id, &instance.nic.tags)).collect(),
        Kind::KeyPair => region.key_pairs.values().map(|pair| (&pair.name, &pair.tags)).collect(),
    }
}

/// The tags of one thing of a kind, to change.
pub fn of_kind_mut<'r>(region: &'r mut Region, kind: Kind, id: &str) -> Option<&'r mut Tags> {
    match kind {
        Kind::Instance => Some(&mut region.instances.get_mut(id)?.tags),
        Kind::Disk => {
            let left = region.detached.values_mut().map(|detached| &mut detached.disk);
            let mut disks = region.instances.values_mut().flat_map(|instance| &mut instance.disks).chain(left);
            disks.find(|disk| disk.id == id).map(|disk| &mut disk.tags)
        }
        Kind::Image => Some(&mut region.images.get_mut(id).filter(|image| image.is_shown())?.tags),
        Kind::SecurityGroup => Some(&mut region.groups.get_mut(id)?.tags),
        Kind::Interface => {
            let mut nics = region.instances.values_mut().map(|instance| &mut instance.nic);
            nics.find(|nic| nic.id == id).map(|nic| &mut nic.tags)
        }
        Kind::KeyPair => Some(&mut region.key_pairs.get_mut(id)?.tags),
    }
}

/// Everything that can have tags: ids and tags, in the order of the ids within each kind.
pub fn tagged(region: &Region) -> impl Iterator<Item = (&SmolStr, &Tags)> {
    let instances = region.instances.values();
    let present = instances.clone().filter(|instance| instance.state != State::Terminated);
    instances
        .clone()
        .map(|instance| (&instance.id, &instance.tags))
        .chain(instances.flat_map(disk::attached).map(|disk| (&disk.id, &disk.tags)))
        .chain(region.detached.values().map(|detached| (&detached.disk.id, &detached.disk.tags)))
        .chain(region.images.values().filter(|image| image.is_shown()).map(|image| (&image.id, &image.tags)))
        .chain(region.key_pairs.values().map(|pair| (&pair.id, &pair.tags)))
        .chain(region.addresses.values().map(|address| (&address.id, &address.tags)))
        .chain(present.map(|instance| (&instance.nic.id, &instance.nic.tags)))
        .chain(region.vpcs.values().map(|vpc| (&vpc.id, &vpc.tags)))
        .chain(region.subnets.values().map(|subnet| (&subnet.id, &subnet.tags)))
        .chain(region.groups.values().map(|group| (&group.id, &group.tags)))
        .chain(region.groups.values().flat_map(|group| group.rules.iter().map(|rule| (&rule.id, &rule.tags))))
        .chain(region.route_tables.values().map(|table| (&table.id, &table.tags)))
        .chain(region.gateways.values().map(|gateway| (&gateway.id, &gateway.tags)))
        .chain(region.reservations.values().map(|reservation| (&reservation.id, &reservation.tags)))
}

/// The tags of the thing of this id.
pub fn tags<'r>(region: &'r Region, id: &str) -> Option<&'r Tags> {
    match kind(id)? {
        // The common case, without looking at everything.
        "instance" => Some(&region.instances.get(id)?.tags),
        _ => tagged(region).find(|(other, _)| *other == id).map(|(_, tags)| tags),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scope::{Cloud, Scope};

    #[test]
    fn whatever_has_tags_is_found_by_its_id() {
        let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
        let mut region = Region::furnished(1, &scope);
        let ids: Vec<SmolStr> = tagged(&region).map(|(id, _)| id.clone()).collect();
        let mut kinds: Vec<_> = ids.iter().filter_map(|id| kind(id)).collect();
        kinds.dedup();
        let expected = ["vpc", "subnet", "security-group", "security-group-rule", "route-table", "internet-gateway"];
        assert_eq!(kinds, expected);
        assert!(ids.iter().all(|id| tags_mut(&mut region, id).is_some()));
    }
}
