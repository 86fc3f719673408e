//! [DeleteTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::error::TagError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::tagging::Kind;
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes tags from resources. A tag with a value is removed only if the resource's tag has this value. Without `Tag`,
/// all tags are removed.
pub struct DeleteTags;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    #[serde(default)]
    tag: Vec<Tag>,
}

/// A tag to remove. An empty value is a value here, unlike in other parameters.
#[derive(Debug, Deserialize)]
#[serde(rename = "empty: Value", rename_all = "PascalCase")]
pub struct Tag {
    key: SmolStr,
    value: Option<SmolStr>,
}

impl Operation for DeleteTags {
    const ACTION: &'static str = "DeleteTags";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteTags {
    type Plan = (Vec<SmolStr>, Vec<Tag>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.resource_id.is_empty() {
            return Err(Error::missing("ResourceId"));
        }
        if let Some(id) =
            request.resource_id.iter().find(|id| Kind::of(id).and_then(|kind| kind.tags(at.region, id)).is_none())
        {
            return Err(TagError::NoResource(id.clone()).into());
        }
        Ok((request.resource_id, request.tag))
    }

    fn commit(at: &mut PlaceMut<'_>, (ids, tags): Self::Plan) -> Done {
        let is_removed = |key: &SmolStr, value: &SmolStr| {
            let matches = |tag: &Tag| tag.key == *key && tag.value.as_ref().is_none_or(|expected| expected == value);
            tags.is_empty() || tags.iter().any(matches)
        };
        for id in ids {
            let Some(kind) = Kind::of(&id) else { continue };
            kind.change(at.region, &id, |present| present.retain(|key, value| !is_removed(key, value)));
        }
        Done::YES
    }
}
