//! Filters that compare values in the answer: tables of filter names, and the place of the value in the answer.

use super::common::{Filter, check_names};
use super::shown::texts_at;
use crate::operation::Error;
use serde::Serialize;

/// The source of a filter's values.
#[derive(Clone, Copy, Debug)]
pub enum FilterSource {
    /// The texts at this path of the answer.
    Path(&'static str),
    /// A value that all resources have and the answer does not show.
    Always(&'static str),
    /// No resource has a value.
    Nothing,
}

/// The documented filters of an operation.
pub type Table = [(&'static str, FilterSource)];

/// Refuses filters whose names are not in the table.
pub fn check(filters: &[Filter], table: &Table) -> Result<(), Error> {
    check_names(filters, |name| contains(table, name))
}

pub fn contains(table: &Table, name: &str) -> bool {
    source(table, name).is_some()
}

/// The values of a part of an answer for the filter of this name.
pub fn values(table: &Table, part: &impl Serialize, name: &str) -> Vec<String> {
    match source(table, name) {
        Some(FilterSource::Path(path)) => texts_at(part, path),
        Some(FilterSource::Always(text)) => vec![text.to_owned()],
        Some(FilterSource::Nothing) | None => Vec::new(),
    }
}

fn source(table: &Table, name: &str) -> Option<FilterSource> {
    table.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}
