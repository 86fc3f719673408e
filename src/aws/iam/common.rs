//! What operations of IAM share: names, paths, tags, pages.

use super::errors::{constraint, own, validation};
use crate::aws::cloudwatch::common::{List, read_token, token};
use crate::domain::compute::instance::Tags;
use crate::domain::iam::{InstanceProfile, MAX_ENTITIES, Role};
use crate::domain::place::Place;
use crate::domain::tagging::MAX_TAGS;
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The role of this name.
pub fn role<'r>(at: Place<'r>, name: &SmolStr) -> Result<&'r Role, Error> {
    check_name("roleName", name, MAX_ROLE_NAME)?;
    let missing = || own("NoSuchEntity", format!("The role with name {name} cannot be found."));
    at.identities.roles.get(name).ok_or_else(missing)
}

/// The instance profile of this name.
pub fn profile<'r>(at: Place<'r>, name: &SmolStr) -> Result<&'r InstanceProfile, Error> {
    check_name("instanceProfileName", name, MAX_PROFILE_NAME)?;
    let missing = || own("NoSuchEntity", format!("Instance Profile {name} cannot be found."));
    at.identities.profiles.get(name).ok_or_else(missing)
}

pub const MAX_ROLE_NAME: usize = 64;
pub const MAX_PROFILE_NAME: usize = 128;

/// Fails if a name has other characters than names have, or more.
pub fn check_name(parameter: &str, name: &str, max: usize) -> Result<(), Error> {
    check_length(parameter, name, 1, max)?;
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte)) {
        return Ok(());
    }
    Err(validation(format!(
        "The specified value for {parameter} is invalid. It must contain only alphanumeric characters and/or the following: \
         +=,.@_-"
    )))
}

/// The path of a new entity; `/` if the request has none.
pub fn path(requested: Option<SmolStr>) -> Result<SmolStr, Error> {
    let Some(path) = requested else { return Ok(SmolStr::new_static("/")) };
    check_length("path", &path, 1, 512)?;
    let good = path.starts_with('/') && path.ends_with('/') && path.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
    if good {
        return Ok(path);
    }
    let text = "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric \
                characters and/or / characters.";
    Err(validation(text.to_owned()))
}

/// Fails if a text has fewer characters than `min`, or more than `max`.
pub fn check_length(parameter: &str, text: &str, min: usize, max: usize) -> Result<(), Error> {
    let count = text.chars().count();
    if count < min {
        return Err(constraint(text, parameter, &format!("have length greater than or equal to {min}")));
    }
    if count > max {
        return Err(constraint(text, parameter, &format!("have length less than or equal to {max}")));
    }
    Ok(())
}

/// Whether there can be one more of a kind, under this name. Names that differ in case alone are the same.
pub fn check_new<'n>(
    kind: &str,
    quota: &str,
    name: &str,
    mut names: impl ExactSizeIterator<Item = &'n SmolStr>,
) -> Result<(), Error> {
    let full = names.len() >= MAX_ENTITIES;
    if names.any(|other| other.eq_ignore_ascii_case(name)) {
        return Err(own("EntityAlreadyExists", format!("{kind} {name} already exists.")));
    }
    if full { Err(own("LimitExceeded", format!("Cannot exceed quota for {quota}: {MAX_ENTITIES}"))) } else { Ok(()) }
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename = "empty: Value", rename_all = "PascalCase")]
pub struct Tag {
    pub key: SmolStr,
    pub value: SmolStr,
}

/// Tags with further ones, which replace those with the same keys.
pub fn merged(tags: &Tags, more: Vec<Tag>) -> Result<Tags, Error> {
    let limit = || own("LimitExceeded", format!("The number of tags has reached the maximum limit: {MAX_TAGS}"));
    if more.len() > MAX_TAGS {
        return Err(limit());
    }
    for (n, tag) in more.iter().enumerate() {
        check_length("tags.key", &tag.key, 1, 128)?;
        check_length("tags.value", &tag.value, 0, 256)?;
        if more[..n].iter().any(|other| other.key.eq_ignore_ascii_case(&tag.key)) {
            let text = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            return Err(own("InvalidInput", text));
        }
    }
    let mut tags = tags.clone();
    for Tag { key, value } in more {
        tags.insert(key, value);
    }
    if tags.len() > MAX_TAGS {
        return Err(limit());
    }
    Ok(tags)
}

/// Tags without those of these keys.
pub fn without(tags: &Tags, keys: &[SmolStr]) -> Tags {
    let kept = tags.iter().filter(|(key, _)| !keys.contains(key));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

pub fn tag_list(tags: &Tags) -> List<Tag> {
    tags.iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() }).collect()
}

/// The parameters of pages.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Paging {
    marker: Option<SmolStr>,
    max_items: Option<i64>,
}

/// What an answer says of its page.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PageView {
    is_truncated: bool,
    marker: Option<String>,
}

impl Paging {
    /// The items of this page, of items that are sorted by name.
    pub fn take<T>(
        self,
        items: impl Iterator<Item = T>,
        name: impl Fn(&T) -> &str,
    ) -> Result<(Vec<T>, PageView), Error> {
        const PAGE: usize = 100;
        let size = match self.max_items {
            None => PAGE,
            Some(max @ 1..=1000) => usize::try_from(max).unwrap_or(PAGE),
            Some(max) if max < 1 => {
                return Err(constraint(&max.to_string(), "maxItems", "have value greater than or equal to 1"));
            }
            Some(max) => return Err(constraint(&max.to_string(), "maxItems", "have value less than or equal to 1000")),
        };
        let after = match self.marker.as_deref().map(read_token) {
            None => None,
            Some(Ok(after)) => Some(after),
            Some(Err(_)) => return Err(validation("Invalid Marker.".to_owned())),
        };
        let mut left = items.filter(|item| after.as_deref().is_none_or(|after| name(item) > after));
        let page: Vec<T> = left.by_ref().take(size).collect();
        let marker = left.next().and(page.last()).map(|last| token(name(last)));
        Ok((page, PageView { is_truncated: marker.is_some(), marker }))
    }
}
