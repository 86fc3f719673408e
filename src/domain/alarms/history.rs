//! What has happened to alarms.

use super::{AlarmState, Reason};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How much of it a region keeps, and for 30 days at most. Ours: AWS keeps all of 30 days.
pub const MAX_HISTORY: usize = 10_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HistoryItem {
    pub at: Timestamp,
    pub alarm: SmolStr,
    pub happening: Happening,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Happening {
    Created,
    Configured,
    Deleted,
    State {
        before: (AlarmState, Reason),
        after: (AlarmState, Reason),
    },
    Action {
        arn: SmolStr,
        state: AlarmState,
        /// Whether it did something. Those that are not of EC2 are kept, and do nothing.
        done: bool,
    },
}
