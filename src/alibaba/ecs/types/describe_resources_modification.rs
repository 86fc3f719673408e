//! [DescribeResourcesModification](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeResourcesModification)

use super::available::{AvailableZones, Offer, Supported, TypeFilter};
use super::refusals;
use crate::alibaba::protocol::Rpc;
use crate::domain::billing;
use crate::domain::billing::prepaid::{self, Direction};
use crate::domain::compute::instance::Instance;
use crate::domain::place::Place;
use crate::domain::resize;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instance types that an instance can change to, with their stock in its zone; or the categories that
/// its system disk can have for the change to a type.
///
/// The response agrees with ModifyInstanceSpec, and for a subscription with ModifyPrepayInstanceSpec: once the instance
/// is stopped, a change to what is listed as available succeeds, and any other change fails. This holds as well for an
/// instance that cannot change at all. With the condition `DiskCategory` the response also lists types for which the
/// disks must change.
pub struct DescribeResourcesModification;

/// The most conditions in one call.
const MAX_CONDITIONS: usize = 10;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
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

/// For a pay-as-you-go instance only `Upgrade` is valid, whatever the new type. Changes at a renewal are not modelled.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum OperationType {
    #[default]
    Upgrade,
    Downgrade,
    RenewDowngrade,
    RenewModify,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    available_zones: AvailableZones,
}

impl Operation for DescribeResourcesModification {
    const ACTION: &'static str = "DescribeResourcesModification";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter() {
            Some("ResourceId") => Some(row(404, "InvalidResourceId.NotFound", "The specified ResourceId is not found in our records.")),
            Some("OperationType") => Some(row(400, "Invalid.OperationType", "The specified operationType is not valid.")),
            Some(name) if name.starts_with("Conditions") => Some(row(400, "InvalidCondition.Malformed", "The specified Condition is not valid.")),
            _ => refusals::choice_error(error),
        }
    }
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
        let (instance, direction) = changeable(at, instance, request.operation_type.unwrap_or_default())?;
        let instance = &instance;
        let offer = match request.destination_resource {
            DestinationResource::InstanceType => types(at, instance, direction, &request)?,
            DestinationResource::SystemDisk => disks(at, instance, &request)?,
        };
        // No instance can change its zone here.
        let in_its_zone = request.zone_id.is_none_or(|zone| zone == instance.zone);
        Ok(Response { available_zones: AvailableZones::new(at.scope.region, in_its_zone.then_some(offer)) })
    }
}

/// The instance to check changes on, and for a subscription the direction of the change in price. A subscription that
/// can be changed is treated as pay-as-you-go. One that cannot keeps its subscription, so that no change is possible.
fn changeable(
    at: Place<'_>,
    instance: &Instance,
    operation: OperationType,
) -> Result<(Instance, Option<Direction>), Error> {
    let direction = match operation {
        OperationType::Upgrade => Direction::Up,
        OperationType::Downgrade => Direction::Down,
        renewal => return Err(Error::NotModelled(format!("OperationType={renewal:?}"))),
    };
    if instance.alibaba().subscription.is_none() {
        let up = direction == Direction::Up;
        let only_up = || Error::invalid("OperationType", "Downgrade", "Upgrade, unless it is a subscription");
        return if up { Ok((instance.clone(), None)) } else { Err(only_up()) };
    }
    let free = billing::check_orderable(at.now, instance).is_ok();
    Ok((if free { prepaid::as_pay_as_you_go(instance) } else { instance.clone() }, Some(direction)))
}

fn types(at: Place<'_>, instance: &Instance, direction: Option<Direction>, request: &Request) -> Result<Offer, Error> {
    let type_filter = TypeFilter::new(request.instance_type.clone(), request.cores, request.memory)?;
    let targets = resize::targets(at, instance, request.migrate_across_zone)
        .into_iter()
        .filter(|target| type_filter.matches(target.instance_type));
    let has_direction = |target: &resize::Target| {
        direction.is_none_or(|requested| prepaid::direction(instance.instance_type, target.instance_type) == requested)
    };
    let targets = targets.filter(has_direction);
    let (later, now): (Vec<_>, Vec<_>) = targets.partition(|target| target.after_disks);
    let view = |targets: Vec<resize::Target>| {
        targets.iter().map(|target| Supported::new(target.instance_type.name, target.in_stock)).collect::<Vec<_>>()
    };
    let conditional = request.conditions.iter().any(|name| name == "DiskCategory");
    let after_disks = Some(if conditional { view(later) } else { Vec::new() });
    Ok(Offer { zone: instance.zone, resource_type: "InstanceType", supported: view(now), after_disks })
}

fn disks(at: Place<'_>, instance: &Instance, request: &Request) -> Result<Offer, Error> {
    let instance_type = request.instance_type.as_ref().ok_or_else(|| Error::missing("InstanceType"))?;
    let categories = resize::system_disks(at, instance, instance_type, request.migrate_across_zone);
    let supported = categories.into_iter().map(|category| Supported::disk(category, true)).collect();
    Ok(Offer { zone: instance.zone, resource_type: "SystemDisk", supported, after_disks: Some(Vec::new()) })
}
