//! [DescribePrice](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribePrice)

use super::disks::{DiskSpec, SystemDisk};
use super::view::Response;
use crate::alibaba::ecs::disks::checks::{check_category, check_level};
use crate::alibaba::ecs::errors;
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::price::{self, Money, Part, Resource, TRAFFIC, Term};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{AlibabaDiskError, SizeError};
use crate::domain::compute::image::{self, AlibabaImageError, ImageError, ImageState};
use crate::domain::compute::instance::InternetCharge;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::Place;
use crate::domain::resize::families::essd_only;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Describes what an instance, a disk, bandwidth or reserved capacity costs. The price list is our own.
pub struct DescribePrice;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "networks and optimised I/O cost nothing, but have values")]
pub struct Request {
    zone_id: Option<SmolStr>,
    resource_type: Option<ResourceType>,
    instance_type: Option<SmolStr>,
    image_id: Option<SmolStr>,
    platform: Option<Platform>,
    dedicated_host_type: Option<SmolStr>,
    io_optimized: Option<IoOptimized>,
    instance_network_type: Option<NetworkType>,
    internet_charge_type: Option<InternetCharge>,
    internet_max_bandwidth_out: Option<i64>,
    system_disk: Option<SystemDisk>,
    #[serde(default)]
    data_disk: Vec<DataDisk>,
    period: Option<u32>,
    price_unit: Option<PriceUnit>,
    spot_strategy: Option<SpotStrategy>,
    amount: Option<i64>,
    instance_amount: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DataDisk {
    category: Option<SmolStr>,
    size: Option<i64>,
    performance_level: Option<SmolStr>,
    provisioned_iops: Option<i64>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
enum ResourceType {
    #[default]
    #[serde(rename = "instance")]
    Instance,
    #[serde(rename = "disk")]
    Disk,
    #[serde(rename = "diskperformance")]
    DiskPerformance,
    #[serde(rename = "bandwidth")]
    Bandwidth,
    #[serde(rename = "ddh")]
    DedicatedHost,
    ElasticityAssurance,
    CapacityReservation,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum PriceUnit {
    #[default]
    Hour,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
enum SpotStrategy {
    #[default]
    NoSpot,
    SpotWithPriceLimit,
    SpotAsPriceGo,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum Platform {
    Windows,
    Linux,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum IoOptimized {
    None,
    Optimized,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum NetworkType {
    Vpc,
    Classic,
}

/// The most data disks in one call.
const MAX_DISKS: usize = 16;

/// The most provisioned IOPS of a disk.
const MAX_IOPS: i64 = 50_000;

impl Operation for DescribePrice {
    const ACTION: &'static str = "DescribePrice";
    const REGION_ID: bool = true;
    // Parameters of elasticity assurances and reserved instances, which have no price here, and parameters that do not
    // affect the price.
    const IGNORED: &'static [&'static str] = &[
        "AssuranceTimes",
        "Capacity",
        "DataDisk.N.StorageClusterId",
        "InstanceCpuCoreCount",
        "InstanceTypeList",
        "Isp",
        "OfferingType",
        "RecurrenceRules",
        "SchedulerOptions",
        "Scope",
        "SpotDuration",
        "StartTime",
        "SystemDisk.StorageClusterId",
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(error) => domain(error),
            _ => match error.missing_parameter() {
                Some(name) => missing(name),
                None => invalid_value(error.invalid_parameter()?),
            },
        }
    }
}

/// This is an old operation: its errors for missing parameters have the status 404.
#[rustfmt::skip]
fn missing(name: &str) -> Option<VendorError> {
    Some(match name {
        "DedicatedHostType" => row(404, "InvalidDedicatedHostType.Missing", "The dedicatedHostType parameter that is mandatory for processing the request is not provided."),
        "InstanceType" => row(404, "InvalidInstanceType.Missing", "The InstanceType parameter that is mandatory for processing the request is not provided."),
        _ if name.ends_with(".Category") => row(404, "InvalidDiskCategory.Missing", "The DataDisk.1.Category parameter that is mandatory for processing the request is not provided."),
        _ => return None,
    })
}

#[rustfmt::skip]
fn invalid_value(name: &str) -> Option<VendorError> {
    Some(match name {
        "Amount" => row(403, "InvalidAmount.Malformed", "The specified parameter Amount is not valid."),
        "DataDisk" => row(400, "InstanceDiskNumber.LimitExceed", "The total number of specified disk in an instance exceeds."),
        "InstanceNetworkType" => row(404, "InvalidNetworkType.ValueNotSupported", "The specified parameter NetworkType is not valid."),
        "InternetMaxBandwidthOut" => row(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", "The specified parameter \"InternetMaxBandwidthOut\" is not valid."),
        "IoOptimized" => row(400, "InvalidIoOptimizedValue.ValueNotSupported", "IoOptimized value not supported."),
        "Platform" => row(400, "InvalidParameter.Platform", "The specified parameter Platform is invalid."),
        "PriceUnit" => row(400, "InvalidPriceUnit.ValueNotSupported", "The specified parameter PriceUnit is not valid."),
        "ResourceType" => row(400, "InvalidResourceType.ValueNotSupported", "The specified parameter ResourceType is not valid."),
        // The vendor's text is a placeholder.
        "SpotStrategy" => row(400, "InvalidSpotAuthorized", "The specified Spot param is unauthorized."),
        "SystemDisk.Size" => row(404, "InvalidSystemDiskSize.ValueNotSupported", "The specified parameter SystemDisk.Size is invalid."),
        "ZoneId" => row(400, "Invalid.ZoneId", "The specified ZoneId is not valid."),
        _ if name.starts_with("DataDisk.") && name.ends_with(".Size") => errors::disk(&AlibabaDiskError::Size { system: false, why: SizeError::Small }),
        _ => return None,
    })
}

#[rustfmt::skip]
fn domain(error: &DomainError) -> Option<VendorError> {
    Some(match error {
        DomainError::Instance(InstanceError::TypeUnknown(_)) => row(404, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range."),
        // The vendor's text is a placeholder.
        DomainError::AlibabaInstance(AlibabaInstanceError::TypeRetired(_)) => row(403, "InstanceType.Offline", "The specified InstanceType has been offline."),
        DomainError::Image(ImageError::Unavailable(_)) => row(403, "OperationDenied", "The specified Image is disabled or is deleted."),
        _ => return None,
    })
}

impl Read for DescribePrice {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        if let Some(zone) = request.zone_id.as_ref().filter(|zone| at.scope.zone(zone).is_none()) {
            return Err(Error::invalid("ZoneId", zone, "a zone of the region"));
        }
        let amount = |name: &str, amount: Option<i64>| match amount.unwrap_or(1) {
            amount @ 1..=1000 => Ok(amount),
            other => Err(Error::invalid(name, other, "from 1 to 1000")),
        };
        let (amount, reserved_amount) =
            (amount("Amount", request.amount)?, amount("InstanceAmount", request.instance_amount)?);
        let resource_type = request.resource_type.unwrap_or_default();
        let times = if resource_type == ResourceType::CapacityReservation { amount * reserved_amount } else { amount };
        let term = term(resource_type, request.period.unwrap_or(1), request.price_unit.unwrap_or_default())?;
        let spot = request.spot_strategy.unwrap_or_default() != SpotStrategy::NoSpot;
        let parts = match resource_type {
            ResourceType::Instance => instance_parts(at, &request)?,
            ResourceType::Disk => disk_parts(&request)?,
            ResourceType::DiskPerformance => performance_parts(&request)?,
            ResourceType::Bandwidth => vec![(Resource::Bandwidth, TRAFFIC)],
            ResourceType::CapacityReservation => reservation_parts(at, &request)?,
            ResourceType::DedicatedHost if request.dedicated_host_type.is_none() => {
                return Err(Error::missing("DedicatedHostType"));
            }
            ResourceType::ElasticityAssurance if request.instance_type.is_none() => {
                return Err(Error::missing("InstanceType"));
            }
            // Neither of them exists here.
            ResourceType::DedicatedHost | ResourceType::ElasticityAssurance => {
                return Err(AlibabaBillingError::NoPrice.into());
            }
        };
        let price =
            |(resource, hourly): Part| (resource, term.price(hourly * times, spot && resource == Resource::Type));
        Ok(Response::new(&parts.into_iter().map(price).collect::<Vec<_>>(), true))
    }
}

/// Reads the duration that the price is for: 1 hour, 1 to 4 weeks, 1 to 9 months or 1 to 5 years. Disks have only
/// hourly prices. Traffic has a price per GB, so the unit has no effect.
fn term(resource_type: ResourceType, period: u32, unit: PriceUnit) -> Result<Term, Error> {
    let (term, max) = match (resource_type, unit) {
        (ResourceType::Disk | ResourceType::DiskPerformance, PriceUnit::Week | PriceUnit::Month | PriceUnit::Year) => {
            return Err(Error::invalid("PriceUnit", format!("{unit:?}"), "Hour"));
        }
        (ResourceType::Bandwidth, _) | (_, PriceUnit::Hour) => (Term::Hour, 1),
        (_, PriceUnit::Week) => (Term::Weeks(period), 4),
        (_, PriceUnit::Month) => (Term::Months(period), 9),
        (_, PriceUnit::Year) => (Term::Years(period), 5),
    };
    if (1..=max).contains(&period) { Ok(term) } else { Err(Error::invalid("Period", period, format!("1 to {max}"))) }
}

/// The price parts of an instance: its type, image, bandwidth and disks.
fn instance_parts(at: Place<'_>, request: &Request) -> Result<Vec<Part>, Error> {
    let instance_type = instance_type(at, request)?;
    let (platform, size) = image(at, request.image_id.as_ref())?;
    let out = request.internet_max_bandwidth_out.unwrap_or(0);
    let mbits = u32::try_from(out).ok().filter(|out| *out <= 100);
    let mbits = mbits.ok_or_else(|| Error::invalid("InternetMaxBandwidthOut", out, "from 0 to 100"))?;
    let mut parts = vec![
        (Resource::Type, price::instance_type(instance_type)),
        (Resource::Image, price::licence(instance_type, platform)),
        (Resource::Bandwidth, price::bandwidth(request.internet_charge_type.unwrap_or_default(), mbits)),
        system_disk(instance_type, size, request.system_disk.as_ref())?.price_part(),
    ];
    if request.data_disk.len() > MAX_DISKS {
        return Err(Error::invalid("DataDisk", request.data_disk.len(), format!("at most {MAX_DISKS}")));
    }
    for (n, disk) in (1..).zip(&request.data_disk) {
        parts.extend(data_disk_parts(n, disk)?);
    }
    Ok(parts)
}

fn instance_type(at: Place<'_>, request: &Request) -> Result<&'static InstanceType, Error> {
    let name = request.instance_type.as_ref().ok_or_else(|| Error::missing("InstanceType"))?;
    let instance_type = at.types.find(name).ok_or_else(|| InstanceError::TypeUnknown(name.clone()))?;
    if instance_type.is_sold() {
        Ok(instance_type)
    } else {
        Err(AlibabaInstanceError::TypeRetired(name.clone()).into())
    }
}

/// The platform of an image, and the smallest system disk that it fits on, in GiB.
fn image(at: Place<'_>, id: Option<&SmolStr>) -> Result<(&'static str, i64), Error> {
    let Some(id) = id else { return Ok(("Linux/UNIX", 0)) };
    if let Some(own) = at.region.images.get(id) {
        if own.state != ImageState::Available {
            return Err(ImageError::Unavailable(id.clone()).into());
        }
        return Ok((own.platform, own.disks.first().map_or(0, |disk| i64::from(disk.size_gib))));
    }
    let public = image::find(at.scope.cloud, id);
    if public.is_none() && at.rules.strict_images {
        return Err(InstanceError::ImageNotFound(id.clone()).into());
    }
    Ok((image::platform(at.scope.cloud, id), public.map_or(0, |image| i64::from(image.size_gib))))
}

/// The system disk. The default category is `cloud_efficiency`, or `cloud_essd` at PL0 for types that support only
/// that. The default size is that of the image, at least 20 GiB.
fn system_disk(instance_type: &InstanceType, image_size: i64, disk: Option<&SystemDisk>) -> Result<DiskSpec, Error> {
    let requested_category = disk.and_then(|disk| disk.category.clone());
    let essd_by_default = requested_category.is_none() && essd_only(instance_type);
    let requested_level = disk.and_then(|disk| disk.performance_level.clone());
    let (default, default_level) =
        if essd_by_default { ("cloud_essd", Some(SmolStr::new_static("PL0"))) } else { ("cloud_efficiency", None) };
    let category = check_category("SystemDisk.Category", requested_category.unwrap_or(SmolStr::new_static(default)))?;
    let level = check_level("SystemDisk.PerformanceLevel", &category, requested_level.or(default_level))?;
    let size = disk.and_then(|disk| disk.size).unwrap_or(image_size.max(20));
    let spec = DiskSpec::new(category, level, size, true)?;
    if size < image_size { Err(AlibabaImageError::Larger.into()) } else { Ok(spec) }
}

/// The price parts of a data disk: the disk, and its provisioned IOPS if they cost anything.
fn data_disk_parts(n: usize, disk: &DataDisk) -> Result<Vec<Part>, Error> {
    let name = |field: &str| format!("DataDisk.{n}.{field}");
    let requested = disk.category.clone().ok_or_else(|| Error::missing(&name("Category")))?;
    let category = check_category(&name("Category"), requested)?;
    let level = check_level(&name("PerformanceLevel"), &category, disk.performance_level.clone())?;
    let size = disk.size.ok_or_else(|| Error::invalid(&name("Size"), "", "a size in GiB"))?;
    let iops = disk.provisioned_iops.map(|iops| iops_price(n, &category, iops)).transpose()?;
    let iops = iops.filter(|money| *money > Money::default()).map(|money| (Resource::Performance, money));
    Ok([DiskSpec::new(category, level, size, false)?.price_part()].into_iter().chain(iops).collect())
}

/// The price of provisioned IOPS, which only disks of the category `cloud_auto` (ESSD AutoPL) have.
fn iops_price(n: usize, category: &str, iops: i64) -> Result<Money, Error> {
    if category == "cloud_auto" && (0..=MAX_IOPS).contains(&iops) {
        Ok(price::performance(iops))
    } else {
        let name = format!("DataDisk.{n}.ProvisionedIops");
        Err(Error::invalid(&name, iops, format!("0 to {MAX_IOPS}, for cloud_auto")))
    }
}

/// The price parts of the first data disk alone.
fn disk_parts(request: &Request) -> Result<Vec<Part>, Error> {
    data_disk_parts(1, request.data_disk.first().ok_or_else(|| Error::missing("DataDisk.1.Category"))?)
}

fn performance_parts(request: &Request) -> Result<Vec<Part>, Error> {
    let missing = || Error::missing("DataDisk.1.Category");
    let disk = request.data_disk.first().ok_or_else(missing)?;
    let category = check_category("DataDisk.1.Category", disk.category.clone().ok_or_else(missing)?)?;
    let iops = disk.provisioned_iops.ok_or_else(|| Error::missing("DataDisk.1.ProvisionedIops"))?;
    Ok(vec![(Resource::Performance, iops_price(1, &category, iops)?)])
}

/// The price parts of reserved capacity, which costs the same as the instances it is for.
fn reservation_parts(at: Place<'_>, request: &Request) -> Result<Vec<Part>, Error> {
    let instance_type = instance_type(at, request)?;
    let platform = match request.platform {
        Some(Platform::Windows) => "Windows",
        Some(Platform::Linux) | None => "Linux/UNIX",
    };
    Ok(vec![
        (Resource::Type, price::instance_type(instance_type)),
        (Resource::Image, price::licence(instance_type, platform)),
    ])
}
