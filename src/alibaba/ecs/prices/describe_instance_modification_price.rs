//! [DescribeInstanceModificationPrice](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceModificationPrice)

use super::disks::{DiskSpec, SystemDisk};
use super::view::Response;
use crate::alibaba::ecs::common::{instance, parse_time};
use crate::alibaba::ecs::disks::checks::{check_category, check_level};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::price::{self, Money, Price, Resource};
use crate::domain::billing::{self, AlibabaBillingError};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{AlibabaDiskError, Disk, SizeError, sizes};
use crate::domain::compute::image;
use crate::domain::compute::instance::{Instance, InternetCharge};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::Place;
use crate::domain::resize::families;
use crate::operation::{Error, Operation, Read, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// Describes the extra cost of a subscription, for the rest of its time, with another type, other disks, another image
/// or more bandwidth. The price list is our own. A change that makes it cheaper is an error.
pub struct DescribeInstanceModificationPrice;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    instance_type: Option<SmolStr>,
    image_id: Option<SmolStr>,
    system_disk: Option<SystemDisk>,
    #[serde(default)]
    data_disk: Vec<DataDisk>,
    internet_charge_type: Option<InternetCharge>,
    internet_max_bandwidth_out: Option<i64>,
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DataDisk {
    disk_id: Option<SmolStr>,
    category: Option<SmolStr>,
    size: Option<i64>,
    performance_level: Option<SmolStr>,
}

/// The most data disks in one call.
const MAX_DISKS: usize = 16;

impl Operation for DescribeInstanceModificationPrice {
    const ACTION: &'static str = "DescribeInstanceModificationPrice";
    const REGION_ID: bool = true;
    // All carriers cost the same.
    const IGNORED: &'static [&'static str] = &["ISP"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(_))) => row(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range."),
            // The vendor's text is a placeholder.
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::TypeRetired(_))) => row(400, "InstanceType.Offline", "The specified InstanceType has been offline."),
            Error::Domain(DomainError::AlibabaBilling(error)) => return billing(error),
            Error::Domain(DomainError::AlibabaDisk(error)) => return disk(error),
            _ if error.missing_parameter().is_some_and(|name| name.ends_with(".Category")) => row(400, "InvalidDiskCategory.Missing", "The DataDisk.1.Category parameter that is mandatory for processing the request is not provided."),
            _ if error.invalid_parameter().is_some_and(|name| name.starts_with("DataDisk.") && name.ends_with(".Size")) => row(400, "InvalidDataDiskSize.ValueNotSupported", DATA_SIZE),
            _ => return None,
        })
    }
}

/// The text of a data disk that is too small or too large.
const DATA_SIZE: &str = "The specified DataDisk.n.Size beyond the permitted range.";

#[rustfmt::skip]
fn billing(error: &AlibabaBillingError) -> Option<VendorError> {
    use AlibabaBillingError as E;
    Some(match error {
        E::ChargeType => row(403, "ChargeTypeViolation", "PostPaid instance do not support this operation."),
        E::Expired => row(403, "InstanceExpired", "The PrePaid instance has been expired."),
        _ => return None,
    })
}

#[rustfmt::skip]
fn disk(error: &AlibabaDiskError) -> Option<VendorError> {
    use AlibabaDiskError as E;
    Some(match error {
        E::Size { system: true, .. } => row(400, "InvalidParameter", "The specified parameter \"SystemDisk.Size\" is not valid."),
        E::Size { system: false, why: SizeError::Small | SizeError::Large } => row(400, "InvalidDataDiskSize.ValueNotSupported", DATA_SIZE),
        E::Size { system: false, why: SizeError::Level } => row(400, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match."),
        _ => return None,
    })
}

impl Read for DescribeInstanceModificationPrice {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let subscription = instance.alibaba().subscription.ok_or(AlibabaBillingError::ChargeType)?;
        billing::check_subscription(at.now, instance)?;
        if request.data_disk.len() > MAX_DISKS {
            return Err(Error::invalid("DataDisk", request.data_disk.len(), format!("at most {MAX_DISKS}")));
        }
        let target = request.instance_type.as_ref().map(|name| target_type(at, instance, name)).transpose()?;
        let mut hourly_extras = Vec::new();
        if let Some(target) = target {
            hourly_extras
                .push((Resource::Type, price::instance_type(target) - price::instance_type(instance.instance_type)));
        }
        if let Some(id) = &request.image_id {
            let instance_type = target.unwrap_or(instance.instance_type);
            let licence = price::licence(instance_type, image::platform(at.scope.cloud, id));
            let before = price::licence(instance.instance_type, instance.platform);
            hourly_extras.push((Resource::Image, (licence - before).max(Money::default())));
        }
        if let Some(disk) = request.system_disk {
            hourly_extras.push((Resource::SystemDisk, system_disk(instance, disk)?));
        }
        for (n, disk) in (1..).zip(request.data_disk) {
            hourly_extras.push((Resource::DataDisk, data_disk(instance, n, disk)?));
        }
        let for_remaining_time =
            |(resource, hourly): (Resource, Money)| (resource, price::remaining(hourly, at.now, subscription.ends));
        let mut extras: Vec<(Resource, Money)> = hourly_extras.into_iter().map(for_remaining_time).collect();
        if let Some(out) = request.internet_max_bandwidth_out {
            let hourly = bandwidth(instance, out, request.internet_charge_type)?;
            let start = parse_time_or("StartTime", request.start_time, at.now)?.max(at.now);
            let end = parse_time_or("EndTime", request.end_time, subscription.ends)?.min(subscription.ends);
            extras.push((Resource::Bandwidth, price::remaining(hourly, start, end)));
        }
        // Ours: the vendor's text names only two parameters, the only ones that the operation had at first.
        if extras.is_empty() {
            return Err(AlibabaBillingError::NothingToPrice.into());
        }
        let price = |(resource, original)| (resource, Price { original, ..Price::default() });
        Ok(Response::new(&extras.into_iter().map(price).collect::<Vec<_>>(), false))
    }
}

/// Finds the new type. The instance must be able to change to it, and it must not cost less than the present type.
fn target_type(at: Place<'_>, instance: &Instance, name: &SmolStr) -> Result<&'static InstanceType, Error> {
    let unknown = || InstanceError::TypeUnknown(name.clone());
    let target = at.types.find(name).ok_or_else(unknown)?;
    if !target.is_sold() {
        return Err(AlibabaInstanceError::TypeRetired(name.clone()).into());
    }
    if !families::reaches(instance.instance_type.family, target.family) {
        return Err(unknown().into());
    }
    if price::instance_type(target) < price::instance_type(instance.instance_type) {
        Err(AlibabaBillingError::Downgrade.into())
    } else {
        Ok(target)
    }
}

/// The extra cost of a changed disk per hour. A cheaper disk is an error.
fn extra_disk_cost(disk: &Disk, new: &DiskSpec, name: &str) -> Result<Money, Error> {
    let extra = new.price_part().1 - price::disk_part(disk).1;
    if extra < Money::default() { Err(Error::invalid(name, disk.id.clone(), "no cheaper disk")) } else { Ok(extra) }
}

fn system_disk(instance: &Instance, requested: SystemDisk) -> Result<Money, Error> {
    let disk = instance.system_disk().ok_or_else(|| Error::invalid("SystemDisk.Category", "", "a system disk"))?;
    let (category_name, level_name) = ("SystemDisk.Category", "SystemDisk.PerformanceLevel");
    let category = check_category(category_name, requested.category.unwrap_or_else(|| disk.category.clone()))?;
    let level =
        check_level(level_name, &category, requested.performance_level.or_else(|| disk.performance_level.clone()))?;
    let size = requested.size.unwrap_or(i64::from(disk.size_gib));
    extra_disk_cost(disk, &DiskSpec::new(category, level, size, true)?, category_name)
}

/// The extra cost per hour of a changed data disk, or of a new one without a DiskId. A new disk by default has the
/// smallest possible size.
fn data_disk(instance: &Instance, n: usize, requested: DataDisk) -> Result<Money, Error> {
    let name = |field: &str| format!("DataDisk.{n}.{field}");
    let present = match &requested.disk_id {
        None => None,
        Some(id) => {
            let disk = instance.disks.iter().find(|disk| disk.id == *id && !disk.system);
            Some(disk.ok_or_else(|| Error::invalid(&name("DiskId"), id, "a data disk of the instance"))?)
        }
    };
    let present_category = || present.map(|disk| disk.category.clone());
    let category = requested.category.or_else(present_category).ok_or_else(|| Error::missing(&name("Category")))?;
    let category = check_category(&name("Category"), category)?;
    let present_level = || present.and_then(|disk| disk.performance_level.clone());
    let level = check_level(&name("PerformanceLevel"), &category, requested.performance_level.or_else(present_level))?;
    let least = if level.as_deref() == Some("PL1") { 20 } else { i64::from(sizes(&category, false).0) };
    let size = requested.size.unwrap_or_else(|| present.map_or(least, |disk| i64::from(disk.size_gib)));
    let new = DiskSpec::new(category, level, size, false)?;
    match present {
        Some(disk) => extra_disk_cost(disk, &new, &name("Category")),
        None => Ok(new.price_part().1),
    }
}

/// The extra cost of the new outbound bandwidth (Mbit/s) per hour. Less cost is an error.
fn bandwidth(instance: &Instance, out: i64, charge: Option<InternetCharge>) -> Result<Money, Error> {
    let facts = instance.alibaba();
    let invalid = || Error::invalid("InternetMaxBandwidthOut", out, "up to 200, and not cheaper");
    let mbits = u32::try_from(out).ok().filter(|out| *out <= 200).ok_or_else(invalid)?;
    let charge = charge.unwrap_or(facts.internet_charge);
    let extra = price::bandwidth(charge, mbits) - price::bandwidth(facts.internet_charge, facts.bandwidth.out);
    if extra < Money::default() { Err(invalid()) } else { Ok(extra) }
}

fn parse_time_or(name: &str, text: Option<SmolStr>, default: Timestamp) -> Result<Timestamp, Error> {
    let Some(text) = text else { return Ok(default) };
    parse_time(&text).ok_or_else(|| Error::invalid(name, &text, "a time in UTC"))
}
