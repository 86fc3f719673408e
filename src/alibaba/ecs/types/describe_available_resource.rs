//! [DescribeAvailableResource](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeAvailableResource)

use super::available::{AvailableZones, Offer, Sizes, Supported};
use super::refusals;
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota;
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::disk::{ECS_CATEGORIES, is_essd};
use crate::domain::network::NetworkError;
use crate::domain::place::Place;
use crate::domain::resize::families::essd_only;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes what the zones of a region have to give: instance types with their stock, disks, networks.
///
/// A type of which a zone has none left is sold out there, and a launch is refused. Types, by name or by figures,
/// choose among whatever is asked for; categories of disks only among those disks, as the vendor's order says.
pub struct DescribeAvailableResource;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "some are read only to be checked")]
pub struct Request {
    destination_resource: DestinationResource,
    zone_id: Option<SmolStr>,
    instance_charge_type: Option<ChargeType>,
    spot_strategy: Option<SpotStrategy>,
    io_optimized: Option<IoOptimized>,
    dedicated_host_id: Option<SmolStr>,
    instance_type: Option<SmolStr>,
    system_disk_category: Option<SmolStr>,
    data_disk_category: Option<SmolStr>,
    network_category: Option<NetworkCategory>,
    cores: Option<u32>,
    memory: Option<f64>,
    resource_type: Option<ResourceType>,
    scope: Option<ReservedScope>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum DestinationResource {
    Zone,
    IoOptimized,
    InstanceType,
    Network,
    #[serde(rename = "ddh")]
    DedicatedHost,
    SystemDisk,
    DataDisk,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum ChargeType {
    PostPaid,
    PrePaid,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum SpotStrategy {
    NoSpot,
    SpotWithPriceLimit,
    SpotAsPriceGo,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum IoOptimized {
    None,
    Optimized,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum NetworkCategory {
    Vpc,
    Classic,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum ResourceType {
    #[default]
    Instance,
    Disk,
    ReservedInstance,
    #[serde(rename = "ddh")]
    DedicatedHost,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum ReservedScope {
    Region,
    Zone,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    available_zones: AvailableZones,
}

impl Operation for DescribeAvailableResource {
    const ACTION: &'static str = "DescribeAvailableResource";
    const REGION_ID: bool = true;
    // It counts for spot instances only, and those are not modelled.
    const IGNORED: &'static [&'static str] = &["SpotDuration"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter() {
            Some("DedicatedHostId") => Some(row(403, "InvalidDedicatedHostId.NotFound", "The specified DedicatedHostId does not exist.")),
            Some("InstanceChargeType") => Some(row(400, "Invalid.InstanceChargeType", "The specified InstanceChargeType is not valid.")),
            Some("IoOptimized") => Some(row(404, "Invalid.IoOptimized", "The specified IoOptimized is not valid.")),
            Some("NetworkCategory") => Some(row(404, "Invalid.NetworkCategory", "The specified NetworkCategory is not valid.")),
            Some("ResourceType") => Some(row(404, "Invalid.ResourceType", "The ResourceType provided does not exist in our records.")),
            Some("Scope") => Some(row(403, "InvalidParameter.Scope", "The specified parameter Scope is invalid.")),
            Some("SpotStrategy") => Some(row(404, "Invalid.SpotStrategy", "The specified SpotStrategy is not valid.")),
            _ => refusals::choice(error),
        }
    }
}

impl Read for DescribeAvailableResource {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        if request.spot_strategy.is_some_and(|strategy| strategy != SpotStrategy::NoSpot) {
            return Err(Error::NotModelled("SpotStrategy".to_owned()));
        }
        if let Some(host) = request.dedicated_host_id {
            return Err(Error::invalid("DedicatedHostId", host, "none: there are no dedicated hosts"));
        }
        let sizes = Sizes::new(request.instance_type.clone(), request.cores, request.memory)?;
        let only = match &request.zone_id {
            None => None,
            Some(name) => Some(at.scope.zone(name).ok_or_else(|| NetworkError::ZoneNotFound(name.clone()))?),
        };
        // Everything here is I/O optimised and in a VPC, and there are neither reserved instances nor dedicated hosts.
        let nothing = request.io_optimized == Some(IoOptimized::None)
            || request.network_category == Some(NetworkCategory::Classic)
            || matches!(request.resource_type, Some(ResourceType::ReservedInstance | ResourceType::DedicatedHost))
            || request.destination_resource == DestinationResource::DedicatedHost;
        let ask = Ask::new(&request, sizes)?;
        if nothing {
            return Ok(Response { available_zones: AvailableZones::none() });
        }
        let zones = at.scope.facts().into_iter().flat_map(|region| region.zones).map(|(zone, _)| *zone);
        let zones = zones.filter(|zone| only.is_none_or(|only| only == *zone));
        let offers = zones.map(|zone| Offer {
            zone,
            resource_type: ask.resource_type(),
            supported: ask.supported(at, zone),
            after_disks: None,
        });
        Ok(Response { available_zones: AvailableZones::new(at.scope.region, offers) })
    }
}

/// What is asked for, checked.
enum Ask {
    Zone(Sizes),
    IoOptimized(Sizes),
    InstanceType(Sizes),
    Network(Sizes),
    Disk { instance_type: Option<&'static InstanceType>, known: bool, system: bool, category: Option<SmolStr> },
}

impl Ask {
    fn new(request: &Request, sizes: Sizes) -> Result<Self, Error> {
        let system = request.destination_resource == DestinationResource::SystemDisk;
        Ok(match request.destination_resource {
            DestinationResource::Zone | DestinationResource::DedicatedHost => Self::Zone(sizes),
            DestinationResource::IoOptimized => Self::IoOptimized(sizes),
            DestinationResource::InstanceType => Self::InstanceType(sizes),
            DestinationResource::Network => Self::Network(sizes),
            DestinationResource::SystemDisk | DestinationResource::DataDisk => {
                let alone = !system && request.resource_type == Some(ResourceType::Disk);
                let named = request.instance_type.as_ref().filter(|_| !alone);
                if named.is_none() && !alone {
                    return Err(Error::missing("InstanceType"));
                }
                let sold = |name: &SmolStr| catalog::find(crate::domain::scope::Cloud::Alibaba, name);
                let instance_type = named.and_then(sold).filter(|instance_type| instance_type.is_sold());
                let category = if system { &request.system_disk_category } else { &request.data_disk_category };
                Self::Disk {
                    instance_type,
                    known: alone || instance_type.is_some(),
                    system,
                    category: category.clone(),
                }
            }
        })
    }

    /// What the answer calls it.
    fn resource_type(&self) -> &'static str {
        match self {
            Self::Zone(_) => "Zone",
            Self::IoOptimized(_) => "IoOptimized",
            Self::InstanceType(_) => "InstanceType",
            Self::Network(_) => "Network",
            Self::Disk { system: true, .. } => "SystemDisk",
            Self::Disk { system: false, .. } => "DataDisk",
        }
    }

    /// What a zone has of it.
    fn supported(&self, at: Place<'_>, zone: &'static str) -> Vec<Supported> {
        let types = |sizes: &Sizes| {
            let sold = catalog::types(at.scope.cloud)
                .iter()
                .filter(|instance_type| instance_type.is_sold() && sizes.include(instance_type));
            sold.map(|instance_type| {
                Supported::new(instance_type.name, quota::in_stock(at.region, instance_type, zone, 1))
            })
            .collect::<Vec<_>>()
        };
        // One thing that the zone has wherever it has one of the types.
        let one = |value, sizes: &Sizes| {
            let types = types(sizes);
            let in_stock = types.iter().any(Supported::in_stock);
            types.first().map(|_| Supported::new(value, in_stock)).into_iter().collect()
        };
        match self {
            Self::Zone(sizes) => one(zone, sizes),
            Self::IoOptimized(sizes) => one("optimized", sizes),
            Self::Network(sizes) => one("vpc", sizes),
            Self::InstanceType(sizes) => types(sizes),
            Self::Disk { known: false, .. } => Vec::new(),
            Self::Disk { instance_type, system, category, .. } => {
                let taken = |category: &&&str| {
                    !instance_type.is_some_and(|instance_type| essd_only(instance_type.family)) || is_essd(category)
                };
                let asked = |name: &&&str| category.as_ref().is_none_or(|category| category == **name);
                let categories = ECS_CATEGORIES.iter().filter(taken).filter(asked);
                categories.map(|category| Supported::disk(category, *system)).collect()
            }
        }
    }
}
