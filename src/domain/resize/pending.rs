//! What is on its way for an instance counts: an asynchronous change of its specification, a temporary bandwidth that
//! has not begun, and the end of a temporary larger type.

use super::{AlibabaResizeError, Change};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::{AlibabaFacts, Instance, InternetCharge, State};
use crate::domain::place::Place;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// An asynchronous change that is not made yet.
///
/// Ours: until it is made, the instance is neither started, stopped nor rebooted, gets no elastic address, and neither
/// its billing method nor its specification changes. It can be released.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PendingChange {
    pub change: Change,
    /// The client token of its call.
    pub token: Option<SmolStr>,
}

/// A temporary bandwidth that has not begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedBandwidth {
    /// The outbound bandwidth, in Mbit/s.
    pub out: u32,
    /// When it ends.
    pub until: Timestamp,
}

impl AlibabaFacts {
    /// The largest outbound bandwidth that the instance has now, or will have by what is on its way, in Mbit/s.
    pub fn peak_out(&self) -> u32 {
        let spec = &self.spec;
        let pending = spec.pending.as_ref().and_then(|pending| match pending.change {
            Change::Bandwidth(bandwidth) => Some(bandwidth.out),
            Change::Temporary { out, .. } => Some(out),
            Change::InstanceType { .. } | Change::Disks(_) => None,
        });
        let temporary = spec.temporary.iter().map(|temporary| temporary.out);
        let planned = spec.planned.iter().map(|planned| planned.out);
        let present = [self.bandwidth.out, self.permanent_bandwidth().out];
        present.into_iter().chain(temporary).chain(planned).chain(pending).max().unwrap_or(0)
    }
}

impl Instance {
    /// The types beside the present one that the instance will have by what is on its way. It has a place in the quotas
    /// and the stock for them (ours).
    pub fn coming_types(&self) -> impl Iterator<Item = &'static InstanceType> {
        let facts = self.alibaba.as_ref().filter(|_| self.state != State::Terminated);
        let pending = facts.and_then(|facts| match &facts.spec.pending.as_ref()?.change {
            Change::InstanceType { instance_type, .. } => Some(*instance_type),
            _ => None,
        });
        let before = facts.and_then(|facts| facts.billing.elastic).map(|elastic| elastic.before);
        let present = self.instance_type.name;
        pending.into_iter().chain(before).filter(move |instance_type| instance_type.name != present)
    }

    /// Its present type, and those on their way.
    pub fn types(&self) -> impl Iterator<Item = &'static InstanceType> {
        std::iter::once(self.instance_type).chain(self.coming_types())
    }

    /// The category that an asynchronous change will give to one of its disks.
    pub fn coming_category(&self, disk: &Disk) -> Option<&SmolStr> {
        let (named, system) = match &self.alibaba().spec.pending.as_ref()?.change {
            Change::InstanceType { disks, system_disk, .. } => (disks, system_disk.as_ref().filter(|_| disk.system)),
            Change::Disks(disks) => (disks, None),
            Change::Bandwidth(_) | Change::Temporary { .. } => return None,
        };
        let named = named.iter().find(|change| change.id == disk.id);
        named.and_then(|change| change.category.as_ref()).or(system)
    }
}

/// Fails if the instances that pay for their bandwidth in this way would have more in all than the account may have in
/// the region: the peaks of all but `instance`, and `added` Mbit/s.
///
/// Follows the vendor's page of ModifyInstanceSpec: the sum of the peaks of all ECS instances, when instances are created
/// and when they change. Ours: what is on its way counts as if all of it were in force at once.
pub fn check_bandwidth(
    at: Place<'_>,
    charge: InternetCharge,
    instance: Option<&SmolStr>,
    added: u64,
) -> Result<(), AlibabaResizeError> {
    if added == 0 {
        return Ok(());
    }
    let spec = &at.region.spec;
    let (quota, how) = match charge {
        InternetCharge::PayByTraffic => (spec.bandwidth_by_traffic, "traffic"),
        InternetCharge::PayByBandwidth => (spec.bandwidth_by_bandwidth, "bandwidth"),
    };
    let counts = |other: &&Instance| {
        Some(&other.id) != instance && other.state != State::Terminated && other.alibaba().internet_charge == charge
    };
    let others = at.region.instances.values().filter(counts);
    let sum = others.map(|other| u64::from(other.alibaba().peak_out())).sum::<u64>() + added;
    if sum <= u64::from(quota) {
        return Ok(());
    }
    let region = at.scope.region;
    let text = format!("The instances in {region} that pay by {how} would have {sum} of {quota} Mbit/s");
    Err(AlibabaResizeError::BandwidthQuota(text))
}
