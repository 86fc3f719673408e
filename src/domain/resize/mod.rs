//! Changing the specification of an ECS instance: its type, or its permanent or temporary public bandwidth.
//!
//! Follows the vendor's page of ModifyInstanceSpec. The checks are in `checks`, the effects in `change` and
//! `temporary`, and the conditions that a scenario sets in `facts`.

mod change;
mod checks;
mod error;
mod facts;
pub mod families;
mod pending;
mod targets;
mod temporary;

pub use change::{Change, DiskChange, Later, apply, commit, finish, reset_online_changes, set_bandwidth};
pub use checks::{check_launch, network_room};
pub use error::AlibabaResizeError;
pub use facts::{
    Access, ImageFacts, InstanceFacts, NetworkFacts, NetworkRoom, NetworkUse, RegionFacts, SpecState, TypeFacts,
    VpcFacts,
};
pub use pending::{PendingChange, PlannedBandwidth, check_bandwidth};
pub use targets::{Target, system_disks, targets};
pub use temporary::{TemporaryBandwidth, begin_temporary, end_temporary};

use crate::domain::compute::instance::{Bandwidth, Instance};
use crate::domain::place::Place;
use checks::Context;
use jiff::Timestamp;
use smol_str::SmolStr;

/// Whether the type changes while the instance is stopped or running.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Mode {
    #[default]
    Offline,
    Online,
}

/// The parameters of a change.
#[derive(Clone, Debug, Default)]
pub struct ResizeRequest {
    /// The new type, by name.
    pub instance_type: Option<SmolStr>,
    /// Whether the instance may move to another cluster.
    pub migrate: bool,
    /// The outbound bandwidth, in Mbit/s: 0 to 100.
    pub out: Option<i64>,
    /// The inbound bandwidth, in Mbit/s: 1 to 10, or up to the outbound one if that is larger.
    pub inward: Option<i64>,
    /// A temporary bandwidth.
    pub temporary: Option<Temporary>,
    /// The system disk's new category: `cloud_efficiency` or `cloud_ssd`.
    pub system_disk: Option<SmolStr>,
    pub mode: Mode,
    /// Changes of disks.
    pub disks: Vec<DiskChange>,
    /// Whether the change is applied after the call.
    pub is_async: bool,
}

/// The parameters of a temporary bandwidth. A malformed time is `Some(None)`.
#[derive(Clone, Debug, Default)]
pub struct Temporary {
    pub start: Option<Option<Timestamp>>,
    pub end: Option<Option<Timestamp>>,
    /// The outbound bandwidth, in Mbit/s: 1 to 100, and more than the present one.
    pub out: Option<i64>,
}

/// Checks the request. Nothing changes yet.
pub fn plan(at: Place<'_>, instance: &Instance, request: ResizeRequest) -> Result<Change, AlibabaResizeError> {
    let ctx = Context::new(at, instance, &request);
    ctx.check()?;
    if let Some(instance_type) = ctx.instance_type {
        // The vendor's page: the category is ignored unless the present type is retired.
        let retired = ctx.leaves_retired();
        let (migrate, mode) = (request.migrate, request.mode);
        let system_disk = request.system_disk.filter(|_| retired);
        return Ok(Change::InstanceType { instance_type, migrate, mode, system_disk, disks: request.disks });
    }
    if let Some(Temporary { start: Some(Some(start)), end: Some(Some(end)), out: Some(out) }) = request.temporary {
        return Ok(Change::Temporary { start, end, out: mbits(out) });
    }
    if request.out.is_some() || request.inward.is_some() {
        let before = instance.alibaba().permanent_bandwidth();
        let out = request.out.map_or(before.out, mbits);
        // A change of the outbound bandwidth resets the inbound one to its default.
        let inward = match (request.inward, request.out) {
            (Some(inward), _) => mbits(inward),
            (None, Some(_)) => out.max(10),
            (None, None) => before.inward,
        };
        return Ok(Change::Bandwidth(Bandwidth { out, inward }));
    }
    Ok(Change::Disks(request.disks))
}

fn mbits(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}
