//! Whether a specification can be changed: what is looked at, and in which order.

mod account;
mod instance;
mod network;
mod request;
mod target;

use super::facts::{InstanceFacts, TypeFacts};
use super::{AlibabaResizeError, ResizeRequest};
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Instance;
use crate::domain::network::address;
use crate::domain::place::Place;
use crate::domain::scope::Cloud;
use smol_str::SmolStr;

/// What the checks look at.
pub(super) struct Facts<'a> {
    at: Place<'a>,
    instance: &'a Instance,
    request: &'a ResizeRequest,
    /// The type that is wished for, if there is such a type.
    pub(super) instance_type: Option<&'static InstanceType>,
}

type Check = fn(&Facts<'_>) -> Result<(), AlibabaResizeError>;

/// What is checked, in the order in which it answers (ours): the request itself, the account, the instance, its status,
/// public bandwidth, then whether the target fits, and last whether there is one to be had.
const CHECKS: &[Check] = &[
    request::has_one_change,
    request::bandwidth_is_in_range,
    request::temporary_is_whole,
    request::disks_are_whole,
    account::pays,
    account::has_no_unpaid_order,
    account::sees_prices,
    instance::is_not_locked,
    instance::pays_as_it_goes,
    instance::is_no_starter_package,
    instance::has_no_unpaid_order,
    instance::has_no_pending_change,
    instance::has_rested,
    instance::cannot_hibernate,
    instance::is_on_no_dedicated_host,
    instance::is_in_no_cloudbox,
    instance::is_in_no_target_pool,
    instance::has_no_port_map,
    instance::has_no_elastic_address,
    instance::has_the_status,
    network::region_is_public,
    network::bandwidth_is_granted,
    network::bandwidth_is_within_the_quota,
    target::is_known,
    target::is_sold,
    target::is_authorized,
    target::is_in_the_zone,
    target::has_no_local_disks,
    target::is_reached,
    target::image_is_there,
    target::image_fits,
    network::vpc_allows,
    target::has_a_system_disk,
    target::takes_so_many_disks,
    target::categories_are_sold,
    target::takes_the_categories,
    target::disks_are_within_the_quota,
    network::interfaces_fit,
    network::features_fit,
    network::queues_fit,
    network::queue_pairs_fit,
    target::system_can_change_online,
    target::family_can_change_online,
    target::may_change_online,
    target::is_within_the_quota,
    target::is_in_stock,
];

impl<'a> Facts<'a> {
    pub(super) fn new(at: Place<'a>, instance: &'a Instance, request: &'a ResizeRequest) -> Self {
        let instance_type = request.instance_type.as_deref().and_then(|name| catalog::find(Cloud::Alibaba, name));
        Self { at, instance, request, instance_type }
    }

    /// The first thing that stands in the way.
    pub(super) fn check(&self) -> Result<(), AlibabaResizeError> {
        CHECKS.iter().try_for_each(|check| check(self))
    }

    fn own(&self) -> &InstanceFacts {
        &self.instance.alibaba().spec.facts
    }

    /// The type it would have, where that is another one.
    fn other(&self) -> Option<&'static InstanceType> {
        self.instance_type.filter(|instance_type| instance_type.name != self.instance.instance_type.name)
    }

    /// What is known of the type that is wished for.
    fn of_type(&self) -> Option<&TypeFacts> {
        self.instance_type.and_then(|instance_type| self.at.region.spec.types.get(instance_type.name))
    }

    /// Whether its type is no longer sold.
    pub(super) fn leaves_retired(&self) -> bool {
        !self.instance.instance_type.is_sold()
    }

    /// The category that a disk changes to. The page: the system disk's own parameter counts only when the instance
    /// leaves a retired type.
    fn new_category(&self, disk: &Disk) -> Option<&SmolStr> {
        let named = self.request.disks.iter().find(|change| change.id == disk.id);
        let named = named.and_then(|change| change.category.as_ref());
        named.or(self
            .request
            .system_disk
            .as_ref()
            .filter(|_| disk.system && self.instance_type.is_some() && self.leaves_retired()))
    }

    /// The outbound bandwidth it would have, if that is what changes.
    fn out(&self) -> Option<i64> {
        let temporary = self.request.temporary.as_ref().and_then(|temporary| temporary.out);
        let kept = self.request.inward.map(|_| i64::from(self.instance.alibaba().lasting().out));
        temporary.or(self.request.out).or(kept)
    }

    fn has_elastic_address(&self) -> bool {
        address::of(self.at.region, &self.instance.id).is_some()
    }
}

/// Refuses with this error if it is so.
fn refuse_if(so: bool, error: AlibabaResizeError) -> Result<(), AlibabaResizeError> {
    if so { Err(error) } else { Ok(()) }
}
