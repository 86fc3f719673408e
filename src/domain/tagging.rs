//! Tags on whatever has them.

use super::estate::Region;
use super::instance::Tags;
use smol_str::SmolStr;

/// The most tags that a resource can have.
pub const MAX_TAGS: usize = 50;

/// What kind of thing an id is of, as EC2 names it in `resource-type`.
pub fn kind(id: &str) -> Option<&'static str> {
    let (prefix, _) = id.rsplit_once('-')?;
    Some(match prefix {
        "i" => "instance",
        "vol" => "volume",
        "eni" => "network-interface",
        "vpc" => "vpc",
        "subnet" => "subnet",
        "sg" => "security-group",
        "cr" => "capacity-reservation",
        _ => return None,
    })
}

/// The tags of the thing of this id, to change.
pub fn tags_mut<'r>(region: &'r mut Region, id: &str) -> Option<&'r mut Tags> {
    match kind(id)? {
        "instance" => Some(&mut region.instances.get_mut(id)?.tags),
        "volume" => {
            let mut disks = region.instances.values_mut().flat_map(|instance| &mut instance.disks);
            disks.find(|disk| disk.id == id).map(|disk| &mut disk.tags)
        }
        "vpc" => Some(&mut region.vpcs.get_mut(id)?.tags),
        "subnet" => Some(&mut region.subnets.get_mut(id)?.tags),
        "security-group" => Some(&mut region.groups.get_mut(id)?.tags),
        "capacity-reservation" => Some(&mut region.reservations.get_mut(id)?.tags),
        _ => None,
    }
}

/// Everything that can have tags: ids and tags, in the order of the ids within each kind.
pub fn tagged(region: &Region) -> impl Iterator<Item = (&SmolStr, &Tags)> {
    let instances = region.instances.values();
    instances
        .clone()
        .map(|instance| (&instance.id, &instance.tags))
        .chain(instances.flat_map(|instance| instance.disks.iter().map(|disk| (&disk.id, &disk.tags))))
        .chain(region.vpcs.values().map(|vpc| (&vpc.id, &vpc.tags)))
        .chain(region.subnets.values().map(|subnet| (&subnet.id, &subnet.tags)))
        .chain(region.groups.values().map(|group| (&group.id, &group.tags)))
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
