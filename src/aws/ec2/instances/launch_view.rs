//! A launch in answers, and what an answer about an instance shows of its region.

use super::interface::{GroupView, InterfaceView, groups, other_interface};
use super::view::InstanceView;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::instance_profiles::ProfileView;
use crate::domain::compute::image;
use crate::domain::compute::instance::Instance;
use crate::domain::compute::placement;
use crate::domain::network::Vpc;
use crate::domain::network::address::{Address, of_interface};
use crate::domain::network::interfaces::others;
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

/// A launch with its instances, which EC2 calls a reservation. It has only those instances that the answer is about.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LaunchView {
    reservation_id: SmolStr,
    owner_id: SmolStr,
    group_set: Set<GroupView>,
    instances_set: Set<InstanceSnapshot>,
}

/// An instance at the time of the call. The answer is written later, when other calls can already have changed the
/// world.
struct InstanceSnapshot {
    scope: Scope,
    instance: Arc<Instance>,
    around: Surroundings,
}

/// What an answer about an instance shows of its region.
pub struct Surroundings {
    /// Its security groups.
    pub groups: Vec<GroupView>,
    /// Whether instances of its VPC get DNS host names.
    pub dns_hostnames: bool,
    /// The boot mode of its image.
    pub boot_mode: Option<&'static str>,
    pub profile: Option<ProfileView>,
    /// The name of its placement group.
    pub placement_group: Option<SmolStr>,
    /// The elastic addresses of its primary interface's secondary private addresses.
    pub mapped: Vec<(Ipv4Addr, Address)>,
    /// Its further network interfaces.
    pub others: Vec<InterfaceView>,
    /// Whether this is the answer to its launch, when nothing is attached yet.
    pub in_launch: bool,
}

impl Surroundings {
    /// For the description of an instance.
    pub fn of(scope: &Scope, region: &Region, instance: &Instance) -> Self {
        let has_more = instance.nic.more.is_some();
        let mapped = if has_more { of_interface(region, &instance.nic.id) } else { Vec::new() };
        let others = others(region, instance).into_iter();
        Self {
            mapped: mapped.into_iter().map(|(private, elastic)| (private, elastic.clone())).collect(),
            others: others.map(|other| other_interface(scope, region, other, false)).collect(),
            groups: groups(region, &instance.nic),
            dns_hostnames: region.vpcs.get(&instance.nic.vpc).is_some_and(Vpc::names_instances),
            placement_group: placement::group(region, instance).map(|group| group.name.clone()),
            profile: region.profiles.get(&instance.id).map(ProfileView::new),
            boot_mode: image::boot_mode(region, &instance.image),
            in_launch: false,
        }
    }
}

impl Serialize for InstanceSnapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        InstanceView::new(&self.scope, &self.around, &self.instance).serialize(serializer)
    }
}

/// Groups instances by launch. Ids that do not exist are left out. `in_launch` is whether this is the answer to the launch.
pub fn launches<'i>(
    scope: &Scope,
    region: &Region,
    ids: impl IntoIterator<Item = &'i SmolStr>,
    in_launch: bool,
) -> Vec<LaunchView> {
    let mut launches: Vec<(SmolStr, Vec<InstanceSnapshot>)> = Vec::new();
    let mut indexes = BTreeMap::new();
    for instance in ids.into_iter().filter_map(|id| region.instances.share(id)) {
        let id = instance.launch.id.clone();
        let around = Surroundings { in_launch, ..Surroundings::of(scope, region, &instance) };
        let snapshot = InstanceSnapshot { scope: scope.clone(), around, instance };
        let index = *indexes.entry(id.clone()).or_insert(launches.len());
        match launches.get_mut(index) {
            Some((_, instances)) => instances.push(snapshot),
            None => launches.push((id, vec![snapshot])),
        }
    }
    let view = |(reservation_id, instances): (SmolStr, Vec<InstanceSnapshot>)| LaunchView {
        reservation_id,
        owner_id: scope.account.clone(),
        group_set: Set::from_iter([]),
        instances_set: instances.into_iter().collect(),
    };
    launches.into_iter().map(view).collect()
}

impl LaunchView {
    /// A launch without instances.
    pub fn empty(scope: &Scope, reservation_id: SmolStr) -> Self {
        let owner_id = scope.account.clone();
        Self { reservation_id, owner_id, group_set: Set::from_iter([]), instances_set: Set::from_iter([]) }
    }
}
