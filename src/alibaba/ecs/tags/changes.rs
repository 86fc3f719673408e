//! What the four actions that change tags have in common.

use super::kind;
use crate::alibaba::ecs::common::Done;
use crate::domain::compute::instance::Tags;
use crate::domain::error::TagError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::tagging::Kind;
use crate::operation::Error;
use smol_str::SmolStr;

/// The most resources of one call.
const MOST_RESOURCES: usize = 50;

/// The most tags of one call, and of one resource.
pub const MOST_TAGS: usize = 20;

/// The resources that a call names.
pub struct Resources {
    kind: &'static Kind,
    ids: Vec<SmolStr>,
}

/// Tags that come to resources.
pub struct Additions {
    resources: Resources,
    tags: Tags,
}

/// Tags that go from resources.
pub struct Removals {
    resources: Resources,
    goes: Going,
}

/// Which tags go.
pub enum Going {
    /// All.
    All,
    /// Those with these keys, and with these values where there are any.
    Named(Vec<(SmolStr, Option<SmolStr>)>),
}

impl Resources {
    /// The resources, which must all be there.
    pub fn find(at: Place<'_>, kind: &SmolStr, ids: Vec<SmolStr>) -> Result<Self, Error> {
        let kind = kind::parse(kind)?;
        if ids.is_empty() {
            return Err(Error::missing("ResourceId"));
        }
        if ids.len() > MOST_RESOURCES {
            return Err(Error::invalid("ResourceId", ids.len(), format!("at most {MOST_RESOURCES}")));
        }
        let Some(kind) = kind else { return Err(TagError::NoResource(ids[0].clone()).into()) };
        let there = kind.all(at.region);
        match ids.iter().find(|id| !there.iter().any(|(other, _)| other == id)) {
            Some(id) => Err(TagError::NoResource(id.clone()).into()),
            None => Ok(Self { kind, ids }),
        }
    }
}

impl Additions {
    /// Tags for these resources, which then have 20 at most.
    pub fn plan(at: Place<'_>, resources: Resources, tags: Tags) -> Result<Self, Error> {
        for (_, present) in resources.kind.all(at.region).iter().filter(|(id, _)| resources.ids.contains(id)) {
            let new = tags.keys().filter(|key| !present.contains_key(*key)).count();
            if present.len() + new > MOST_TAGS {
                return Err(TagError::TooMany.into());
            }
        }
        Ok(Self { resources, tags })
    }

    /// Adds them; a tag of the same key gets the new value.
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
    /// These tags go from these resources. One that is not there is no error.
    pub fn new(resources: Resources, goes: Going) -> Self {
        Self { resources, goes }
    }

    /// Removes them.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        let goes = |key: &SmolStr, value: &SmolStr| match &self.goes {
            Going::All => true,
            Going::Named(named) => {
                named.iter().any(|(one, wanted)| one == key && wanted.as_ref().is_none_or(|wanted| wanted == value))
            }
        };
        for id in &self.resources.ids {
            self.resources.kind.change(at.region, id, |present| {
                present.retain(|key, value| !goes(key, value));
            });
        }
        Done {}
    }
}
