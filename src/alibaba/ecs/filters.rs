//! Filters of ECS's Describe operations: `Filter.N.Key` and `Filter.N.Value`.

use super::common::parse_time;
use crate::operation::Error;
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// A filter in a request.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    key: Option<SmolStr>,
    value: Option<SmolStr>,
}

/// The filters of a request, each with its number.
#[derive(Debug)]
pub struct Filters<'f>(Vec<(usize, &'f str, &'f SmolStr)>);

impl<'f> Filters<'f> {
    /// Reads filters that have these keys.
    pub fn read(filters: &'f [Filter], keys: &[&str]) -> Result<Self, Error> {
        let read = |(n, filter): (usize, &'f Filter)| {
            let key = filter.key.as_ref().ok_or_else(|| Error::missing(&format!("Filter.{n}.Key")))?;
            if !keys.contains(&key.as_str()) {
                return Err(Error::invalid(&format!("Filter.{n}.Key"), key, keys.join(", ")));
            }
            let value = filter.value.as_ref().ok_or_else(|| Error::missing(&format!("Filter.{n}.Value")))?;
            Ok((n, key.as_str(), value))
        };
        Ok(Self((1..).zip(filters).map(read).collect::<Result<_, Error>>()?))
    }

    /// The value of this key, which is one of these.
    pub fn value(&self, key: &str, values: &[&str]) -> Result<Option<&'f SmolStr>, Error> {
        let Some((n, _, value)) = self.0.iter().find(|(_, other, _)| *other == key) else { return Ok(None) };
        let good = values.contains(&value.as_str());
        if good { Ok(Some(value)) } else { Err(Error::invalid(&format!("Filter.{n}.Value"), value, values.join(", "))) }
    }

    /// The times between the value of one key and that of another.
    pub fn span(&self, from: &str, to: &str) -> Result<Span, Error> {
        let time = |key: &str| {
            let Some((n, _, value)) = self.0.iter().find(|(_, other, _)| *other == key) else { return Ok(None) };
            let invalid = || Error::invalid(&format!("Filter.{n}.Value"), value, "a time, as in 2026-11-21T08:00Z");
            parse_time(value).map(Some).ok_or_else(invalid)
        };
        Ok(Span { from: time(from)?, to: time(to)? })
    }

    /// When a thing is to have been made.
    pub fn created(&self) -> Result<Span, Error> {
        self.span(CREATION[0], CREATION[1])
    }
}

/// The keys for when a thing was made.
pub const CREATION: [&str; 2] = ["CreationStartTime", "CreationEndTime"];

/// Between which times something is, both included (ours).
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl Span {
    /// Whether the time is between them.
    pub fn has(self, time: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= time) && self.to.is_none_or(|to| time <= to)
    }
}

/// Whether the parameter is the key of a filter.
pub fn is_key(name: &str) -> bool {
    is_part(name, "Key")
}

/// Whether the parameter is the value of a filter.
pub fn is_value(name: &str) -> bool {
    is_part(name, "Value")
}

fn is_part(name: &str, part: &str) -> bool {
    name.strip_prefix("Filter.").and_then(|rest| rest.split_once('.')).is_some_and(|(_, other)| other == part)
}
