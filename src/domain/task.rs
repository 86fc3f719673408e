//! Tasks of ECS: what was asked for asynchronously, and whether it is done.

use crate::domain::place::PlaceMut;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A task. None fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: SmolStr,
    /// The operation that asked for it.
    pub action: SmolStr,
    /// What it is about.
    pub resource: SmolStr,
    /// When it was asked for.
    pub created: Timestamp,
    /// When it was done.
    pub finished: Option<Timestamp>,
}

/// Takes in a new task, and returns its id.
pub fn begin(at: &mut PlaceMut<'_>, action: &'static str, resource: &SmolStr) -> SmolStr {
    let id = at.new_id("t");
    let action = SmolStr::new_static(action);
    let task = Task { id: id.clone(), action, resource: resource.clone(), created: at.now, finished: None };
    at.region.tasks.insert(id.clone(), task);
    id
}

/// A task is done.
pub fn finish(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    if let Some(task) = at.region.tasks.get_mut(id) {
        task.finished = Some(now);
    }
}
