//! Tags of alarms.

use super::alarm_view::arn;
use super::common::check_length;
use super::errors::{invalid, own};
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "empty: Value", rename_all = "PascalCase")]
pub struct Tag {
    pub key: SmolStr,
    pub value: SmolStr,
}

/// The most tags of an alarm.
const MAX_TAGS: usize = 50;

/// Tags with further ones, which replace those with the same keys.
pub fn merged(tags: &Tags, more: Vec<Tag>) -> Result<Tags, Error> {
    let mut tags = tags.clone();
    for Tag { key, value } in more {
        check_length("tags", &key, 128)?;
        check_length("tags", &value, 256)?;
        tags.insert(key, value);
    }
    // Ours: the text is not known.
    if tags.len() > MAX_TAGS {
        return Err(invalid(format!("An alarm has at most {MAX_TAGS} tags")));
    }
    Ok(tags)
}

/// The name of the alarm with this ARN, and its tags.
pub fn find(at: Place<'_>, resource: &str) -> Result<(SmolStr, Tags), Error> {
    // Ours: the text is not known.
    let bad = || invalid(format!("The value {resource} for parameter ResourceARN is no ARN of an alarm."));
    let (_, name) = resource.split_once(":alarm:").filter(|_| resource.starts_with("arn:")).ok_or_else(bad)?;
    let alarm = at.region.alarms.get(name).filter(|alarm| arn(at.scope, &alarm.name) == resource);
    let alarm = alarm.ok_or_else(|| own("ResourceNotFoundException", ""))?;
    Ok((alarm.name.clone(), alarm.tags.clone()))
}
