//! Helpers shared by the operations of ECS: times, JSON lists, pages, tags, names.

use super::texts::check_tag_value;
use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::error::InstanceError;
use crate::domain::region::Region;
use crate::operation::Error;
use crate::wire::pattern::Pattern;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::ops::RangeInclusive;

/// The response of an operation that returns only a RequestId.
#[derive(Serialize)]
pub struct Done {}

/// Formats a time as ECS does in most fields: UTC, to the minute.
pub fn time(at: Timestamp) -> String {
    let mut text = time_to_the_second(at);
    text.truncate("2017-12-10T04:04".len());
    text.push('Z');
    text
}

/// Parses a time in UTC, to the minute or to the second. `None` if the text is malformed.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    let civil =
        ["%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ"].iter().find_map(|format| DateTime::strptime(format, text).ok());
    civil?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// Formats a time as ECS does in some fields: UTC, to the second.
pub fn time_to_the_second(at: Timestamp) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(0));
    PRINTER.timestamp_to_string(&at)
}

/// The expiration time that ECS shows for a resource that never expires.
pub const NEVER: &str = "2099-12-31T15:59Z";

/// Parses a parameter that is a JSON array of at most `max` strings. Anything else is an invalid value. The strings may be in
/// single quotes, as the vendor's own tools send them.
pub fn json_list(name: &str, text: Option<&SmolStr>, max: usize) -> Result<Option<Vec<SmolStr>>, Error> {
    let Some(text) = text else { return Ok(None) };
    let quoted = if text.contains('"') { text.to_string() } else { text.replace('\'', "\"") };
    match serde_json::from_str::<Vec<SmolStr>>(&quoted) {
        Ok(list) if list.len() <= max => Ok(Some(list)),
        _ => Err(Error::invalid(name, text, format!("a JSON array of at most {max} strings"))),
    }
}

/// Whether `value` passes a filter for equality. An absent filter lets every value pass.
pub fn matches_filter(filter: &Option<SmolStr>, value: &str) -> bool {
    filter.as_ref().is_none_or(|filter| filter == value)
}

/// Fails if the parameter `name` has a value that is not one of `values`. An absent value is fine.
pub fn check_value(name: &str, value: &Option<SmolStr>, values: &[&str]) -> Result<(), Error> {
    match value {
        Some(value) if !values.contains(&value.as_str()) => Err(Error::invalid(name, value, values.join(", "))),
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

/// A tag in a request of an operation that accepts `Tag.N.key` and `Tag.N.value` as well.
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
    /// Whether the tags include this one. An absent key or value matches any.
    pub fn matches(&self, tags: &Tags) -> bool {
        has_tag(tags, self.key.as_ref(), self.value.as_ref())
    }
}

fn has_tag(tags: &Tags, key: Option<&SmolStr>, value: Option<&SmolStr>) -> bool {
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
    /// Whether the tags include this one. An absent key or value matches any.
    pub fn matches(&self, tags: &Tags) -> bool {
        let (key, value) = self.as_refs();
        has_tag(tags, key, value)
    }

    /// The key and the value, if both are given.
    pub fn pair(&self) -> Option<(&SmolStr, &SmolStr)> {
        let (key, value) = self.as_refs();
        key.zip(value)
    }

    fn as_refs(&self) -> (Option<&SmolStr>, Option<&SmolStr>) {
        (self.key.as_ref().or(self.lower_key.as_ref()), self.value.as_ref().or(self.lower_value.as_ref()))
    }

    /// The key and the value.
    pub fn into_parts(self) -> (Option<SmolStr>, Option<SmolStr>) {
        (self.key.or(self.lower_key), self.value.or(self.lower_value))
    }
}

/// Reads the tags for a resource: at most 20. A key has at most 128 characters, does not begin with `aliyun` or `acs:`,
/// and occurs once. A value has at most 128 characters.
pub fn tags(requests: &[TagRequest]) -> Result<Tags, Error> {
    let mut tags = Tags::new();
    for (n, request) in (1..).zip(requests) {
        let key = request.key.clone().ok_or_else(|| Error::missing(&format!("Tag.{n}.Key")))?;
        if key.starts_with("aliyun") || key.starts_with("acs:") || key.chars().count() > 128 {
            return Err(InstanceError::TagReserved(key).into());
        }
        check_tag_value(n, request.value.as_deref().unwrap_or_default())?;
        if tags.insert(key.clone(), request.value.clone().unwrap_or_default()).is_some() {
            return Err(InstanceError::DuplicateTag(key).into());
        }
    }
    check_tag_count(tags.iter())?;
    Ok(tags)
}

/// Fails if a request has more than 20 tags.
pub fn check_tag_count<T: ExactSizeIterator>(tags: T) -> Result<(), Error> {
    if tags.len() > 20 { Err(Error::invalid("Tag", tags.len(), "at most 20 tags")) } else { Ok(()) }
}

/// Like [`tags`], for requests that also accept the parameter names in lower case.
pub fn any_case_tags(requests: Vec<AnyCaseTag>) -> Result<Tags, Error> {
    tags(&requests.into_iter().map(TagRequest::from).collect::<Vec<_>>())
}

/// A tag in a response.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagView {
    tag_key: SmolStr,
    tag_value: SmolStr,
}

/// The tags of a resource in a response.
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

/// The requested page, by number and size.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Counts from 1.
    pub number: usize,
    /// The most items on a page.
    pub size: usize,
}

/// Reads a number of this range.
pub fn in_range(name: &str, value: i64, range: RangeInclusive<u32>) -> Result<u32, Error> {
    let number = u32::try_from(value).ok().filter(|number| range.contains(number));
    number.ok_or_else(|| Error::invalid(name, value, format!("from {} to {}", range.start(), range.end())))
}

/// Reads PageNumber (from 1, default 1) and PageSize (1 to `max`, default 10).
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
    /// The items on this page.
    pub fn take<T>(self, items: impl IntoIterator<Item = T>) -> Vec<T> {
        items.into_iter().skip(self.size.saturating_mul(self.number - 1)).take(self.size).collect()
    }
}

/// In the order in which a console shows them: what was made last is first.
pub fn newest_first<'r, T: 'r, K: Ord>(all: impl Iterator<Item = &'r T>, made: impl Fn(&'r T) -> K) -> Vec<&'r T> {
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|one| std::cmp::Reverse(made(one)));
    all
}

/// The paging parameters of an operation that pages by number and size, or by token and MaxResults.
#[derive(Debug)]
pub struct Paging {
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub max_results: Option<i64>,
    pub next_token: Option<SmolStr>,
}

/// The items of one page, and the paging fields of the response.
#[derive(Debug)]
pub struct PageResult<T> {
    pub items: Vec<T>,
    /// The number of items on all pages.
    pub total: usize,
    /// The number of the page. Always 1 when paging by token.
    pub number: usize,
    /// The most items on a page.
    pub size: usize,
    /// The token for the next page; empty on the last page and when paging by number.
    pub next_token: String,
}

impl Paging {
    /// Takes the requested page out of `items`, which must be sorted by id. A page has at most `max` items, by default
    /// 10. It pages by token if MaxResults or NextToken is given, otherwise by number.
    pub fn take<T>(self, items: Vec<T>, max: usize, id: impl Fn(&T) -> &SmolStr) -> Result<PageResult<T>, Error> {
        let total = items.len();
        if self.max_results.is_none() && self.next_token.is_none() {
            let page = page(self.page_number, self.page_size, max)?;
            let (number, size) = (page.number, page.size);
            return Ok(PageResult { items: page.take(items), total, number, size, next_token: String::new() });
        }
        let size = match self.max_results {
            None => 10,
            Some(value) => {
                let size = usize::try_from(value).ok().filter(|size| (1..=max).contains(size));
                size.ok_or_else(|| Error::invalid("MaxResults", value, format!("1 to {max}")))?
            }
        };
        let after = self.next_token.unwrap_or_default();
        let (items, next_token) = first_page(items.into_iter().filter(|item| *id(item) > after), size, &id);
        Ok(PageResult { items, total, number: 1, size, next_token })
    }
}

/// The first `size` of `items`, which must be sorted by id, and the token for the next page. The token is empty if no
/// items follow.
pub fn first_page<T>(items: impl Iterator<Item = T>, size: usize, id: impl Fn(&T) -> &SmolStr) -> (Vec<T>, String) {
    let mut rest = items.peekable();
    let items: Vec<T> = rest.by_ref().take(size).collect();
    let next_token = rest.peek().and(items.last()).map(|last| id(last).to_string()).unwrap_or_default();
    (items, next_token)
}

/// Finds an instance by id.
pub fn instance<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Instance, InstanceError> {
    region.instances.get(id).ok_or_else(|| InstanceError::NotFound(vec![id.clone()]))
}

/// The name of a state in ECS. An instance that is being released is shown as `Stopping` (ours: the vendor soon stops
/// showing it).
pub fn status(state: State) -> &'static str {
    match state {
        State::Pending => "Pending",
        State::Starting => "Starting",
        State::Running => "Running",
        State::Stopping | State::ShuttingDown | State::Terminated => "Stopping",
        State::Stopped => "Stopped",
    }
}

/// A parameter that names match: in it, `*` stands for any characters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "SmolStr")]
pub struct NamePattern(Pattern);

impl From<SmolStr> for NamePattern {
    fn from(text: SmolStr) -> Self {
        Self(Pattern::of_stars(&text))
    }
}

impl NamePattern {
    pub fn matches(&self, name: &str) -> bool {
        self.0.matches(name)
    }
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
}
