//! Snapshots of everything that decides what is answered next.

use crate::middleware::fault::SavedFaults;
use crate::world::World;
use crate::world::lock::{Guard, Lock};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The world and its time, the faults and their dice, and the number of the last answer.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The world.
    pub world: World,
    /// Faults and dice.
    pub faults: SavedFaults,
    /// How many answers had an id.
    pub answers: u64,
    /// The time on the world's clock.
    pub time: Timestamp,
}

/// Snapshots by name.
#[derive(Default)]
pub struct Snapshots(Lock<BTreeMap<String, Arc<Snapshot>>>);

impl Snapshots {
    fn lock(&self) -> Guard<'_, BTreeMap<String, Arc<Snapshot>>> {
        self.0.lock()
    }

    /// Keeps one, in place of one of this name.
    pub fn keep(&self, name: String, snapshot: Snapshot) {
        self.lock().insert(name, Arc::new(snapshot));
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<Arc<Snapshot>> {
        self.lock().get(name).cloned()
    }

    /// Forgets one; `false` if there is none of this name.
    pub fn forget(&self, name: &str) -> bool {
        self.lock().remove(name).is_some()
    }

    /// Names and times.
    pub fn list(&self) -> Vec<(String, Timestamp)> {
        self.lock().iter().map(|(name, snapshot)| (name.clone(), snapshot.time)).collect()
    }
}
