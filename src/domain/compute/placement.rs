//! Placement groups of EC2: where instances are, as far as they say it themselves.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html>

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The most placement groups of a region: AWS's quota.
pub const MAX_GROUPS: usize = 500;

/// The most partitions of a group in a zone.
pub const MAX_PARTITIONS: u32 = 7;

/// The most instances of a spread group that run in a zone.
const MAX_SPREAD: usize = 7;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlacementGroup {
    pub id: SmolStr,
    pub name: SmolStr,
    pub strategy: Strategy,
    /// From 1 to 7; 0 for other strategies.
    pub partitions: u32,
    pub tags: Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// Close together, in one zone.
    Cluster,
    /// In partitions that share no hardware.
    Partition,
    /// Each on hardware of its own.
    Spread,
}

impl Strategy {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Partition => "partition",
            Self::Spread => "spread",
        }
    }
}

/// Errors about placement groups.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsPlacementError {
    #[error("there is no placement group {0}")]
    Unknown(SmolStr),
    #[error("no placement group has the id {0}")]
    NotFound(SmolStr),
    #[error("there is a placement group {0}")]
    Duplicate(SmolStr),
    #[error("instances are in the placement group {0}")]
    InUse(SmolStr),
    #[error("the region has {0} placement groups, as many as it can have")]
    TooMany(usize),
    #[error("instances of the cluster {group} are in {zone}")]
    OtherZone { group: SmolStr, zone: &'static str },
    #[error("instances of the type {instance_type} cannot be in a placement group of the strategy {}", strategy.as_str())]
    TypeUnsupported { strategy: Strategy, instance_type: &'static str },
    #[error("the spread group {group} has {MAX_SPREAD} instances that run in {zone}, as many as it can have")]
    Full { group: SmolStr, zone: &'static str },
    #[error("the placement group {0} has no such partition")]
    NoPartition(SmolStr),
}

/// The placement group of this name.
pub fn named<'r>(region: &'r Region, name: &SmolStr) -> Result<&'r PlacementGroup, AwsPlacementError> {
    let mut groups = region.placement_groups.values();
    groups.find(|group| group.name == *name).ok_or_else(|| AwsPlacementError::Unknown(name.clone()))
}

/// The placement group that an instance is in.
pub fn group<'r>(region: &'r Region, instance: &Instance) -> Option<&'r PlacementGroup> {
    region.placement_groups.get(instance.aws.rare().group.as_ref()?)
}

/// Whether an instance is in the placement group that it names. Those that are terminated, or about to be, are in none.
pub fn is_member(instance: &Instance) -> bool {
    !matches!(instance.state, State::ShuttingDown | State::Terminated)
}

/// The instances that are in a placement group.
fn members<'r>(region: &'r Region, group: &'r SmolStr) -> impl Iterator<Item = &'r Instance> {
    region.instances.values().filter(move |one| one.aws.rare().group.as_ref() == Some(group) && is_member(one))
}

/// Whether a placement group can be deleted: no instance may be in it.
pub fn check_unused(region: &Region, group: &PlacementGroup) -> Result<(), AwsPlacementError> {
    let used = members(region, &group.id).next().is_some();
    if used { Err(AwsPlacementError::InUse(group.name.clone())) } else { Ok(()) }
}

/// Whether instances of a type can be in a placement group.
pub fn check_type(group: &PlacementGroup, of: &InstanceType) -> Result<(), AwsPlacementError> {
    let strategy = group.strategy;
    let supported = of.ec2().map_or("", |figures| figures.placement);
    if supported.split(',').any(|one| one == strategy.as_str()) {
        return Ok(());
    }
    Err(AwsPlacementError::TypeUnsupported { strategy, instance_type: of.name })
}

/// Whether so many further instances of a type can run in this zone as members of a placement group: a cluster is in one zone,
/// and of a spread group at most seven run in a zone.
pub fn check_room(
    region: &Region,
    group: &PlacementGroup,
    of: &InstanceType,
    zone: &'static str,
    further: usize,
) -> Result<(), AwsPlacementError> {
    check_type(group, of)?;
    match group.strategy {
        Strategy::Partition => Ok(()),
        Strategy::Cluster => match members(region, &group.id).find(|member| member.zone != zone) {
            Some(other) => Err(AwsPlacementError::OtherZone { group: group.name.clone(), zone: other.zone }),
            None => Ok(()),
        },
        Strategy::Spread => {
            let running = members(region, &group.id).filter(|member| member.zone == zone && member.holds_capacity());
            let full = running.count() + further > MAX_SPREAD;
            if full { Err(AwsPlacementError::Full { group: group.name.clone(), zone }) } else { Ok(()) }
        }
    }
}

/// The partitions of so many new instances in this zone: the one that is asked for, or each time the one with the fewest. Empty
/// for a group without partitions.
pub fn partitions(
    region: &Region,
    group: &PlacementGroup,
    zone: &str,
    requested: Option<u32>,
    count: u32,
) -> Result<Vec<u32>, AwsPlacementError> {
    match requested {
        Some(number) if (1..=group.partitions).contains(&number) => return Ok(vec![number; count as usize]),
        Some(_) => return Err(AwsPlacementError::NoPartition(group.name.clone())),
        None if group.partitions == 0 => return Ok(Vec::new()),
        None => {}
    }
    let mut taken = vec![0_usize; group.partitions as usize];
    let numbers =
        members(region, &group.id).filter(|member| member.zone == zone).filter_map(|one| one.aws.rare().partition);
    for number in numbers {
        if let Some(taken) = taken.get_mut(number as usize - 1) {
            *taken += 1;
        }
    }
    let next = |_| {
        let (at, least) = (0_u32..).zip(taken.iter_mut()).min_by_key(|(_, taken)| **taken)?;
        *least += 1;
        Some(at + 1)
    };
    Ok((0..count).filter_map(next).collect())
}

/// Creates a placement group.
pub fn make(at: &mut PlaceMut<'_>, name: SmolStr, strategy: Strategy, partitions: u32, tags: Tags) -> SmolStr {
    let id = at.new_id("pg");
    at.region.placement_groups.insert(id.clone(), PlacementGroup { id: id.clone(), name, strategy, partitions, tags });
    id
}
