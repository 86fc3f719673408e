//! The checks of a change of a specification, and their order.

mod account;
mod instance;
mod launch;
mod network;
mod request;
mod target;

pub use launch::check_launch;
pub use network::network_room;

use super::facts::{InstanceFacts, TypeFacts};
use super::{AlibabaResizeError, ResizeRequest};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Instance;
use crate::domain::network::address;
use crate::domain::place::Place;
use smol_str::SmolStr;

/// The input of the checks.
pub(super) struct Context<'a> {
    at: Place<'a>,
    instance: &'a Instance,
    request: &'a ResizeRequest,
    /// The requested type; `None` if there is no such type.
    pub(super) instance_type: Option<&'static InstanceType>,
}

type Check = fn(&Context<'_>) -> Result<(), AlibabaResizeError>;

/// All checks. The first one that fails determines the error. The order is ours: the request, the account, the
/// instance, its status, public bandwidth, the fit of the target, and last quota and stock.
const CHECKS: &[Check] = &[
    request::has_one_change,
    request::bandwidth_is_in_range,
    request::temporary_is_valid,
    request::disks_are_valid,
    account::can_pay,
    account::has_no_unpaid_order,
    account::can_see_prices,
    instance::is_not_locked,
    instance::has_no_elastic_upgrade,
    instance::is_pay_as_you_go,
    instance::is_no_starter_package,
    instance::has_no_unpaid_order,
    instance::has_no_pending_change,
    instance::is_past_rest_period,
    instance::cannot_hibernate,
    instance::is_on_no_dedicated_host,
    instance::is_in_no_cloudbox,
    instance::is_in_no_target_pool,
    instance::has_no_port_map,
    instance::has_no_elastic_address,
    instance::has_valid_status,
    network::region_is_public,
    network::bandwidth_is_allowed,
    network::bandwidth_is_within_the_quota,
    target::is_known,
    target::is_sold,
    target::is_authorized,
    target::is_in_the_zone,
    target::has_no_local_disks,
    target::family_is_reachable,
    target::image_is_available,
    target::image_fits,
    network::vpc_allows,
    target::has_a_system_disk,
    target::disk_count_fits,
    target::categories_are_sold,
    target::supports_disk_categories,
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

impl<'a> Context<'a> {
    pub(super) fn new(at: Place<'a>, instance: &'a Instance, request: &'a ResizeRequest) -> Self {
        let instance_type = request.instance_type.as_deref().and_then(|name| at.types.find(name));
        Self { at, instance, request, instance_type }
    }

    /// Runs the checks and returns the first error.
    pub(super) fn check(&self) -> Result<(), AlibabaResizeError> {
        CHECKS.iter().try_for_each(|check| check(self))
    }

    fn conditions(&self) -> &InstanceFacts {
        &self.instance.alibaba().spec.facts
    }

    /// The requested type, if it differs from the present one.
    fn new_type(&self) -> Option<&'static InstanceType> {
        self.instance_type.filter(|instance_type| instance_type.name != self.instance.instance_type.name)
    }

    /// The conditions of the requested type, if any.
    fn type_conditions(&self) -> Option<&TypeFacts> {
        self.instance_type.and_then(|instance_type| self.at.region.spec.types.get(instance_type.name))
    }

    /// Whether the present type is no longer sold.
    pub(super) fn leaves_retired(&self) -> bool {
        !self.instance.instance_type.is_sold()
    }

    /// The requested category of a disk. The vendor's page: the parameter for the system disk is ignored unless the
    /// present type is retired.
    fn new_category(&self, disk: &Disk) -> Option<&SmolStr> {
        let named = self.request.disks.iter().find(|change| change.id == disk.id);
        let named = named.and_then(|change| change.category.as_ref());
        named.or(self
            .request
            .system_disk
            .as_ref()
            .filter(|_| disk.system && self.instance_type.is_some() && self.leaves_retired()))
    }

    /// The requested outbound bandwidth, if the request changes bandwidth.
    fn out(&self) -> Option<i64> {
        let temporary = self.request.temporary.as_ref().and_then(|temporary| temporary.out);
        let unchanged = self.request.inward.map(|_| i64::from(self.instance.alibaba().permanent_bandwidth().out));
        temporary.or(self.request.out).or(unchanged)
    }

    fn has_elastic_address(&self) -> bool {
        address::of(self.at.region, &self.instance.id).is_some()
    }
}

/// Returns the error if the condition is true.
fn refuse_if(condition: bool, error: AlibabaResizeError) -> Result<(), AlibabaResizeError> {
    if condition { Err(error) } else { Ok(()) }
}
