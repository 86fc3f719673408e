//! Changing the specification of an ECS instance: type or public bandwidth, for good or for a time.
//!
//! Follows the vendor's page of ModifyInstanceSpec. Whether a change can be made is in `checks`, what it does in
//! `change` and `temporary`, what a scenario can put in its way in `facts`.

mod change;
mod checks;
mod error;
mod facts;
pub mod families;
mod targets;
mod temporary;

pub use change::{Change, DiskChange, apply, booted, commit, finish, set_bandwidth};
pub use error::AlibabaResizeError;
pub use facts::{
    Access, ImageFacts, InstanceFacts, NetworkRoom, NetworkUse, RegionFacts, SpecState, TypeFacts, VpcFacts,
};
pub use targets::{Target, system_disks, targets};
pub use temporary::{TemporaryBandwidth, begin_temporary, end_temporary};

use crate::domain::compute::instance::{Bandwidth, Instance};
use crate::domain::place::Place;
use checks::Facts;
use jiff::Timestamp;
use smol_str::SmolStr;

/// Whether the type changes with the instance stopped, or while it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Mode {
    /// Stopped.
    #[default]
    Offline,
    /// Running.
    Online,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct ResizeRequest {
    /// The new type, by name.
    pub instance_type: Option<SmolStr>,
    /// It may move to another cluster for that.
    pub migrate: bool,
    /// The outbound bandwidth, in Mbit/s: 0 to 100.
    pub out: Option<i64>,
    /// The inbound bandwidth, in Mbit/s: 1 to 10, or to the outbound one where that is larger.
    pub inward: Option<i64>,
    /// A bandwidth for a time.
    pub temporary: Option<Temporary>,
    /// The system disk's new category: `cloud_efficiency` or `cloud_ssd`.
    pub system_disk: Option<SmolStr>,
    /// How.
    pub mode: Mode,
    /// The disks that change too.
    pub disks: Vec<DiskChange>,
    /// It is made some time after the call.
    pub is_async: bool,
}

/// A bandwidth for a time. A time that was sent but cannot be read is `Some(None)`.
#[derive(Clone, Debug, Default)]
pub struct Temporary {
    /// From when.
    pub start: Option<Option<Timestamp>>,
    /// Until when.
    pub end: Option<Option<Timestamp>>,
    /// The outbound bandwidth, in Mbit/s: 1 to 100, and more than at present.
    pub out: Option<i64>,
}

/// Whether the instance's specification can be changed so.
pub fn plan(at: Place<'_>, instance: &Instance, request: ResizeRequest) -> Result<Change, AlibabaResizeError> {
    let facts = Facts::new(at, instance, &request);
    facts.check()?;
    if let Some(instance_type) = facts.instance_type {
        // The page: the category counts only when moving from a retired type.
        let retired = facts.leaves_retired();
        let (migrate, mode) = (request.migrate, request.mode);
        let system_disk = request.system_disk.filter(|_| retired);
        return Ok(Change::InstanceType { instance_type, migrate, mode, system_disk, disks: request.disks });
    }
    if let Some(Temporary { start: Some(Some(start)), end: Some(Some(end)), out: Some(out) }) = request.temporary {
        return Ok(Change::Temporary { start, end, out: mbits(out) });
    }
    if request.out.is_some() || request.inward.is_some() {
        let before = instance.alibaba().lasting();
        let out = request.out.map_or(before.out, mbits);
        // A changed outbound bandwidth brings the inbound one's default with it.
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
