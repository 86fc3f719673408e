//! Snapshots of all state on which later answers depend.

use crate::middleware::fault::SavedFaults;
use crate::world::World;
use crate::world::lock::{Guard, Lock};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A snapshot.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    pub world: World,
    /// The faults and their random numbers.
    pub faults: SavedFaults,
    /// The number of request ids issued.
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

    /// Stores a snapshot. Replaces one of the same name.
    pub fn insert(&self, name: String, snapshot: Snapshot) {
        self.lock().insert(name, Arc::new(snapshot));
    }

    pub fn get(&self, name: &str) -> Option<Arc<Snapshot>> {
        self.lock().get(name).cloned()
    }

    /// Deletes a snapshot. Returns `false` if there is none of this name.
    pub fn remove(&self, name: &str) -> bool {
        self.lock().remove(name).is_some()
    }

    /// The names and times of all snapshots, sorted by name.
    pub fn list(&self) -> Vec<(String, Timestamp)> {
        self.lock().iter().map(|(name, snapshot)| (name.clone(), snapshot.time)).collect()
    }
}
