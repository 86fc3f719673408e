//! Types and functions that EC2's operations share: lists, tags, filters, pages, times.

use crate::domain::compute::instance::{Instance, Tags};
use crate::domain::error::{AwsInstanceError, Error as DomainError, InstanceError, TagError};
use crate::domain::geography::partition;
use crate::domain::ids::is_hex_id;
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use crate::domain::tagging::MAX_TAGS;
use crate::operation::Error;
use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// A list in EC2's XML: `<xxxSet><item>...</item></xxxSet>`.
#[derive(Deserialize, Serialize)]
pub struct Set<T> {
    item: Vec<T>,
}

impl<T> Set<T> {
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.item.iter()
    }

    /// The list, or `None` if it is empty, so that the answer has no element for it.
    pub fn non_empty(items: Vec<T>) -> Option<Self> {
        if items.is_empty() { None } else { Some(Self { item: items }) }
    }
}

impl<T> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { item: items.into_iter().collect() }
    }
}

/// The answer of an operation that returns no data.
#[derive(Serialize)]
pub struct Done {
    r#return: bool,
}

impl Done {
    /// `<return>true</return>`
    pub const YES: Self = Self { r#return: true };
}

/// Formats a time as EC2 does: UTC, with milliseconds.
pub fn time(at: Timestamp) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(3));
    PRINTER.timestamp_to_string(&at)
}

/// The ARN of the resource with this id. `resource` is its kind, as in `subnet`.
pub fn arn(scope: &Scope, resource: &str, id: &str) -> String {
    format!("arn:{}:ec2:{}:{}:{resource}/{id}", partition(scope.region).name, scope.region, scope.account)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagRequest {
    key: SmolStr,
    #[serde(default)]
    value: SmolStr,
}

/// The tags of a request for one kind of resource that it creates.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagSpecification {
    resource_type: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

/// The tags of a request for resources of the kind `kind`. `others` are the other kinds that the action creates and
/// that can have tags.
///
/// Fails if a specification has no resource type or one of another kind, or if the tags are invalid (see
/// [`check_tags`]).
pub fn tags(specifications: &[TagSpecification], kind: &str, others: &[&str]) -> Result<Tags, Error> {
    let mut tags = Vec::new();
    for (n, specification) in (1..).zip(specifications) {
        let name = format!("TagSpecification.{n}.ResourceType");
        let resource_type = specification.resource_type.as_deref().ok_or_else(|| Error::missing(&name))?;
        if resource_type != kind && !others.contains(&resource_type) {
            let text = format!("'{resource_type}' is not a valid taggable resource type for this operation.");
            return Err(Error::invalid("Tag", resource_type, text));
        }
        if resource_type == kind {
            tags.extend(specification.tag.iter());
        }
    }
    check_tags(tags)
}

/// Checks the tags of a request: no key begins with `aws:` or occurs twice, keys have at most 128 characters, values at
/// most 256, and there are at most 50 tags.
pub fn check_tags<'t>(requests: impl IntoIterator<Item = &'t TagRequest>) -> Result<Tags, Error> {
    let mut tags = Tags::new();
    for tag in requests {
        if tag.key.starts_with("aws:") {
            return Err(InstanceError::TagReserved(tag.key.clone()).into());
        }
        if tag.key.chars().count() > 128 || tag.value.chars().count() > 256 {
            let text = "Tag keys have at most 128 characters, tag values at most 256.";
            return Err(Error::invalid("Tag", &tag.key, text));
        }
        if tags.insert(tag.key.clone(), tag.value.clone()).is_some() {
            return Err(InstanceError::DuplicateTag(tag.key.clone()).into());
        }
    }
    if tags.len() > MAX_TAGS { Err(TagError::TooMany.into()) } else { Ok(tags) }
}

/// The most characters of names and descriptions in most operations.
const MAX_TEXT: usize = 255;

/// Fails if a text has more than 255 characters.
pub fn check_length(parameter: &str, text: &str) -> Result<(), Error> {
    let too_long = || Error::TooLong { name: parameter.to_owned(), max: MAX_TEXT };
    if text.chars().nth(MAX_TEXT).is_some() { Err(too_long()) } else { Ok(()) }
}

/// The tags of a resource, or `None` if there are none.
pub fn tag_set(tags: &Tags) -> Option<Set<TagView>> {
    if tags.is_empty() { None } else { Some(tag_views(tags)) }
}

/// The tags of a resource, for answers that have an empty element if there are none.
pub fn tag_views(tags: &Tags) -> Set<TagView> {
    tags.iter().map(|(key, value)| TagView { key: key.clone(), value: value.clone() }).collect()
}

#[derive(Serialize)]
pub struct TagView {
    key: SmolStr,
    value: SmolStr,
}

/// The requested page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    max: Option<usize>,
    after: Option<&'a str>,
}

/// Reads `MaxResults` and `NextToken`. Fails if `MaxResults` is out of the range, or if the token is not one of this
/// server.
pub fn page<'a>(
    max: Option<i64>,
    token: Option<&'a SmolStr>,
    range: std::ops::RangeInclusive<i64>,
) -> Result<Page<'a>, Error> {
    if let Some(max) = max
        && !range.contains(&max)
    {
        let text = format!(
            "Value ( {max} ) for parameter maxResults is invalid. Expecting a value in the range {} to {}.",
            range.start(),
            range.end()
        );
        return Err(Error::invalid("maxResults", max, text));
    }
    let after = match token.map(|token| token.strip_prefix(TOKEN_PREFIX)) {
        None => None,
        Some(Some(id)) => Some(id),
        Some(None) => {
            let token = token.map_or("", |token| token);
            let text = format!("Value ( {token} ) for parameter NextToken is invalid. The token is invalid.");
            return Err(Error::invalid("nextToken", token, text));
        }
    };
    Ok(Page { max: max.and_then(|max| usize::try_from(max).ok()), after })
}

/// The prefix of page tokens. The id of the last item of the previous page follows it.
const TOKEN_PREFIX: &str = "after-";

impl<'a> Page<'a> {
    /// The id of the last item of the previous page.
    pub fn after(self) -> Option<&'a str> {
        self.after
    }

    /// Takes the items of this page from items sorted by id. Also returns the token of the next page, if there is one.
    pub fn take<T>(self, items: impl Iterator<Item = T>, id: impl Fn(&T) -> &SmolStr) -> (Vec<T>, Option<String>) {
        let mut rest = items.skip_while(|item| self.after.is_some_and(|after| id(item).as_str() <= after)).peekable();
        let page: Vec<T> = match self.max {
            Some(max) => rest.by_ref().take(max).collect(),
            None => rest.by_ref().collect(),
        };
        let token = rest.peek().and(page.last()).map(|last| format!("{TOKEN_PREFIX}{}", id(last)));
        (page, token)
    }
}

/// Refuses `MaxResults` in a request that lists ids. `set` is the name of the parameter of ids in the error's text.
pub fn ids_or_page(ids: &[SmolStr], max: Option<i64>, set: &str) -> Result<(), Error> {
    if !ids.is_empty() && max.is_some() {
        let text = format!("The parameter {set} cannot be used with the parameter maxResults");
        return Err(Error::Conflict(text));
    }
    Ok(())
}

/// The instances with these ids, each once, in the order of the ids. Fails for the first malformed id; otherwise for
/// all ids that do not exist, in one error.
pub fn instances<'r>(region: &'r Region, ids: &[SmolStr]) -> Result<Vec<&'r Instance>, DomainError> {
    let mut found = Vec::with_capacity(ids.len());
    let mut unknown = Vec::new();
    let mut seen = BTreeSet::new();
    for id in ids.iter().filter(|id| seen.insert(*id)) {
        match instance(region, id) {
            Ok(instance) => found.push(instance),
            Err(DomainError::Instance(InstanceError::NotFound(ids))) => unknown.extend(ids),
            Err(error) => return Err(error),
        }
    }
    if unknown.is_empty() { Ok(found) } else { Err(InstanceError::NotFound(unknown).into()) }
}

/// The instance with this id. Fails if the id is malformed or does not exist.
pub fn instance<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Instance, DomainError> {
    match region.instances.get(id) {
        Some(instance) => Ok(instance),
        None if is_hex_id(id, "i-") => Err(InstanceError::NotFound(vec![id.clone()]).into()),
        None => Err(AwsInstanceError::Malformed(id.clone()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another() {
        let items: Vec<SmolStr> = ["a", "b", "c"].map(SmolStr::from).to_vec();
        let (first, token) = page(Some(2), None, 1..=5).unwrap().take(items.iter(), |id| id);
        assert_eq!(first, ["a", "b"]);
        let token = SmolStr::from(token.unwrap());
        let (second, token) = page(Some(2), Some(&token), 1..=5).unwrap().take(items.iter(), |id| id);
        assert_eq!((second, token), (vec![&items[2]], None));
        assert!(page(Some(9), None, 1..=5).is_err());
        assert!(page(None, Some(&"x".into()), 1..=5).is_err());
    }

    #[test]
    fn times_have_milliseconds() {
        assert_eq!(time("2026-11-21T08:00:00Z".parse().unwrap()), "2026-11-21T08:00:00.000Z");
    }
}
