//! Snapshots of all state on which later answers depend.

use crate::domain::check::MAX_COUNT;
use crate::middleware::fault::{SavedFaults, TooMany};
use crate::wire::document::{self, Document};
use crate::wire::params::has_control;
use crate::world::World;
use crate::world::lock::{Guard, Lock};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The version of the form in which worlds are saved. It changes when an older Twinstance could not read a newer world, or
/// the reverse.
pub const VERSION: u64 = 6;

/// Why a text is no snapshot that this server can use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not a snapshot: {0}")]
    Unreadable(document::Error),
    #[error("a snapshot of version {0}: this server has version {VERSION}, take it again")]
    Version(u64),
    #[error("a snapshot without a version, taken by an older server: this one has version {VERSION}, take it again")]
    NoVersion,
    #[error("a snapshot of a world that cannot be: {0}")]
    Impossible(String),
}

/// Why a snapshot is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("a call panicked in the middle of a change: reset the world, or restore a snapshot, before it is saved")]
    Poisoned,
    #[error("there are {0} snapshots, as many as limits.snapshots allows: delete one first")]
    TooMany(usize),
    #[error(transparent)]
    Faults(#[from] TooMany),
}

/// A snapshot.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// [`VERSION`].
    pub version: u64,
    pub world: World,
    /// The faults and their random numbers.
    pub faults: SavedFaults,
    /// The number of request ids issued.
    pub answers: u64,
    /// The time on the world's clock.
    pub time: Timestamp,
    /// The sequence number of the last exchange before it, for replays that begin with it.
    #[serde(default)]
    pub turn: u64,
}

impl Snapshot {
    /// Reads a snapshot that a client sends.
    pub fn parse(text: &[u8]) -> Result<Self, Error> {
        let document = Document::json(text).map_err(Error::Unreadable)?;
        match document.number("version") {
            Some(VERSION) => {}
            Some(other) => return Err(Error::Version(other)),
            None if document.has("world") => return Err(Error::NoVersion),
            None => {}
        }
        // Answers repeat texts of the world, and XML cannot represent control characters.
        if let Some((_, text)) = document.find_text(has_control) {
            return Err(Error::Impossible(format!("{text:?} has control characters")));
        }
        let snapshot: Self = document.read().map_err(Error::Unreadable)?;
        if snapshot.answers > MAX_COUNT {
            return Err(Error::Impossible("the number of answers is too large".to_owned()));
        }
        snapshot.world.check().map_err(Error::Impossible)?;
        Ok(snapshot)
    }
}

/// Snapshots by name.
#[derive(Default)]
pub struct Snapshots(Lock<BTreeMap<String, Arc<Snapshot>>>);

impl Snapshots {
    fn lock(&self) -> Guard<'_, BTreeMap<String, Arc<Snapshot>>> {
        self.0.lock()
    }

    /// Stores a snapshot. Replaces one of the same name. Fails if there would be more than `max`.
    pub fn insert(&self, name: String, snapshot: Snapshot, max: usize) -> Result<(), StoreError> {
        let mut snapshots = self.lock();
        if snapshots.len() >= max && !snapshots.contains_key(&name) {
            return Err(StoreError::TooMany(snapshots.len()));
        }
        // A world that is dropped may be large, so that is done without the lock.
        let old = snapshots.insert(name, Arc::new(snapshot));
        drop(snapshots);
        drop(old);
        Ok(())
    }

    pub fn get(&self, name: &str) -> Option<Arc<Snapshot>> {
        self.lock().get(name).cloned()
    }

    /// Deletes a snapshot. Returns `false` if there is none of this name.
    pub fn remove(&self, name: &str) -> bool {
        let removed = self.lock().remove(name);
        removed.is_some()
    }

    /// The names and times of all snapshots, sorted by name.
    pub fn list(&self) -> Vec<(String, Timestamp)> {
        self.lock().iter().map(|(name, snapshot)| (name.clone(), snapshot.time)).collect()
    }
}
