//! Tasks of ECS: asynchronous operations, and whether they have finished.

use crate::domain::place::PlaceMut;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A task. Tasks do not fail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    pub id: SmolStr,
    /// The operation that created it.
    pub action: SmolStr,
    /// The id of the resource that it changes.
    pub resource: SmolStr,
    pub created: Timestamp,
    /// `None` while it is in progress.
    pub finished: Option<Timestamp>,
}

/// Adds a task and returns its id.
pub fn begin(at: &mut PlaceMut<'_>, action: &'static str, resource: &SmolStr) -> SmolStr {
    let id = at.new_id("t");
    let action = SmolStr::new_static(action);
    let task = Task { id: id.clone(), action, resource: resource.clone(), created: at.now, finished: None };
    at.region.tasks.insert(id.clone(), task);
    id
}

/// Marks a task as finished.
pub fn finish(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    if let Some(task) = at.region.tasks.get_mut(id) {
        task.finished = Some(now);
    }
}
