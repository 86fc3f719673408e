//! Quotas of an account in a region, and stock of the zones. A scenario sets them.
//!
//! Follows the EC2 User Guide, "Amazon EC2 service quotas": On-Demand instances are counted by their vCPUs, in buckets
//! of families, and reserved capacity counts whether it is used or not. All instances that hold capacity count,
//! including stopping ones (ours). vCPUs and stock are unlimited unless a scenario sets a limit.

use crate::domain::capacity::reservation::{
    self, AwsCapacityError, CapacityError, Reservation, ReservationState, Reservations,
};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::Instance;
use crate::domain::error::Error;
use crate::domain::network::NetworkLimits;
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use crate::domain::written;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The limits of an account in a region.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Limits {
    /// The maximum number of vCPUs, by bucket.
    pub vcpus: BTreeMap<Bucket, u32>,
    /// How many instances, on demand or reserved, a zone has hardware for, by type and zone.
    #[serde(with = "written::pairs")]
    pub stock: BTreeMap<(SmolStr, SmolStr), u32>,
    /// The maximum number of elastic addresses.
    pub addresses: u32,
    /// The maximum number of security groups of a network interface.
    pub groups_per_interface: u32,
    /// How many parts the VPCs of EC2 can have.
    #[serde(default)]
    pub network: NetworkLimits,
}

impl Limits {
    /// The limits of a new account. vCPUs are unlimited.
    pub fn of(cloud: Cloud) -> Self {
        let addresses = match cloud {
            Cloud::Aws => 5,
            Cloud::Alibaba => 20,
        };
        Self { addresses, groups_per_interface: 5, ..Self::default() }
    }
}

/// Families that share a vCPU limit, named as in "Running On-Demand ... instances".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bucket {
    /// A, C, D, H, I, M, R, T and Z.
    Standard,
    /// DL.
    Dl,
    /// F.
    F,
    /// G and VT.
    GVt,
    /// U: high memory.
    HighMemory,
    /// HPC.
    Hpc,
    /// Inf.
    Inf,
    /// P.
    P,
    /// Trn.
    Trn,
    /// X.
    X,
}

impl Bucket {
    pub fn of(instance_type: &InstanceType) -> Self {
        let letters = instance_type.family.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or("");
        match letters {
            "dl" => Self::Dl,
            "f" => Self::F,
            "vt" => Self::GVt,
            "u" => Self::HighMemory,
            "hpc" => Self::Hpc,
            "inf" => Self::Inf,
            "p" => Self::P,
            "trn" => Self::Trn,
            _ if letters.starts_with('g') => Self::GVt,
            _ if letters.starts_with('x') => Self::X,
            _ => Self::Standard,
        }
    }
}

/// The usage of a region's limits: by pending and active reservations, and by instances outside of reservations.
fn usage(region: &Region, counts: impl Fn(&InstanceType, &str) -> u32) -> u32 {
    let is_live =
        |reservation: &&Reservation| matches!(reservation.state, ReservationState::Pending | ReservationState::Active);
    let reserved = region.reservations.values().filter(is_live);
    let reserved = reserved
        .map(|reservation| reservation.total.saturating_mul(counts(reservation.instance_type, reservation.zone)));
    let outside = region.instances.values().flat_map(|instance| {
        let is_unreserved = instance.reservation.is_none() && instance.holds_capacity();
        let instance_types = is_unreserved.then_some(instance.instance_type).into_iter().chain(instance.coming_types());
        instance_types.map(|instance_type| counts(instance_type, instance.zone))
    });
    reserved.chain(outside).fold(0, u32::saturating_add)
}

/// How many more unreserved instances of this type the zone has stock for; `None` without a limit. `starting` are
/// instances that the same call starts.
fn stock_left(
    region: &Region,
    starting: &[&Instance],
    instance_type: &InstanceType,
    zone: &'static str,
) -> Option<u32> {
    let limit = region.limits.stock.get(&(instance_type.name.into(), zone.into()))?;
    let counts = |other: &InstanceType, place: &str| u32::from(other.name == instance_type.name && place == zone);
    let started: u32 = starting.iter().map(|instance| counts(instance.instance_type, instance.zone)).sum();
    Some(limit.saturating_sub(usage(region, counts)).saturating_sub(started))
}

/// How many of the requested new instances of this type the limits allow in this zone, and the error if not all.
/// `starting` are instances that the same call starts.
pub fn grant(
    region: &Region,
    starting: &[&Instance],
    instance_type: &InstanceType,
    zone: &'static str,
    requested: u32,
) -> (u32, Option<Error>) {
    let mut granted = (requested, None);
    let bucket = Bucket::of(instance_type);
    if let Some(limit) = region.limits.vcpus.get(&bucket).copied() {
        let counts = |other: &InstanceType, _: &str| if Bucket::of(other) == bucket { other.vcpus } else { 0 };
        let started: u32 = starting.iter().map(|instance| counts(instance.instance_type, instance.zone)).sum();
        let room = limit.saturating_sub(usage(region, counts)).saturating_sub(started) / instance_type.vcpus.max(1);
        if room < granted.0 {
            granted = (room, Some(AwsCapacityError::VcpuLimit(limit).into()));
        }
    }
    if let Some(room) = stock_left(region, starting, instance_type, zone)
        && room < granted.0
    {
        let error = CapacityError::OutOfStock {
            instance_type: instance_type.name,
            zone,
            elsewhere: other_zones_in_stock(region, instance_type, zone),
        };
        granted = (room, Some(error.into()));
    }
    granted
}

/// Whether the limits allow all of the requested instances.
pub fn check(region: &Region, instance_type: &InstanceType, zone: &'static str, requested: u32) -> Result<(), Error> {
    match grant(region, &[], instance_type, zone, requested) {
        (granted, Some(error)) if granted < requested => Err(error),
        _ => Ok(()),
    }
}

/// The capacity that is left while one call starts several instances.
pub struct StartCapacity<'r> {
    region: &'r Region,
    reservations: Reservations,
    on_demand: Vec<&'r Instance>,
}

impl<'r> StartCapacity<'r> {
    /// All capacity of the region.
    pub fn new(region: &'r Region) -> Self {
        Self { region, reservations: region.reservations.clone(), on_demand: Vec::new() }
    }

    /// Takes the capacity for a stopped instance: what it still holds, reserved capacity, or on-demand capacity within
    /// the limits.
    pub fn take(&mut self, instance: &'r Instance) -> Result<(), Error> {
        if instance.reservation.is_some() {
            return Ok(());
        }
        if reservation::room(&self.reservations, instance)? == Some(0) {
            return Err(CapacityError::Exceeded.into());
        }
        let chosen = reservation::choose(&self.reservations, instance).and_then(|id| self.reservations.get_mut(&id));
        if let Some(reservation) = chosen {
            reservation.instances.insert(instance.id.clone());
            return Ok(());
        }
        if !instance.holds_capacity() {
            if let (0, Some(limit)) = grant(self.region, &self.on_demand, instance.instance_type, instance.zone, 1) {
                return Err(limit);
            }
            self.on_demand.push(instance);
        }
        Ok(())
    }
}

/// Whether a zone has this many instances of this type in stock.
pub fn in_stock(region: &Region, instance_type: &InstanceType, zone: &'static str, requested: u32) -> bool {
    stock_left(region, &[], instance_type, zone).is_none_or(|room| room >= requested)
}

/// The other zones with a default subnet that have the type in stock.
fn other_zones_in_stock(region: &Region, instance_type: &InstanceType, zone: &str) -> Vec<&'static str> {
    let mut zones: Vec<_> = region.default_subnets(None).map(|subnet| subnet.zone).collect();
    zones.retain(|other| *other != zone && in_stock(region, instance_type, other, 1));
    zones.sort_unstable();
    zones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::compute::catalog;

    #[test]
    fn families_have_their_buckets() {
        for (name, bucket) in [
            ("t3.micro", Bucket::Standard),
            ("m5.large", Bucket::Standard),
            ("c7gn.large", Bucket::Standard),
            ("im4gn.large", Bucket::Standard),
            ("is4gen.large", Bucket::Standard),
            ("g5.xlarge", Bucket::GVt),
            ("gr6.4xlarge", Bucket::GVt),
            ("vt1.3xlarge", Bucket::GVt),
            ("p4d.24xlarge", Bucket::P),
            ("x2gd.large", Bucket::X),
            ("inf2.xlarge", Bucket::Inf),
            ("trn1.2xlarge", Bucket::Trn),
            ("dl2q.24xlarge", Bucket::Dl),
            ("f2.6xlarge", Bucket::F),
            ("hpc7a.96xlarge", Bucket::Hpc),
            ("u-6tb1.56xlarge", Bucket::HighMemory),
            ("u7i-12tb.224xlarge", Bucket::HighMemory),
        ] {
            let instance_type = catalog::find(Cloud::Aws, name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(Bucket::of(instance_type), bucket, "{name}");
        }
    }
}
