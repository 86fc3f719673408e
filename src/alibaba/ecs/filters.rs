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

/// The most filters of a request. The vendor documents this number for DescribeImages.
const MAX_FILTERS: usize = 10;

/// The filters of a request: number (from 1), key and value.
#[derive(Debug)]
pub struct Filters<'f>(Vec<(usize, &'f str, &'f SmolStr)>);

impl<'f> Filters<'f> {
    /// Reads the filters. A key that is not one of `keys`, or a missing key or value, is an error.
    pub fn read(filters: &'f [Filter], keys: &[&str]) -> Result<Self, Error> {
        if filters.len() > MAX_FILTERS {
            return Err(Error::invalid("Filter", filters.len(), format!("at most {MAX_FILTERS}")));
        }
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

    /// The value of this key, if the request has it. It must be one of `values`.
    pub fn value(&self, key: &str, values: &[&str]) -> Result<Option<&'f SmolStr>, Error> {
        let Some((n, _, value)) = self.0.iter().find(|(_, other, _)| *other == key) else { return Ok(None) };
        let good = values.contains(&value.as_str());
        if good { Ok(Some(value)) } else { Err(Error::invalid(&format!("Filter.{n}.Value"), value, values.join(", "))) }
    }

    /// The range between the time in the filter `from` and the time in the filter `to`. An absent filter leaves its end
    /// open.
    pub fn time_range(&self, from: &str, to: &str) -> Result<TimeRange, Error> {
        let time = |key: &str| {
            let Some((n, _, value)) = self.0.iter().find(|(_, other, _)| *other == key) else { return Ok(None) };
            let invalid = || Error::invalid(&format!("Filter.{n}.Value"), value, "a time, as in 2026-11-21T08:00Z");
            parse_time(value).map(Some).ok_or_else(invalid)
        };
        Ok(TimeRange { from: time(from)?, to: time(to)? })
    }

    /// The range of creation times that the filters select.
    pub fn creation_range(&self) -> Result<TimeRange, Error> {
        self.time_range(CREATION_KEYS[0], CREATION_KEYS[1])
    }
}

/// The filter keys for the creation time: start and end.
pub const CREATION_KEYS: [&str; 2] = ["CreationStartTime", "CreationEndTime"];

/// A range of times. Both ends are included (ours); an absent end is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeRange {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl TimeRange {
    pub fn contains(self, time: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= time) && self.to.is_none_or(|to| time <= to)
    }
}

/// Whether `name` is the name of a parameter `Filter.N.Key`.
pub fn is_filter_key(name: &str) -> bool {
    is_filter_part(name, "Key")
}

/// Whether `name` is the name of a parameter `Filter.N.Value`.
pub fn is_filter_value(name: &str) -> bool {
    is_filter_part(name, "Value")
}

fn is_filter_part(name: &str, part: &str) -> bool {
    name.strip_prefix("Filter.").and_then(|rest| rest.split_once('.')).is_some_and(|(_, other)| other == part)
}
