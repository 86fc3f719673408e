//! Filters that look at what an answer shows: tables of their names, and where in the answer to look.

use super::common::{Filter, check_names};
use super::shown::shown;
use crate::operation::Error;
use serde::Serialize;

/// What a documented filter looks at.
#[derive(Clone, Copy, Debug)]
pub enum About {
    /// What the answer shows at this path.
    Path(&'static str),
    /// Something that the answer does not show because it is so for everything here.
    Always(&'static str),
    /// Something that nothing here has.
    Nothing,
}

/// The documented filters of an operation.
pub type Table = [(&'static str, About)];

/// Refuses filters that the table does not have.
pub fn check(filters: &[Filter], table: &Table) -> Result<(), Error> {
    check_names(filters, |name| has(table, name))
}

/// Whether the table has this name.
pub fn has(table: &Table, name: &str) -> bool {
    about(table, name).is_some()
}

/// What a part of an answer has under a filter's name.
pub fn values(table: &Table, part: &impl Serialize, name: &str) -> Vec<String> {
    match about(table, name) {
        Some(About::Path(path)) => shown(part, path),
        Some(About::Always(text)) => vec![text.to_owned()],
        Some(About::Nothing) | None => Vec::new(),
    }
}

fn about(table: &Table, name: &str) -> Option<About> {
    table.iter().find(|(known, _)| *known == name).map(|(_, about)| *about)
}
