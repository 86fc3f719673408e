//! What the operations on private pools read alike.

use crate::alibaba::ecs::common::parse_time;
use crate::domain::capacity::reservation::{CapacityError, Reservation, Reservations};
use crate::operation::{Error, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// What all but ModifyCapacityReservation say where RegionId is missing.
pub fn no_region(error: &Error) -> Option<VendorError> {
    let missing = error.missing_parameter() == Some("RegionId");
    missing.then(|| row(400, "MissingParameter.RegionId", "The specified RegionId should not be null."))
}

/// Which pool.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PoolId {
    id: Option<SmolStr>,
}

/// The id that has to be there.
pub fn pool_id(options: Option<PoolId>) -> Result<SmolStr, Error> {
    options.and_then(|options| options.id).ok_or_else(|| Error::missing("PrivatePoolOptions.Id"))
}

/// The pool of this id.
pub fn pool<'r>(pools: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, CapacityError> {
    pools.get(id).ok_or_else(|| CapacityError::NotFound(id.clone()))
}

/// Whether a pool ends by itself.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub enum EndTimeType {
    Limited,
    Unlimited,
}

/// What the instances in a pool run, as reservations name it.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Platform {
    #[serde(alias = "linux")]
    Linux,
    #[serde(alias = "windows")]
    Windows,
}

impl Platform {
    /// As the domain has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linux => "Linux/UNIX",
            Self::Windows => "Windows",
        }
    }
}

/// The time at which a pool ends; it is to come.
pub fn end_time(now: Timestamp, text: Option<&SmolStr>) -> Result<Timestamp, Error> {
    let text = text.map_or("", SmolStr::as_str);
    let end = parse_time(text).filter(|end| *end > now);
    end.ok_or_else(|| Error::invalid("EndTime", text, "a time to come, as in 2026-11-21T09:00:00Z"))
}

/// A pool starts at once: a time that is given has come.
pub fn start_time(now: Timestamp, text: Option<&SmolStr>) -> Result<(), Error> {
    match text {
        Some(text) if parse_time(text).is_none_or(|start| start > now) => {
            Err(Error::invalid("StartTime", text, "no time to come"))
        }
        _ => Ok(()),
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// A name: 2 to 128 letters, digits, colons, underscores and hyphens, a letter first.
pub fn name(text: SmolStr) -> Result<SmolStr, Error> {
    let length = text.chars().count();
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-'));
    if (2..=128).contains(&length) && plain && text.starts_with(char::is_alphabetic) {
        Ok(text)
    } else {
        Err(Error::invalid("PrivatePoolOptions.Name", text, "2 to 128 letters, digits, :, _ or -, a letter first"))
    }
}

/// A description: none, or 2 to 256 characters, and no address.
pub fn description(text: SmolStr) -> Result<SmolStr, Error> {
    if text.is_empty() || ((2..=256).contains(&text.chars().count()) && !is_address(&text)) {
        Ok(text)
    } else {
        Err(Error::invalid("Description", text, "2 to 256 characters, not beginning with http:// or https://"))
    }
}

/// How many instances a page has, from 1 to 100, by default 10.
pub fn page_size(asked: Option<i64>) -> Result<usize, Error> {
    let Some(asked) = asked else { return Ok(10) };
    let size = usize::try_from(asked).ok().filter(|size| (1..=100).contains(size));
    size.ok_or_else(|| Error::invalid("MaxResults", asked, "from 1 to 100"))
}

/// A page of things that are sorted by id, after the one with the id that is the token; and the token of the next.
pub fn page<T>(things: Vec<T>, size: usize, token: Option<&SmolStr>, id: fn(&T) -> &SmolStr) -> (Vec<T>, SmolStr) {
    let after = token.map_or("", SmolStr::as_str);
    let mut rest = things.into_iter().filter(|thing| id(thing).as_str() > after).peekable();
    let shown: Vec<T> = rest.by_ref().take(size).collect();
    let next = rest.peek().and(shown.last()).map(|last| id(last).clone()).unwrap_or_default();
    (shown, next)
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
            assert_eq!(name(text.into()).is_ok(), good, "{text}");
        }
        assert!(name("a".repeat(128).into()).is_ok() && name("a".repeat(129).into()).is_err());
        assert!(description("http://x".into()).is_err() && description("two words".into()).is_ok());
    }
}
