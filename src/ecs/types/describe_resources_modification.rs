//! DescribeResourcesModification.

use super::available::{AvailableZones, Offer, Sizes, Supported};
use crate::domain::estate::Place;
use crate::domain::instance::Instance;
use crate::domain::spec;
use crate::ecs::Ecs;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instance types that an instance can be changed to, with their stock in its zone; or the categories
/// that its system disk can have for the change to a type.
///
/// What is listed as available succeeds with ModifyInstanceSpec once the instance is stopped, and everything else
/// fails, also where nothing can be changed at all. With the condition `DiskCategory` also types are listed for which
/// the disks have to change too.
pub struct DescribeResourcesModification;

/// The most conditions that one call can name.
const MAX_CONDITIONS: usize = 10;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "RegionId is required here and read by the gateway; OperationType has one value that can be"
)]
pub struct Request {
    region_id: SmolStr,
    resource_id: SmolStr,
    destination_resource: DestinationResource,
    operation_type: Option<OperationType>,
    instance_type: Option<SmolStr>,
    cores: Option<u32>,
    memory: Option<f64>,
    zone_id: Option<SmolStr>,
    #[serde(default)]
    migrate_across_zone: bool,
    #[serde(default)]
    conditions: Vec<SmolStr>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum DestinationResource {
    InstanceType,
    SystemDisk,
}

/// The vendor's others are for subscriptions, whose specification nothing changes here.
#[derive(Clone, Copy, Debug, Deserialize)]
enum OperationType {
    Upgrade,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    available_zones: AvailableZones,
}

impl Operation for DescribeResourcesModification {
    const ACTION: &'static str = "DescribeResourcesModification";
    type Dialect = Ecs;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeResourcesModification {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        if request.conditions.len() > MAX_CONDITIONS {
            let count = request.conditions.len();
            return Err(Error::invalid("Conditions", count, format!("at most {MAX_CONDITIONS}")));
        }
        if let Some(unknown) = request.conditions.iter().find(|name| *name != "DiskCategory") {
            return Err(Error::invalid("Conditions", unknown, "DiskCategory"));
        }
        let id = &request.resource_id;
        let missing = || Error::invalid("ResourceId", id, "an instance");
        let instance = at.region.instances.get(id).ok_or_else(missing)?;
        let offer = match request.destination_resource {
            DestinationResource::InstanceType => types(at, instance, &request)?,
            DestinationResource::SystemDisk => disks(at, instance, &request)?,
        };
        // No instance can change its zone here.
        let here = request.zone_id.is_none_or(|zone| zone == instance.zone);
        Ok(Response { available_zones: AvailableZones::new(at.scope.region, here.then_some(offer)) })
    }
}

fn types(at: Place<'_>, instance: &Instance, request: &Request) -> Result<Offer, Error> {
    let sizes = Sizes::new(request.instance_type.clone(), request.cores, request.memory)?;
    let targets = spec::targets(at, instance, request.migrate_across_zone)
        .into_iter()
        .filter(|target| sizes.include(target.kind));
    let (later, now): (Vec<_>, Vec<_>) = targets.partition(|target| target.after_disks);
    let view = |targets: Vec<spec::Target>| {
        targets.iter().map(|target| Supported::new(target.kind.name, target.in_stock)).collect::<Vec<_>>()
    };
    let conditional = request.conditions.iter().any(|name| name == "DiskCategory");
    let after_disks = Some(if conditional { view(later) } else { Vec::new() });
    Ok(Offer { zone: instance.zone, kind: "InstanceType", supported: view(now), after_disks })
}

fn disks(at: Place<'_>, instance: &Instance, request: &Request) -> Result<Offer, Error> {
    let kind = request.instance_type.as_ref().ok_or_else(|| Error::missing("InstanceType"))?;
    let categories = spec::system_disks(at, instance, kind, request.migrate_across_zone);
    let supported = categories.into_iter().map(|category| Supported::disk(category, true)).collect();
    Ok(Offer { zone: instance.zone, kind: "SystemDisk", supported, after_disks: Some(Vec::new()) })
}
