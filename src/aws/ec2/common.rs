//! Types and functions that EC2's operations share: lists, tags, filters, times.

pub use super::pages::{ids_or_page, page};
use crate::domain::compute::instance::{Instance, Tags};
use crate::domain::error::{AwsInstanceError, Error as DomainError, InstanceError, TagError};
use crate::domain::geography::partition;
use crate::domain::ids::is_instance_id;
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
#[derive(Clone, Deserialize, Serialize)]
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

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.item.into_iter()
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

/// Formats a time as EC2 does those of instances, attachments and images: in whole seconds, with milliseconds of zero.
pub fn whole_seconds(at: Timestamp) -> String {
    time(Timestamp::from_second(at.as_second()).unwrap_or(at))
}

/// The service that manages a resource: none, here.
#[serde_with::skip_serializing_none]
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperatorView {
    managed: bool,
    hidden_by_default: Option<bool>,
}

impl OperatorView {
    /// As answers to launches have it, and interfaces in instances.
    pub const SHORT: Self = Self { managed: false, hidden_by_default: None };
    /// As descriptions have it.
    pub const FULL: Self = Self { managed: false, hidden_by_default: Some(false) };
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
    check_tag_count(&tags)?;
    Ok(tags)
}

/// Fails if these are more tags than a resource can have.
pub fn check_tag_count(tags: &Tags) -> Result<(), Error> {
    if tags.len() > MAX_TAGS { Err(TagError::TooMany.into()) } else { Ok(()) }
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
        None if is_instance_id(id) => Err(InstanceError::NotFound(vec![id.clone()]).into()),
        None => Err(AwsInstanceError::Malformed(id.clone()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_milliseconds() {
        assert_eq!(time("2026-11-21T08:00:00Z".parse().unwrap()), "2026-11-21T08:00:00.000Z");
        assert_eq!(time("2026-11-21T08:00:00.1239Z".parse().unwrap()), "2026-11-21T08:00:00.123Z");
        assert_eq!(whole_seconds("2026-11-21T08:00:00.999Z".parse().unwrap()), "2026-11-21T08:00:00.000Z");
    }
}
