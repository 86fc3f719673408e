//! [DescribeAvailableResource](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeAvailableResource)

use super::available::{AvailableZones, Offer, Supported, TypeFilter};
use super::refusals;
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{ECS_CATEGORIES, is_essd};
use crate::domain::network::NetworkError;
use crate::domain::place::Place;
use crate::domain::resize::families::essd_only;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the resources that the zones of a region offer: instance types with their stock, disks, and networks.
///
/// A type that a zone has no capacity left for is sold out there, and a launch fails. The filters on types apply to
/// every requested resource. The filters on disk categories apply only to requests for those disks, as the vendor
/// documents.
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
            _ => refusals::choice_error(error),
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
        let type_filter = TypeFilter::new(request.instance_type.clone(), request.cores, request.memory)?;
        let requested_zone = match &request.zone_id {
            None => None,
            Some(name) => Some(at.scope.zone(name).ok_or_else(|| NetworkError::ZoneNotFound(name.clone()))?),
        };
        // Everything here is I/O optimised and in a VPC, and there are neither reserved instances nor dedicated hosts.
        let nothing_matches = request.io_optimized == Some(IoOptimized::None)
            || request.network_category == Some(NetworkCategory::Classic)
            || matches!(request.resource_type, Some(ResourceType::ReservedInstance | ResourceType::DedicatedHost))
            || request.destination_resource == DestinationResource::DedicatedHost;
        let requested = RequestedResource::new(at, &request, type_filter)?;
        if nothing_matches {
            return Ok(Response { available_zones: AvailableZones::none() });
        }
        let zones = at.scope.facts().into_iter().flat_map(|region| region.zones).map(|(zone, _)| *zone);
        let zones = zones.filter(|zone| requested_zone.is_none_or(|requested| requested == *zone));
        let offers = zones.map(|zone| Offer {
            zone,
            resource_type: requested.resource_type(),
            supported: requested.supported(at, zone),
            after_disks: None,
        });
        Ok(Response { available_zones: AvailableZones::new(at.scope.region, offers) })
    }
}

/// The requested resource, with its filters.
enum RequestedResource {
    Zone(TypeFilter),
    IoOptimized(TypeFilter),
    InstanceType(TypeFilter),
    Network(TypeFilter),
    /// `offered` is false if the disk is for an instance type that does not exist or is no longer sold.
    Disk {
        instance_type: Option<&'static InstanceType>,
        offered: bool,
        system: bool,
        category: Option<SmolStr>,
    },
}

impl RequestedResource {
    fn new(at: Place<'_>, request: &Request, type_filter: TypeFilter) -> Result<Self, Error> {
        let system = request.destination_resource == DestinationResource::SystemDisk;
        Ok(match request.destination_resource {
            DestinationResource::Zone | DestinationResource::DedicatedHost => Self::Zone(type_filter),
            DestinationResource::IoOptimized => Self::IoOptimized(type_filter),
            DestinationResource::InstanceType => Self::InstanceType(type_filter),
            DestinationResource::Network => Self::Network(type_filter),
            DestinationResource::SystemDisk | DestinationResource::DataDisk => {
                let alone = !system && request.resource_type == Some(ResourceType::Disk);
                let type_name = request.instance_type.as_ref().filter(|_| !alone);
                if type_name.is_none() && !alone {
                    return Err(Error::missing("InstanceType"));
                }
                let instance_type =
                    type_name.and_then(|name| at.types.find(name)).filter(|instance_type| instance_type.is_sold());
                let category = if system { &request.system_disk_category } else { &request.data_disk_category };
                Self::Disk {
                    instance_type,
                    offered: alone || instance_type.is_some(),
                    system,
                    category: category.clone(),
                }
            }
        })
    }

    /// The name of the kind of resource in the response.
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

    /// The resources of this kind that a zone offers.
    fn supported(&self, at: Place<'_>, zone: &'static str) -> Vec<Supported> {
        let types = |type_filter: &TypeFilter| {
            let sold =
                at.types.all().filter(|instance_type| instance_type.is_sold() && type_filter.matches(instance_type));
            sold.map(|instance_type| {
                Supported::new(instance_type.name, quota::in_stock(at.region, instance_type, zone, 1))
            })
            .collect::<Vec<_>>()
        };
        // A single resource, which the zone has if it has one of the types.
        let single = |value, type_filter: &TypeFilter| {
            let types = types(type_filter);
            let in_stock = types.iter().any(Supported::in_stock);
            types.first().map(|_| Supported::new(value, in_stock)).into_iter().collect()
        };
        match self {
            Self::Zone(type_filter) => single(zone, type_filter),
            Self::IoOptimized(type_filter) => single("optimized", type_filter),
            Self::Network(type_filter) => single("vpc", type_filter),
            Self::InstanceType(type_filter) => types(type_filter),
            Self::Disk { offered: false, .. } => Vec::new(),
            Self::Disk { instance_type, system, category, .. } => {
                let is_supported = |category: &&&str| !instance_type.is_some_and(essd_only) || is_essd(category);
                let is_requested = |name: &&&str| category.as_ref().is_none_or(|category| category == **name);
                let categories = ECS_CATEGORIES.iter().filter(is_supported).filter(is_requested);
                categories.map(|category| Supported::disk(category, *system)).collect()
            }
        }
    }
}
