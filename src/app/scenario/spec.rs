//! The entries of a scenario that decide which instance type changes ECS accepts: limits, types, images and VPCs.

use super::load::{Loader, zone};
use crate::domain::compute::catalog::{NewEcsFigures, NewFigures};
use crate::domain::resize::{self, Access, NetworkRoom, RegionFacts};
use crate::domain::scope::{Cloud, Scope};
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Limits of an account in a region. Those that are not given stay as they are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitFacts {
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    #[serde(default)]
    instances: BTreeMap<SmolStr, u32>,
    vcpus: Option<u32>,
    disk_categories: Option<Vec<SmolStr>>,
    #[serde(default)]
    disk_capacity: BTreeMap<SmolStr, u32>,
    bandwidth: Option<u32>,
    bandwidth_by_traffic: Option<u32>,
    bandwidth_by_bandwidth: Option<u32>,
    online_changes: Option<u32>,
    dedicated_region: Option<bool>,
    addresses: Option<u32>,
}

/// The availability of an instance type to an account in a region.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeFacts {
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    r#type: SmolStr,
    /// The type of the table that a new type is like.
    like: Option<SmolStr>,
    #[serde(default)]
    figures: NewEcsFigures,
    access: Option<Access>,
    zones: Option<Vec<SmolStr>>,
    disks: Option<usize>,
    disk_categories: Option<Vec<SmolStr>>,
    #[serde(default)]
    network: NetworkRoom,
}

/// An image of instances.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageFacts {
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    id: SmolStr,
    types: Option<Vec<SmolStr>>,
    #[serde(default)]
    withdrawn: bool,
}

/// A VPC. Without an id, the default VPC.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VpcFacts {
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    id: Option<SmolStr>,
    #[serde(default)]
    advanced_features: bool,
    #[serde(default)]
    senior_features: bool,
}

impl Loader<'_> {
    fn facts<'s>(&'s mut self, scope: &'s Scope) -> Result<&'s mut RegionFacts, String> {
        let at = self.world.place_mut(scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        Ok(&mut at.region.spec)
    }

    pub(super) fn spec_limits(&mut self, entry: &LimitFacts) -> Result<(), String> {
        let scope = self.scope(Cloud::Alibaba, entry.account.as_ref(), entry.region.as_ref())?;
        if let Some(addresses) = entry.addresses {
            let at = self.world.place_mut(&scope, self.now, &mut self.notices).ok_or("the region is not open")?;
            at.region.limits.addresses = addresses;
        }
        for name in entry.instances.keys() {
            self.instance_type(Cloud::Alibaba, name)?;
        }
        let facts = self.facts(&scope)?;
        facts.instances.extend(entry.instances.clone());
        facts.disk_capacity.extend(entry.disk_capacity.clone());
        facts.vcpus = entry.vcpus.or(facts.vcpus);
        facts.disk_categories = entry.disk_categories.clone().or_else(|| facts.disk_categories.take());
        facts.bandwidth = entry.bandwidth.unwrap_or(facts.bandwidth);
        facts.bandwidth_by_traffic = entry.bandwidth_by_traffic.unwrap_or(facts.bandwidth_by_traffic);
        facts.bandwidth_by_bandwidth = entry.bandwidth_by_bandwidth.unwrap_or(facts.bandwidth_by_bandwidth);
        facts.online_changes = entry.online_changes.or(facts.online_changes);
        facts.dedicated = entry.dedicated_region.unwrap_or(facts.dedicated);
        Ok(())
    }

    /// Adds the type if it is a new one.
    pub(super) fn new_ecs_type(&mut self, entry: &TypeFacts) -> Result<(), String> {
        self.new_type(&entry.r#type, entry.like.as_ref(), NewFigures::Ecs(entry.figures.clone()))
    }

    pub(super) fn spec_type(&mut self, entry: &TypeFacts) -> Result<(), String> {
        let scope = self.scope(Cloud::Alibaba, entry.account.as_ref(), entry.region.as_ref())?;
        self.instance_type(Cloud::Alibaba, &entry.r#type)?;
        let facts = self.facts(&scope)?;
        for name in entry.zones.iter().flatten() {
            zone(&scope, Some(name))?;
        }
        let (zones, disk_categories) = (entry.zones.clone(), entry.disk_categories.clone());
        let (access, disks, network) = (entry.access, entry.disks, entry.network);
        let new = resize::TypeFacts { access, zones, disks, disk_categories, network };
        facts.types.insert(entry.r#type.clone(), new);
        Ok(())
    }

    pub(super) fn spec_image(&mut self, entry: &ImageFacts) -> Result<(), String> {
        let scope = self.scope(Cloud::Alibaba, entry.account.as_ref(), entry.region.as_ref())?;
        for name in entry.types.iter().flatten() {
            self.instance_type(Cloud::Alibaba, name)?;
        }
        let facts = self.facts(&scope)?;
        let new = resize::ImageFacts { types: entry.types.clone(), withdrawn: entry.withdrawn };
        facts.images.insert(entry.id.clone(), new);
        Ok(())
    }

    pub(super) fn spec_vpc(&mut self, entry: &VpcFacts) -> Result<(), String> {
        let scope = self.scope(Cloud::Alibaba, entry.account.as_ref(), entry.region.as_ref())?;
        let at = self.world.place_mut(&scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        let id = match &entry.id {
            Some(id) => id.clone(),
            None => at.region.default_vpc().map(|vpc| vpc.id.clone()).ok_or("there is no default VPC")?,
        };
        if !at.region.vpcs.contains_key(&id) {
            return Err(format!("{id} is not a VPC"));
        }
        let (advanced_features, senior_features) = (entry.advanced_features, entry.senior_features);
        at.region.spec.vpcs.insert(id, resize::VpcFacts { advanced_features, senior_features });
        Ok(())
    }
}
