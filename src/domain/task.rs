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

/// How many finished tasks a region retains. Ours: the vendor does not say for how long a task is shown.
pub const MAX_FINISHED: usize = 1000;

/// Adds a task and returns its id.
pub fn begin(at: &mut PlaceMut<'_>, action: &'static str, resource: &SmolStr) -> SmolStr {
    let id = at.new_id("t");
    let action = SmolStr::new_static(action);
    let task = Task { id: id.clone(), action, resource: resource.clone(), created: at.now, finished: None };
    at.region.tasks.insert(id.clone(), task);
    id
}

/// Marks a task as finished. Of too many finished ones the oldest is forgotten.
pub fn finish(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let tasks = &mut at.region.tasks;
    if let Some(task) = tasks.get_mut(id) {
        task.finished = Some(now);
    }
    let finished = || tasks.values().filter_map(|task| Some((task.finished?, &task.id)));
    if finished().count() > MAX_FINISHED
        && let Some(oldest) = finished().min().map(|(_, id)| id.clone())
    {
        tasks.remove(&oldest);
    }
}
