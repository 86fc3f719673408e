//! Changes of an instance's specification, decided and yet to be made.

use crate::domain::catalog::InstanceType;
use crate::domain::instance::Bandwidth;
use crate::domain::written;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A disk's change that goes with a type's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiskChange {
    /// Which disk.
    pub id: SmolStr,
    /// Its new category.
    pub category: Option<SmolStr>,
    /// Its new performance level.
    pub level: Option<SmolStr>,
}

/// A change that can be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Change {
    /// Another type, with what changes at the disks.
    Kind {
        /// The type.
        #[serde(with = "written::kind")]
        kind: &'static InstanceType,
        /// The system disk's category.
        system_disk: Option<SmolStr>,
        /// The disks' changes.
        disks: Vec<DiskChange>,
    },
    /// Another bandwidth.
    Bandwidth(Bandwidth),
    /// Another bandwidth for a time.
    Temporary {
        /// From when.
        start: Timestamp,
        /// Until when.
        end: Timestamp,
        /// The outbound bandwidth, in Mbit/s.
        out: u32,
    },
    /// Changes at the disks alone.
    Disks(Vec<DiskChange>),
}
