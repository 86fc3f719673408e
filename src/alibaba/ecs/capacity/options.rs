//! Helpers of the operations on private pools: parameters, paging and errors.

use crate::alibaba::ecs::common::parse_time;
use crate::domain::capacity::reservation::{CapacityError, Reservation, Reservations};
use crate::operation::{Error, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// The row for a missing RegionId, in all operations but ModifyCapacityReservation.
pub fn missing_region(error: &Error) -> Option<VendorError> {
    let missing = error.missing_parameter() == Some("RegionId");
    missing.then(|| row(400, "MissingParameter.RegionId", "The specified RegionId should not be null."))
}

/// The id of a pool in a request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PoolId {
    id: Option<SmolStr>,
}

/// The id of the pool, which is required.
pub fn pool_id(options: Option<PoolId>) -> Result<SmolStr, Error> {
    options.and_then(|options| options.id).ok_or_else(|| Error::missing("PrivatePoolOptions.Id"))
}

/// Finds a pool by id.
pub fn pool<'r>(pools: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, CapacityError> {
    pools.get(id).ok_or_else(|| CapacityError::NotFound(id.clone()))
}

/// Whether a pool ends by itself.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub enum EndTimeType {
    Limited,
    Unlimited,
}

/// The platform of the instances in a pool.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Platform {
    #[serde(alias = "linux")]
    Linux,
    #[serde(alias = "windows")]
    Windows,
}

impl Platform {
    /// The name of the platform in the domain.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linux => "Linux/UNIX",
            Self::Windows => "Windows",
        }
    }
}

/// Parses EndTime, which must be in the future.
pub fn end_time(now: Timestamp, text: Option<&SmolStr>) -> Result<Timestamp, Error> {
    let text = text.map_or("", SmolStr::as_str);
    let end = parse_time(text).filter(|end| *end > now);
    end.ok_or_else(|| Error::invalid("EndTime", text, "a time to come, as in 2026-11-21T09:00:00Z"))
}

/// A pool starts at once, so StartTime must not be in the future.
pub fn check_start_time(now: Timestamp, text: Option<&SmolStr>) -> Result<(), Error> {
    match text {
        Some(text) if parse_time(text).is_none_or(|start| start > now) => {
            Err(Error::invalid("StartTime", text, "no time to come"))
        }
        _ => Ok(()),
    }
}

fn is_link(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Checks a name: 2 to 128 letters, digits, colons, underscores and hyphens. The first must be a letter.
pub fn check_name(text: SmolStr) -> Result<SmolStr, Error> {
    let length = text.chars().count();
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-'));
    if (2..=128).contains(&length) && plain && text.starts_with(char::is_alphabetic) {
        Ok(text)
    } else {
        Err(Error::invalid("PrivatePoolOptions.Name", text, "2 to 128 letters, digits, :, _ or -, a letter first"))
    }
}

/// Checks a description: empty, or 2 to 256 characters. It must not begin with `http://` or `https://`.
pub fn check_description(text: SmolStr) -> Result<SmolStr, Error> {
    if text.is_empty() || ((2..=256).contains(&text.chars().count()) && !is_link(&text)) {
        Ok(text)
    } else {
        Err(Error::invalid("Description", text, "2 to 256 characters, not beginning with http:// or https://"))
    }
}

/// Reads MaxResults, the size of a page: 1 to 100, default 10.
pub fn page_size(max_results: Option<i64>) -> Result<usize, Error> {
    let Some(max_results) = max_results else { return Ok(10) };
    let size = usize::try_from(max_results).ok().filter(|size| (1..=100).contains(size));
    size.ok_or_else(|| Error::invalid("MaxResults", max_results, "from 1 to 100"))
}

/// One page of `items`, which must be sorted by id, and the token for the next page; the token is empty on the last
/// page. A token is the id of the last item on the page before.
pub fn page<T>(items: Vec<T>, size: usize, token: Option<&SmolStr>, id: fn(&T) -> &SmolStr) -> (Vec<T>, SmolStr) {
    let after = token.map_or("", SmolStr::as_str);
    let mut rest = items.into_iter().filter(|item| id(item).as_str() > after).peekable();
    let page: Vec<T> = rest.by_ref().take(size).collect();
    let next = rest.peek().and(page.last()).map(|last| id(last).clone()).unwrap_or_default();
    (page, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_with_a_letter() {
        for (text, good) in [
            ("ab", true),
            ("池子", true),
            ("web:1_a-b", true),
            ("a", false),
            ("1a", false),
            ("a b", false),
            ("a/b", false),
        ] {
            assert_eq!(check_name(text.into()).is_ok(), good, "{text}");
        }
        assert!(check_name("a".repeat(128).into()).is_ok() && check_name("a".repeat(129).into()).is_err());
        assert!(check_description("http://x".into()).is_err() && check_description("two words".into()).is_ok());
    }
}
