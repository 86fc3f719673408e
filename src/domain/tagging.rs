//! Tags on whatever has them.

use crate::domain::compute::disk;
use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::estate::Region;
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

/// Changes the tags of the thing of this id, if there is one.
pub fn change(region: &mut Region, id: &str, change: impl FnOnce(&mut Tags)) {
    let tags = match kind(id) {
        Some("instance") => return of_instance(region, id, change),
        Some("volume") => return of_disk(region, id, change),
        Some("network-interface") => return of_interface(region, id, change),
        Some(kind) => elsewhere(region, kind, id),
        None => None,
    };
    if let Some(tags) = tags {
        change(tags);
    }
}

fn of_instance(region: &mut Region, id: &str, change: impl FnOnce(&mut Tags)) {
    if let Some(mut instance) = region.instances.get_mut(id) {
        change(&mut instance.tags);
    }
}

fn of_disk(region: &mut Region, id: &str, change: impl FnOnce(&mut Tags)) {
    let place = |instance: &Instance| {
        let place = instance.disks.iter().position(|disk| disk.id == id)?;
        Some((instance.id.clone(), place))
    };
    let found = present(region).find_map(place);
    if let Some(left) = region.detached.get_mut(id) {
        change(&mut left.disk.tags);
    } else if let Some((owner, place)) = found
        && let Some(mut instance) = region.instances.get_mut(&owner)
    {
        change(&mut instance.disks[place].tags);
    }
}

fn of_interface(region: &mut Region, id: &str, change: impl FnOnce(&mut Tags)) {
    let owner = present(region).find(|instance| instance.nic.id == id).map(|instance| instance.id.clone());
    if let Some(mut instance) = owner.and_then(|owner| region.instances.get_mut(&owner)) {
        change(&mut instance.nic.tags);
    }
}

/// The instances that have not come to their end.
fn present(region: &Region) -> impl Iterator<Item = &Instance> + Clone {
    region.instances.values().filter(|instance| instance.state != State::Terminated)
}

/// The tags of a thing that is neither an instance nor part of one.
fn elsewhere<'r>(region: &'r mut Region, kind: &str, id: &str) -> Option<&'r mut Tags> {
    match kind {
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
    let instances = present(region);
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

/// Changes the tags of one thing of a kind, if there is one.
pub fn change_of_kind(region: &mut Region, kind: Kind, id: &str, change: impl FnOnce(&mut Tags)) {
    let tags = match kind {
        Kind::Instance => return of_instance(region, id, change),
        Kind::Disk => return of_disk(region, id, change),
        Kind::Interface => return of_interface(region, id, change),
        Kind::Image => region.images.get_mut(id).filter(|image| image.is_shown()).map(|image| &mut image.tags),
        Kind::SecurityGroup => region.groups.get_mut(id).map(|group| &mut group.tags),
        Kind::KeyPair => region.key_pairs.get_mut(id).map(|pair| &mut pair.tags),
    };
    if let Some(tags) = tags {
        change(tags);
    }
}

/// Everything that can have tags: ids and tags, in the order of the ids within each kind.
pub fn tagged(region: &Region) -> impl Iterator<Item = (&SmolStr, &Tags)> {
    let instances = region.instances.values();
    instances
        .clone()
        .map(|instance| (&instance.id, &instance.tags))
        .chain(instances.flat_map(disk::attached).map(|disk| (&disk.id, &disk.tags)))
        .chain(region.detached.values().map(|detached| (&detached.disk.id, &detached.disk.tags)))
        .chain(region.images.values().filter(|image| image.is_shown()).map(|image| (&image.id, &image.tags)))
        .chain(region.key_pairs.values().map(|pair| (&pair.id, &pair.tags)))
        .chain(region.addresses.values().map(|address| (&address.id, &address.tags)))
        .chain(present(region).map(|instance| (&instance.nic.id, &instance.nic.tags)))
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
    use crate::domain::ids::Ids;
    use crate::domain::scope::{Cloud, Scope};
    use smol_str::format_smolstr;

    /// Ids that count.
    struct Counting(u64);

    impl Ids for Counting {
        fn aws(&mut self, prefix: &str) -> SmolStr {
            format_smolstr!("{prefix}-{:017x}", self.word())
        }

        fn alibaba(&mut self, prefix: &str, _: &str) -> SmolStr {
            self.aws(prefix)
        }

        fn uuid(&mut self) -> uuid::Uuid {
            uuid::Uuid::from_u64_pair(0, self.word())
        }

        fn word(&mut self) -> u64 {
            self.0 += 1;
            self.0
        }

        fn branch(&self) -> Box<dyn Ids> {
            Box::new(Self(self.0 << 32))
        }
    }

    #[test]
    fn whatever_has_tags_is_found_by_its_id() {
        let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
        let mut region = Region::furnished(&scope, &mut Counting(0));
        let ids: Vec<SmolStr> = tagged(&region).map(|(id, _)| id.clone()).collect();
        let mut kinds: Vec<_> = ids.iter().filter_map(|id| kind(id)).collect();
        kinds.dedup();
        let expected = ["vpc", "subnet", "security-group", "security-group-rule", "route-table", "internet-gateway"];
        assert_eq!(kinds, expected);
        let mut changed = 0;
        ids.iter().for_each(|id| change(&mut region, id, |_| changed += 1));
        assert_eq!(changed, ids.len());
    }
}
