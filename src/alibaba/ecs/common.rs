//! What ECS's operations have in common: times, lists in JSON, pages, tags.

use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::error::InstanceError;
use crate::domain::region::Region;
use crate::operation::Error;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The answer of an operation that has nothing to say but its RequestId.
#[derive(Serialize)]
pub struct Done {}

/// A time, as ECS writes it: UTC, to the minute.
pub fn time(at: Timestamp) -> String {
    let mut text = time_to_the_second(at);
    text.truncate("2017-12-10T04:04".len());
    text.push('Z');
    text
}

/// A time, as ECS reads it: UTC, to the minute or to the second.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    let civil =
        ["%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ"].iter().find_map(|format| DateTime::strptime(format, text).ok());
    civil?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// A time, as ECS writes some: UTC, to the second.
pub fn time_to_the_second(at: Timestamp) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(0));
    PRINTER.timestamp_to_string(&at)
}

/// What a pay-as-you-go instance has for an end.
pub const NEVER: &str = "2099-12-31T15:59Z";

/// Reads a parameter that holds a JSON array of strings, of at most so many.
pub fn json_list(name: &str, text: Option<&SmolStr>, max: usize) -> Result<Option<Vec<SmolStr>>, Error> {
    let Some(text) = text else { return Ok(None) };
    match serde_json::from_str::<Vec<SmolStr>>(text) {
        Ok(list) if list.len() <= max => Ok(Some(list)),
        _ => Err(Error::invalid(name, text, format!("a JSON array of at most {max} strings"))),
    }
}

/// Whether a thing has what is asked for, if anything is.
pub fn is(asked: &Option<SmolStr>, has: &str) -> bool {
    asked.as_ref().is_none_or(|asked| asked == has)
}

/// Refuses to look for a value that nothing can have.
pub fn known(name: &str, asked: &Option<SmolStr>, values: &[&str]) -> Result<(), Error> {
    match asked {
        Some(asked) if !values.contains(&asked.as_str()) => Err(Error::invalid(name, asked, values.join(", "))),
        _ => Ok(()),
    }
}

/// A tag in a request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagRequest {
    key: Option<SmolStr>,
    value: Option<SmolStr>,
}

/// A tag in a request of the operations that take its names in lower case too.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AnyCaseTag {
    key: Option<SmolStr>,
    value: Option<SmolStr>,
    #[serde(rename = "key")]
    lower_key: Option<SmolStr>,
    #[serde(rename = "value")]
    lower_value: Option<SmolStr>,
}

impl TagRequest {
    /// Whether the tags have this key, and the value if one is given.
    pub fn is_in(&self, tags: &Tags) -> bool {
        has(tags, self.key.as_ref(), self.value.as_ref())
    }
}

fn has(tags: &Tags, key: Option<&SmolStr>, value: Option<&SmolStr>) -> bool {
    match (key, value) {
        (Some(key), Some(value)) => tags.get(key) == Some(value),
        (Some(key), None) => tags.contains_key(key),
        (None, Some(value)) => tags.values().any(|present| present == value),
        (None, None) => true,
    }
}

impl From<AnyCaseTag> for TagRequest {
    fn from(tag: AnyCaseTag) -> Self {
        Self { key: tag.key.or(tag.lower_key), value: tag.value.or(tag.lower_value) }
    }
}

impl AnyCaseTag {
    /// Whether the tags have this key, and the value if one is given.
    pub fn is_in(&self, tags: &Tags) -> bool {
        let (key, value) = self.borrowed();
        has(tags, key, value)
    }

    /// The key and the value, if both are given.
    pub fn whole(&self) -> Option<(&SmolStr, &SmolStr)> {
        let (key, value) = self.borrowed();
        key.zip(value)
    }

    fn borrowed(&self) -> (Option<&SmolStr>, Option<&SmolStr>) {
        (self.key.as_ref().or(self.lower_key.as_ref()), self.value.as_ref().or(self.lower_value.as_ref()))
    }

    /// The key and the value.
    pub fn parts(self) -> (Option<SmolStr>, Option<SmolStr>) {
        (self.key.or(self.lower_key), self.value.or(self.lower_value))
    }
}

/// The tags for a resource: 20 at most, keys up to 128 characters, none that begins with `aliyun` or `acs:`.
pub fn tags(requests: &[TagRequest]) -> Result<Tags, Error> {
    let mut tags = Tags::new();
    for (n, request) in (1..).zip(requests) {
        let key = request.key.clone().ok_or_else(|| Error::missing(&format!("Tag.{n}.Key")))?;
        if key.starts_with("aliyun") || key.starts_with("acs:") || key.chars().count() > 128 {
            return Err(InstanceError::TagReserved(key).into());
        }
        if tags.insert(key.clone(), request.value.clone().unwrap_or_default()).is_some() {
            return Err(InstanceError::DuplicateTag(key).into());
        }
    }
    if tags.len() > 20 {
        return Err(Error::invalid("Tag", tags.len(), "at most 20 tags"));
    }
    Ok(tags)
}

/// The same, of tags whose names may be in lower case.
pub fn any_case_tags(requests: Vec<AnyCaseTag>) -> Result<Tags, Error> {
    tags(&requests.into_iter().map(TagRequest::from).collect::<Vec<_>>())
}

/// A tag in an answer.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagView {
    tag_key: SmolStr,
    tag_value: SmolStr,
}

/// Tags in an answer.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagsView {
    tag: Vec<TagView>,
}

impl From<&Tags> for TagsView {
    fn from(tags: &Tags) -> Self {
        let view = |(key, value): (&SmolStr, &SmolStr)| TagView { tag_key: key.clone(), tag_value: value.clone() };
        Self { tag: tags.iter().map(view).collect() }
    }
}

/// Which page is asked for: by number and size.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// From 1.
    pub number: usize,
    /// Things on a page.
    pub size: usize,
}

/// Reads PageNumber, from 1, and PageSize, from 1 to `max`, by default 10.
pub fn page(number: Option<i64>, size: Option<i64>, max: usize) -> Result<Page, Error> {
    let positive = |name: &str, value: i64| {
        usize::try_from(value).ok().filter(|value| *value > 0).ok_or_else(|| Error::invalid(name, value, "from 1"))
    };
    let number = number.map_or(Ok(1), |number| positive("PageNumber", number))?;
    let size = size.map_or(Ok(10), |size| positive("PageSize", size))?;
    if size > max {
        return Err(Error::invalid("PageSize", size, format!("at most {max}")));
    }
    Ok(Page { number, size })
}

impl Page {
    /// The things of this page.
    pub fn take<T>(self, things: impl IntoIterator<Item = T>) -> Vec<T> {
        things.into_iter().skip(self.size.saturating_mul(self.number - 1)).take(self.size).collect()
    }
}

/// The page that is asked for, in either of the two ways: by number and size, or by a token and how many.
#[derive(Debug)]
pub struct Paging {
    /// PageNumber.
    pub page_number: Option<i64>,
    /// PageSize.
    pub page_size: Option<i64>,
    /// MaxResults.
    pub max_results: Option<i64>,
    /// NextToken.
    pub next_token: Option<SmolStr>,
}

/// Things of one page, and what the answer says of it.
#[derive(Debug)]
pub struct Shown<T> {
    /// The things.
    pub things: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
    /// The number of the page; 1 where there are none.
    pub number: usize,
    /// The most things on a page.
    pub size: usize,
    /// The token for the next page; empty after the last.
    pub next: String,
}

impl Paging {
    /// The page out of things that are in the order of their ids. Either way a page has up to `max` things, by
    /// default 10.
    pub fn take<T>(self, things: Vec<T>, max: usize, id: impl Fn(&T) -> &SmolStr) -> Result<Shown<T>, Error> {
        let total = things.len();
        if self.max_results.is_none() && self.next_token.is_none() {
            let page = page(self.page_number, self.page_size, max)?;
            let (number, size) = (page.number, page.size);
            return Ok(Shown { things: page.take(things), total, number, size, next: String::new() });
        }
        let size = match self.max_results {
            None => 10,
            Some(value) => {
                let size = usize::try_from(value).ok().filter(|size| (1..=max).contains(size));
                size.ok_or_else(|| Error::invalid("MaxResults", value, format!("1 to {max}")))?
            }
        };
        let after = self.next_token.unwrap_or_default();
        let (things, next) = first(things.into_iter().filter(|thing| *id(thing) > after), size, &id);
        Ok(Shown { things, total, number: 1, size, next })
    }
}

/// The first so many of things that are in the order of their ids, and the token for those that come after; empty where
/// none does.
pub fn first<T>(things: impl Iterator<Item = T>, size: usize, id: impl Fn(&T) -> &SmolStr) -> (Vec<T>, String) {
    let mut rest = things.peekable();
    let things: Vec<T> = rest.by_ref().take(size).collect();
    let next = rest.peek().and(things.last()).map(|last| id(last).to_string()).unwrap_or_default();
    (things, next)
}

/// Whether a name is left out, or has 2 to 128 letters, digits and `:_.-`, of which the first is a letter, and does
/// not begin as a link does.
pub fn check_name(parameter: &str, name: &str) -> Result<(), Error> {
    let good = |c: char| c.is_alphanumeric() || ":_.-".contains(c);
    let is_name = (2..=128).contains(&name.chars().count())
        && name.starts_with(char::is_alphabetic)
        && !is_link(name)
        && name.chars().all(good);
    if is_name || name.is_empty() { Ok(()) } else { Err(Error::invalid(parameter, name, "2 to 128 characters")) }
}

/// Whether a description is left out, or has 2 to 256 characters and does not begin as a link does.
pub fn check_description(parameter: &str, text: &str) -> Result<(), Error> {
    let good = (2..=256).contains(&text.chars().count()) && !is_link(text);
    if good || text.is_empty() { Ok(()) } else { Err(Error::invalid(parameter, text, "2 to 256 characters")) }
}

fn is_link(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The instance of this id.
pub fn instance<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Instance, InstanceError> {
    region.instances.get(id).ok_or_else(|| InstanceError::NotFound(vec![id.clone()]))
}

/// A state, as ECS spells it. An instance on its way out is `Stopping` (ours: the vendor shows it no longer soon).
pub fn status(state: State) -> &'static str {
    match state {
        State::Pending => "Pending",
        State::Starting => "Starting",
        State::Running => "Running",
        State::Stopping | State::ShuttingDown | State::Terminated => "Stopping",
        State::Stopped => "Stopped",
    }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
pub fn fits(pattern: &str, name: &str) -> bool {
    let Some((prefix, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut name) = name.strip_prefix(prefix) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or("");
    for part in parts {
        match name.find(part) {
            Some(at) => name = &name[at + part.len()..],
            None => return false,
        }
    }
    name.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written_to_the_minute() {
        let at = parse_time("2017-12-10T04:04Z").unwrap();
        assert_eq!(time(at), "2017-12-10T04:04Z");
        assert_eq!(parse_time("2017-12-10T04:04:30Z").unwrap().to_string(), "2017-12-10T04:04:30Z");
        assert_eq!(parse_time("tomorrow"), None);
    }

    #[test]
    fn lists_are_json() {
        let list = |text: &str| json_list("InstanceIds", Some(&text.into()), 2);
        assert_eq!(list("[\"a\",\"b\"]").unwrap().unwrap(), ["a", "b"]);
        assert!(list("a,b").is_err());
        assert!(list("[\"a\",\"b\",\"c\"]").is_err());
    }

    #[test]
    fn names_fit_patterns() {
        for (pattern, name, expected) in [
            ("web", "web", true),
            ("web*", "web-1", true),
            ("*web", "my-web", true),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "acb", false),
            ("web*", "db", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
