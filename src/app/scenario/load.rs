//! Adds the entries of a scenario to a world.

use super::{
    AccountFacts, CapacityReservation, CloudName, DiskFacts, Ec2Instance, EcsInstance, LimitFacts, NetworkType,
    StartState, StockFacts,
};
use crate::config::Config;
use crate::domain::capacity::interruptible::{self, NewAllocation};
use crate::domain::capacity::reservation::{PLATFORMS, Reservation, ReservationState};
use crate::domain::compute::catalog::{InstanceType, NewEcsFigures, NewFigures, NewType};
use crate::domain::compute::disk::{Disk, DiskCommon};
use crate::domain::compute::image;
use crate::domain::compute::instance::{
    AlibabaFacts, AwsFacts, Bandwidth, CapacityChoice, ChargeType, Cycle, State, Subscription, Tags, Tenancy,
};
use crate::domain::compute::launch;
use crate::domain::compute::launch_interfaces::LaunchInterfaces;
use crate::domain::compute::lifecycle;
use crate::domain::error::Error as DomainError;
use crate::domain::geography;
use crate::domain::network::address::{self, Association};
use crate::domain::network::eip::EipFacts;
use crate::domain::notice::Notices;
use crate::domain::queue::Event;
use crate::domain::resize::SpecState;
use crate::domain::scope::{Cloud, Scope};
use crate::wire::signing::Verified;
use crate::world::World;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::iter;

/// Adds the entries of a scenario to a world.
pub(super) struct Loader<'a> {
    pub(super) config: &'a Config,
    /// The account of entries that name none, in place of the configuration's.
    pub(super) account: Option<&'a SmolStr>,
    pub(super) world: &'a mut World,
    pub(super) now: Timestamp,
    /// Retains nothing: what a scenario describes has no history.
    pub(super) notices: Notices,
}

impl Loader<'_> {
    pub(super) fn scope(
        &mut self,
        cloud: Cloud,
        account: Option<&SmolStr>,
        region: Option<&SmolStr>,
    ) -> Result<Scope, String> {
        let region = match region {
            Some(name) => geography::region(cloud, name).ok_or_else(|| format!("{name} is not a region"))?.name,
            None => self.config.region(cloud),
        };
        let account = self.account_of(cloud, account);
        let scope = Scope { cloud, account, region };
        self.world.open(&scope);
        Ok(scope)
    }

    fn account_of(&self, cloud: Cloud, named: Option<&SmolStr>) -> SmolStr {
        let default = || self.config.account(cloud, Verified::default());
        named.or(self.account).cloned().unwrap_or_else(default)
    }

    pub(super) fn instance_type(&self, cloud: Cloud, name: &str) -> Result<&'static InstanceType, String> {
        self.world.types.of(cloud).find(name).ok_or_else(|| format!("{name} is not an instance type"))
    }

    /// Adds a type. Figures without a type to be like are none.
    pub(super) fn new_type(
        &mut self,
        name: &SmolStr,
        like: Option<&SmolStr>,
        figures: NewFigures,
    ) -> Result<(), String> {
        match like {
            Some(like) => self.world.types.add(&NewType { name: name.clone(), like: like.clone(), figures }),
            None if figures == NewFigures::Ecs(NewEcsFigures::default()) => Ok(()),
            None => Err("figures are for a new type: `like` names the one that it is like".to_owned()),
        }
    }

    pub(super) fn account(&mut self, entry: &AccountFacts) -> Result<(), String> {
        let cloud = match entry.cloud {
            CloudName::Ec2 => Cloud::Aws,
            CloudName::Ecs => Cloud::Alibaba,
        };
        let id = self.account_of(cloud, entry.id.as_ref());
        *self.world.account_mut(cloud, &id) = entry.facts.clone();
        Ok(())
    }

    pub(super) fn limits(&mut self, entry: &LimitFacts) -> Result<(), String> {
        let scope = self.scope(Cloud::Aws, entry.account.as_ref(), entry.region.as_ref())?;
        let at = self.world.place_mut(&scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        let limits = &mut at.region.limits;
        limits.vcpus.extend(&entry.vcpus);
        limits.addresses = entry.addresses.unwrap_or(limits.addresses);
        limits.groups_per_interface = entry.groups_per_interface.unwrap_or(limits.groups_per_interface);
        limits.network = entry.network.clone().unwrap_or_else(|| limits.network.clone());
        Ok(())
    }

    pub(super) fn stock(&mut self, cloud: Cloud, entry: &StockFacts) -> Result<(), String> {
        let scope = self.scope(cloud, entry.account.as_ref(), entry.region.as_ref())?;
        let instance_type = self.instance_type(cloud, &entry.r#type)?;
        let zones: Vec<&str> = match &entry.zone {
            Some(_) => vec![zone(&scope, entry.zone.as_ref())?],
            None => scope.facts().into_iter().flat_map(|region| region.zones).map(|(zone, _)| *zone).collect(),
        };
        let at = self.world.place_mut(&scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        at.region
            .limits
            .stock
            .extend(zones.into_iter().map(|zone| ((instance_type.name.into(), zone.into()), entry.count)));
        Ok(())
    }

    pub(super) fn reservation(&mut self, cloud: Cloud, entry: &CapacityReservation) -> Result<(), String> {
        if cloud == Cloud::Alibaba && (entry.allocation.is_some() || entry.tenancy != Tenancy::Default) {
            return Err("a private pool has neither an allocation nor a tenancy".to_owned());
        }
        let scope = self.scope(cloud, entry.account.as_ref(), entry.region.as_ref())?;
        let instance_type = self.instance_type(cloud, &entry.r#type)?;
        let zone = zone(&scope, entry.zone.as_ref())?;
        let platform = PLATFORMS.iter().find(|name| **name == entry.platform);
        let reservation = Reservation {
            id: entry.id.clone(),
            name: SmolStr::default(),
            description: SmolStr::default(),
            instance_type,
            platform: platform.ok_or_else(|| format!("{} is not a platform", entry.platform))?,
            zone,
            tenancy: entry.tenancy,
            total: entry.count,
            instances: BTreeSet::new(),
            state: ReservationState::Active,
            created: self.now,
            commitment: None,
            ends: entry.ends,
            matching: entry.matching,
            ebs_optimized: false,
            resource_group: SmolStr::default(),
            tags: entry.tags.clone(),
            allocation: None,
            source: None,
        };
        let mut at = self.world.place_mut(&scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        let lent = entry.allocation.as_ref().map(|allocation| &allocation.id);
        for id in iter::once(&entry.id).chain(lent) {
            check_prefix(id, if cloud == Cloud::Aws { "cr-" } else { "crp-" })?;
        }
        if lent == Some(&entry.id) {
            return Err(format!("{} cannot be its own allocation", entry.id));
        }
        if let Some(id) = iter::once(&entry.id).chain(lent).find(|id| at.region.reservations.contains_key(*id)) {
            return Err(format!("{id} is there already"));
        }
        if let Some(end) = entry.ends {
            at.queue.push(end, &scope, Event::ReservationEnds { id: entry.id.clone() });
        }
        at.region.reservations.insert(entry.id.clone(), reservation);
        if let Some(allocation) = &entry.allocation {
            let lending = NewAllocation {
                source: entry.id.clone(),
                count: allocation.count,
                preference: allocation.zero_size_preference,
                tags: Tags::new(),
            };
            let lending = interruptible::check_allocate(&at.region.reservations, lending).map_err(explain)?;
            interruptible::allocate(&mut at, lending, Some(allocation.id.clone()));
            interruptible::settle(&mut at, &entry.id);
        }
        Ok(())
    }

    pub(super) fn ec2_instance(&mut self, entry: &Ec2Instance) -> Result<(), String> {
        let scope = self.scope(Cloud::Aws, entry.account.as_ref(), entry.region.as_ref())?;
        let at = self.world.place(&scope, None, "", self.now).ok_or("the region is not open")?;
        let instance_type = self.instance_type(Cloud::Aws, &entry.r#type)?;
        // An instance without a zone is in the zone of its reservation.
        let target = entry.reservation.as_ref().and_then(|id| at.region.reservations.get(id));
        let reserved = target.map(|reservation| SmolStr::new(reservation.zone));
        let interruptible = target.is_some_and(|reservation| reservation.source.is_some());
        let mut request = launch_request(instance_type, entry.image.as_ref(), &entry.disks, "gp3", 8, self.now)?;
        request.zone = entry.zone.clone().or(reserved);
        request.tenancy = entry.tenancy;
        request.credits = entry.credits;
        request.capacity = entry.reservation.clone().map_or(CapacityChoice::Open, CapacityChoice::Reservation);
        request.key_name = entry.key_name.clone();
        request.tags = entry.tags.clone();
        request.aws = AwsFacts { interruptible, ..AwsFacts::default() };
        let id = self.launch(&scope, request, entry.id.as_ref(), entry.state)?;
        self.credits(&scope, &id, entry.into())
    }

    pub(super) fn ecs_instance(&mut self, entry: &EcsInstance) -> Result<(), String> {
        let scope = self.scope(Cloud::Alibaba, entry.account.as_ref(), entry.region.as_ref())?;
        let at = self.world.place(&scope, None, "", self.now).ok_or("the region is not open")?;
        let instance_type = self.instance_type(Cloud::Alibaba, &entry.r#type)?;
        // A private pool that does not exist is only recorded with the instance.
        let pool = entry.private_pool.as_ref().and_then(|id| at.region.reservations.get(id));
        let reserved = pool.map(|pool| SmolStr::new(pool.zone));
        let capacity = pool.map_or(CapacityChoice::None, |pool| CapacityChoice::Reservation(pool.id.clone()));
        let image = entry.image.as_ref();
        let mut request = launch_request(instance_type, image, &entry.disks, "cloud_essd", 40, self.now)?;
        request.zone = entry.zone.clone().or(reserved);
        request.capacity = capacity;
        request.credits = entry.credits;
        request.tags = entry.tags.clone();
        request.public = Some(entry.bandwidth_out > 0);
        // A subscription has a period of one month, starting now.
        let month = || Subscription::new(self.now, 1, Cycle::Month);
        let subscription = (entry.charge_type == ChargeType::PrePaid).then(month).flatten();
        let inward = entry.bandwidth_in.unwrap_or(entry.bandwidth_out.max(10));
        request.alibaba = Some(Box::new(AlibabaFacts {
            name: entry.name.clone(),
            description: entry.description.clone(),
            subscription,
            internet_charge: entry.internet_charge_type,
            bandwidth: Bandwidth { out: entry.bandwidth_out, inward },
            locks: entry.locks.clone(),
            dedicated_host: entry.dedicated_host.clone(),
            target_pool: entry.private_pool.clone(),
            deletion_protection: entry.deletion_protection,
            classic: entry.network_type == NetworkType::Classic,
            spec: SpecState { facts: entry.facts.clone(), ..SpecState::default() },
            ..AlibabaFacts::default()
        }));
        let id = self.launch(&scope, request, entry.id.as_ref(), entry.state)?;
        self.credits(&scope, &id, entry.into())?;
        match &entry.eip {
            Some(eip) => self.associate_eip(&scope, id, eip),
            None => Ok(()),
        }
    }

    /// Creates an elastic IP address with this id, and associates it with an instance.
    fn associate_eip(&mut self, scope: &Scope, instance: SmolStr, id: &SmolStr) -> Result<(), String> {
        let at = self.world.place_mut(scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        check_prefix(id, "eip-")?;
        if at.region.addresses.contains_key(id) {
            return Err(format!("{id} is there already"));
        }
        address::add(at.region, id.clone(), EipFacts::with_defaults(self.now), Tags::new());
        address::associate(at.region, id, Association::with_instance(id.clone(), instance));
        Ok(())
    }

    fn launch(
        &mut self,
        scope: &Scope,
        request: launch::LaunchRequest,
        id: Option<&SmolStr>,
        state: StartState,
    ) -> Result<SmolStr, String> {
        let at = self.world.place(scope, None, "", self.now).ok_or("the region is not open")?;
        if let Some(id) = id
            && at.region.instances.contains_key(id)
        {
            return Err(format!("{id} is there already"));
        }
        let given: Vec<&SmolStr> = request.disks.iter().map(|disk| &disk.id).filter(|id| !id.is_empty()).collect();
        id.into_iter().try_for_each(|id| check_prefix(id, "i-"))?;
        given.iter().try_for_each(|id| check_prefix(id, if scope.cloud == Cloud::Aws { "vol-" } else { "d-" }))?;
        let present =
            |id: &SmolStr| at.region.instances.values().any(|one| one.disks.iter().any(|disk| disk.id == *id));
        if let Some((_, id)) = given.iter().enumerate().find(|(n, id)| given[..*n].contains(id) || present(id)) {
            return Err(format!("{id} is there already"));
        }
        let mut launch = launch::plan(at, request).map_err(explain)?;
        if let Some(id) = id {
            launch = launch.with_id(id.clone());
        }
        let mut at = self.world.place_mut(scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        let launch_id = at.new_id("r");
        let ids = launch::commit(&mut at, launch.with_launch_id(launch_id), |_, _| {});
        let id = ids.into_iter().next().ok_or("nothing was launched")?;
        // Its launch credits are none of the hundred of a day.
        let granted = at.region.launch_grants.clone();
        lifecycle::set_steady_state(&mut at, &id, State::Running);
        at.region.launch_grants = granted;
        if matches!(state, StartState::Stopped) {
            lifecycle::set_steady_state(&mut at, &id, State::Stopped);
        }
        Ok(id)
    }
}

/// Fails if an id does not begin as those of its kind do: clients tell by that what it is.
fn check_prefix(id: &str, prefix: &str) -> Result<(), String> {
    match id.strip_prefix(prefix) {
        Some(rest) if !rest.is_empty() => Ok(()),
        _ => Err(format!("{id:?} cannot be its id, which begins with {prefix}")),
    }
}

pub(super) fn zone(scope: &Scope, name: Option<&SmolStr>) -> Result<&'static str, String> {
    match name {
        Some(name) => scope.zone(name).ok_or_else(|| format!("{name} is not a zone of {}", scope.region)),
        None => Ok(scope.facts().ok_or("not a region")?.zones[0].0),
    }
}

/// A request to launch one instance. Without an image, it uses the first one that fits the type. Without disks, it has one
/// disk of this category and size (in GiB).
fn launch_request(
    instance_type: &'static InstanceType,
    image: Option<&SmolStr>,
    disks: &[DiskFacts],
    category: &str,
    size: u32,
    now: Timestamp,
) -> Result<launch::LaunchRequest, String> {
    let cloud = instance_type.cloud();
    let default = [DiskFacts { id: None, size, category: category.into(), performance_level: None, system: None }];
    let disks = if disks.is_empty() { &default } else { disks };
    if cloud == Cloud::Aws && disks.iter().any(|disk| disk.performance_level.is_some()) {
        return Err("performance_level is for disks of ECS".to_owned());
    }
    let device = |n: usize| match (cloud, n) {
        (Cloud::Aws, 0) => SmolStr::new_static("/dev/xvda"),
        _ => smol_str::format_smolstr!("/dev/xvd{}", char::from(b'a' + (n % 26) as u8)),
    };
    let fitting = || image::fitting(cloud, instance_type).map(|image| image.id.into());
    let image = image.cloned().or_else(fitting);
    Ok(launch::LaunchRequest {
        instance_type,
        image: image
            .ok_or_else(|| format!("{} needs an image: no image that every region has fits it", instance_type.name))?,
        zone: None,
        subnet: None,
        groups: Vec::new(),
        private_ip: None,
        public: None,
        ipv6: None,
        tenancy: Tenancy::Default,
        credits: None,
        capacity: CapacityChoice::Open,
        min: 1,
        max: 1,
        key_name: None,
        tags: Tags::new(),
        nic_tags: Tags::new(),
        nic_description: SmolStr::default(),
        interfaces: LaunchInterfaces::default(),
        disks: disks
            .iter()
            .enumerate()
            .map(|(n, disk)| {
                let common = DiskCommon {
                    device: device(n),
                    size_gib: disk.size,
                    category: disk.category.clone(),
                    performance_level: disk.performance_level.clone(),
                    system: disk.system.unwrap_or(n == 0),
                    delete_with_instance: true,
                    ..DiskCommon::default()
                };
                Disk { id: disk.id.clone().unwrap_or_default(), ..Disk::new(now, common) }
            })
            .collect(),
        client_token: None,
        aws: AwsFacts::default(),
        alibaba: None,
        final_state: State::Running,
    })
}

fn explain(error: impl Into<DomainError>) -> String {
    error.into().to_string()
}
