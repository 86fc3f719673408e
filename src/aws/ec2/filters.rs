//! Filters of EC2's Describe operations: `Filter.N.Name` and `Filter.N.Value.M`. Also filters that compare values in the
//! answer: tables of filter names, and the place of the value in the answer.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html#Filtering_Resources_CLI>

use super::shown::texts_at;
use crate::domain::compute::instance::Tags;
use crate::operation::Error;
use crate::wire::pattern::{MAX_LENGTH, Pattern};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A filter as a request has it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    name: SmolStr,
    #[serde(default)]
    value: Vec<SmolStr>,
}

impl Filter {
    pub fn name(&self) -> &SmolStr {
        &self.name
    }
}

/// The filters of a request, checked and parsed. A resource passes them if it passes each.
#[derive(Debug)]
pub struct Filters(Vec<Patterns>);

/// One of them. A resource passes it if one of its values matches.
#[derive(Debug)]
pub struct Patterns {
    name: SmolStr,
    values: Vec<Pattern>,
}

/// The most filters of a request.
const MAX_FILTERS: usize = 50;

/// The most values of a filter.
const MAX_VALUES: usize = 200;

impl Filters {
    /// Fails if there are more than 50 filters, if one has another name than these, more than 200 values, or a value of more
    /// than 255 characters. If `tag-key` is one of the names, `tag-value` and those that begin with `tag:` are allowed too. AWS's
    /// page has had no `tag-value` for years, but callers still send it.
    pub fn of_names(filters: &[Filter], names: &[&str]) -> Result<Self, Error> {
        Self::parse(filters, |name| names.contains(&name))
    }

    /// Like [`Filters::of_names`], with the names of a table.
    pub fn of_table(filters: &[Filter], table: &Table) -> Result<Self, Error> {
        Self::parse(filters, |name| contains(table, name))
    }

    /// Like [`Filters::of_names`], with a function in place of the list of names.
    pub fn parse(filters: &[Filter], is_name: impl Fn(&str) -> bool) -> Result<Self, Error> {
        // The text is ours.
        check_count(filters.len(), MAX_FILTERS, "filters")?;
        let is_on_tags = |name: &str| name.starts_with("tag:") || name == "tag-value";
        let known = |name: &str| is_name(name) || (is_on_tags(name) && is_name("tag-key"));
        let parse = |filter: &Filter| {
            let name = filter.name.clone();
            if !known(&name) {
                return Err(Error::invalid("filter", &name, format!("The filter '{name}' is invalid")));
            }
            check_count(filter.value.len(), MAX_VALUES, "filter values")?;
            Ok(Patterns { name, values: filter.value.iter().map(pattern).collect::<Result<_, _>>()? })
        };
        Ok(Self(filters.iter().map(parse).collect::<Result<_, Error>>()?))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Patterns> {
        self.0.iter()
    }

    /// Whether a resource passes all filters. `values` returns the values of the resource for the name of a filter.
    pub fn pass(&self, tags: &Tags, values: impl Fn(&str) -> Vec<String>) -> bool {
        self.iter().all(|Patterns { name, values: patterns }| {
            let one_matches = |value: &str| patterns.iter().any(|pattern| pattern.matches(value));
            match (name.as_str(), name.strip_prefix("tag:")) {
                ("tag-key", _) => tags.keys().any(|key| one_matches(key)),
                ("tag-value", _) => tags.values().any(|value| one_matches(value)),
                (_, Some(key)) => tags.get(key).is_some_and(|value| one_matches(value)),
                (name, None) => values(name).iter().any(|value| one_matches(value)),
            }
        })
    }
}

impl Patterns {
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values, or `None` if one of them has a wildcard.
    pub fn literals(&self) -> Option<Vec<&str>> {
        self.values.iter().map(Pattern::literal).collect()
    }
}

fn pattern(value: &SmolStr) -> Result<Pattern, Error> {
    let text = format!("The maximum length for a filter value is {MAX_LENGTH} characters");
    let too_long = || Error::invalid(LIMIT, value.len(), text);
    match value.parse() {
        Ok(pattern) if value.chars().nth(MAX_LENGTH).is_none() => Ok(pattern),
        _ => Err(too_long()),
    }
}

fn check_count(count: usize, max: usize, what: &str) -> Result<(), Error> {
    let text = || format!("The maximum number of {what} specified on a single call is {max}");
    if count > max { Err(Error::invalid(LIMIT, count, text())) } else { Ok(()) }
}

/// The name under which a request with too many filters or values is refused.
pub const LIMIT: &str = "filterLimit";

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
