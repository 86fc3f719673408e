//! The instances that a request names, in whichever account and region they are.

use super::reply::Refusal;
use crate::domain::compute::instances::Facet;
use crate::domain::scope::{Cloud, Scope};
use crate::world::World;
use serde::Serialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The most instances of a request: it is carried out while no other call is.
pub(super) const MAX_TARGETS: usize = 1000;

/// An instance, and where it is.
pub(super) struct Target {
    pub scope: Scope,
    pub id: SmolStr,
}

/// An instance, and where it is, in an answer.
#[derive(Serialize, ToSchema)]
pub(super) struct TargetView {
    instance: String,
    #[schema(schema_with = super::describe::clouds)]
    cloud: &'static str,
    account: String,
    region: &'static str,
}

impl TargetView {
    pub fn new(scope: &Scope, id: &str) -> Self {
        let cloud = if scope.cloud == Cloud::Aws { "ec2" } else { "ecs" };
        Self { instance: id.to_owned(), cloud, account: scope.account.to_string(), region: scope.region }
    }
}

/// Where to look for instances: everywhere, or in an account or a region.
pub(super) struct Within<'r> {
    pub account: Option<&'r str>,
    pub region: Option<&'r str>,
}

impl Within<'_> {
    pub fn has(&self, scope: &Scope) -> bool {
        self.account.is_none_or(|account| account == scope.account)
            && self.region.is_none_or(|region| region == scope.region)
    }

    /// The instance with this id.
    pub fn instance(&self, world: &World, id: &str) -> Result<Target, Refusal> {
        let within = world.regions().filter(|(scope, _)| self.has(scope));
        let mut found = within.filter(|(_, region)| region.instances.contains_key(id)).map(|(scope, _)| scope);
        match (found.next(), found.next()) {
            (Some(scope), None) => Ok(Target { scope: scope.clone(), id: id.into() }),
            (None, _) => Err(Refusal::unknown(format!("there is no instance {id}"))),
            (Some(_), Some(_)) => {
                Err(Refusal::bad(format!("there is more than one instance {id}: name its account and its region")))
            }
        }
    }

    /// The instances with all of these tags.
    pub fn tagged(&self, world: &World, tags: &BTreeMap<String, String>) -> Result<Vec<Target>, Refusal> {
        let facets: Vec<_> = tags.iter().map(|(key, value)| vec![Facet::Tag(key.into(), value.into())]).collect();
        let regions = world.regions().filter(|(scope, _)| self.has(scope));
        let found = regions.flat_map(|(scope, region)| {
            let is_tagged = |own: &BTreeMap<SmolStr, SmolStr>| {
                tags.iter().all(|(key, value)| own.get(key.as_str()).is_some_and(|own| own == value))
            };
            let found = region.instances.having(&facets, None).filter(move |instance| is_tagged(&instance.tags));
            found.map(|instance| Target { scope: scope.clone(), id: instance.id.clone() })
        });
        let found: Vec<_> = found.take(MAX_TARGETS + 1).collect();
        match found.len() {
            0 => Err(Refusal::unknown("there is no instance with this tag")),
            1..=MAX_TARGETS => Ok(found),
            _ => Err(Refusal::bad(format!("more than {MAX_TARGETS} instances have this tag"))),
        }
    }
}
