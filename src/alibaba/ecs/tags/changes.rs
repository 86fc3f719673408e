//! Helpers of the four operations that add or remove tags.

use crate::alibaba::ecs::common::Done;
use crate::domain::compute::instance::Tags;
use crate::domain::error::TagError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::tagging::Kind;
use crate::operation::Error;
use smol_str::SmolStr;

/// The most resources in one call.
const MAX_RESOURCES: usize = 50;

/// The most tags in one call, and the most tags of one resource.
pub const MAX_TAGS: usize = 20;

/// The resources of a request, all of one kind.
pub struct Resources {
    kind: &'static Kind,
    ids: Vec<SmolStr>,
}

/// The tags to add to resources.
pub struct Additions {
    resources: Resources,
    tags: Tags,
}

/// The tags to remove from resources.
pub struct Removals {
    resources: Resources,
    selection: Removal,
}

/// Selects the tags to remove.
pub enum Removal {
    All,
    /// Tags with one of these keys and, if the value is given, with this value.
    Listed(Vec<(SmolStr, Option<SmolStr>)>),
}

impl Resources {
    /// Checks the resources of a request: 1 to 50, and all must exist. Of `None`, which is a kind that the emulator has none of,
    /// there are none.
    pub fn find(at: Place<'_>, kind: Option<&'static Kind>, ids: Vec<SmolStr>) -> Result<Self, Error> {
        if ids.is_empty() {
            return Err(Error::missing("ResourceId"));
        }
        if ids.len() > MAX_RESOURCES {
            return Err(Error::invalid("ResourceId", ids.len(), format!("at most {MAX_RESOURCES}")));
        }
        let Some(kind) = kind else { return Err(TagError::NoResource(ids[0].clone()).into()) };
        let existing = kind.all(at.region);
        match ids.iter().find(|id| !existing.iter().any(|(other, _)| other == id)) {
            Some(id) => Err(TagError::NoResource(id.clone()).into()),
            None => Ok(Self { kind, ids }),
        }
    }
}

impl Additions {
    /// Fails if a resource would have more than 20 tags.
    pub fn plan(at: Place<'_>, resources: Resources, tags: Tags) -> Result<Self, Error> {
        for (_, present) in resources.kind.all(at.region).iter().filter(|(id, _)| resources.ids.contains(id)) {
            let new = tags.keys().filter(|key| !present.contains_key(*key)).count();
            if present.len() + new > MAX_TAGS {
                return Err(TagError::TooMany.into());
            }
        }
        Ok(Self { resources, tags })
    }

    /// Adds the tags. A tag with the same key gets the new value.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        for id in &self.resources.ids {
            self.resources.kind.change(at.region, id, |present| {
                present.extend(self.tags.iter().map(|(key, value)| (key.clone(), value.clone())));
            });
        }
        Done {}
    }
}

impl Removals {
    pub fn new(resources: Resources, selection: Removal) -> Self {
        Self { resources, selection }
    }

    /// Removes the tags. A tag that a resource does not have is no error.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        let is_removed = |key: &SmolStr, value: &SmolStr| match &self.selection {
            Removal::All => true,
            Removal::Listed(tags) => tags.iter().any(|(listed_key, listed_value)| {
                listed_key == key && listed_value.as_ref().is_none_or(|listed_value| listed_value == value)
            }),
        };
        for id in &self.resources.ids {
            self.resources.kind.change(at.region, id, |present| {
                present.retain(|key, value| !is_removed(key, value));
            });
        }
        Done {}
    }
}
