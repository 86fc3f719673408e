//! [CreateTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, TagRequest, check_tags};
use crate::aws::ec2::instances::metadata::check_tag_keys;
use crate::domain::compute::instance::Tags;
use crate::domain::error::TagError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::tagging::{Kind, MAX_TAGS};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Adds tags to resources, or changes the values of existing tags. Fails if a resource does not exist, or if one would
/// have more than 50 tags, or if an instance's metadata could not show them.
pub struct CreateTags;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

impl Operation for CreateTags {
    const ACTION: &'static str = "CreateTags";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for CreateTags {
    type Plan = (Vec<SmolStr>, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.resource_id.is_empty() {
            return Err(Error::missing("ResourceId"));
        }
        if request.tag.is_empty() {
            return Err(Error::missing("Tag"));
        }
        let tags = check_tags(&request.tag)?;
        for id in &request.resource_id {
            let existing = Kind::of(id)
                .and_then(|kind| kind.tags(at.region, id))
                .ok_or_else(|| TagError::NoResource(id.clone()))?;
            let new = tags.keys().filter(|key| !existing.contains_key(*key)).count();
            if existing.len() + new > MAX_TAGS {
                return Err(TagError::TooMany.into());
            }
            if let Some(instance) = at.region.instances.get(id) {
                check_tag_keys(instance.aws.metadata, &tags)?;
            }
        }
        Ok((request.resource_id, tags))
    }

    fn commit(at: &mut PlaceMut<'_>, (ids, tags): Self::Plan) -> Done {
        for id in ids {
            let Some(kind) = Kind::of(&id) else { continue };
            kind.change(at.region, &id, |existing| {
                existing.extend(tags.iter().map(|(key, value)| (key.clone(), value.clone())));
            });
        }
        Done::YES
    }
}
