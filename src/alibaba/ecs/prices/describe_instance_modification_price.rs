//! [DescribeInstanceModificationPrice](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceModificationPrice)

use super::disks::{Known, SystemDisk, category, level};
use super::view::Response;
use crate::alibaba::ecs::common::{instance, parse_time};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::price::{self, Money, Price, Resource};
use crate::domain::billing::{self, AlibabaBillingError};
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::disk::{Disk, SizeError, sizes};
use crate::domain::compute::image;
use crate::domain::compute::instance::{Instance, InternetCharge};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::Place;
use crate::domain::resize::families;
use crate::operation::{Error, Operation, Read, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// Tells what more a subscription costs for the rest of its time with another type, other disks, another image or more
/// bandwidth, by a list of our own. What becomes cheaper has no price here.
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

/// The most data disks that one call can name.
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
        billing::is_itself(at.now, instance)?;
        if request.data_disk.len() > MAX_DISKS {
            return Err(Error::invalid("DataDisk", request.data_disk.len(), format!("at most {MAX_DISKS}")));
        }
        let target = request.instance_type.as_ref().map(|name| target(at, instance, name)).transpose()?;
        let mut more = Vec::new();
        if let Some(target) = target {
            more.push((Resource::Type, price::instance_type(target) - price::instance_type(instance.instance_type)));
        }
        if let Some(id) = &request.image_id {
            let instance_type = target.unwrap_or(instance.instance_type);
            let licence = price::licence(instance_type, image::platform(at.scope.cloud, id));
            let before = price::licence(instance.instance_type, instance.platform);
            more.push((Resource::Image, (licence - before).max(Money::default())));
        }
        if let Some(asked) = request.system_disk {
            more.push((Resource::SystemDisk, system_disk(instance, asked)?));
        }
        for (n, asked) in (1..).zip(request.data_disk) {
            more.push((Resource::DataDisk, data_disk(instance, n, asked)?));
        }
        let whole =
            |(resource, hourly): (Resource, Money)| (resource, price::remaining(hourly, at.now, subscription.ends));
        let mut more: Vec<(Resource, Money)> = more.into_iter().map(whole).collect();
        if let Some(out) = request.internet_max_bandwidth_out {
            let hourly = bandwidth(instance, out, request.internet_charge_type)?;
            let start = time("StartTime", request.start_time, at.now)?.max(at.now);
            let end = time("EndTime", request.end_time, subscription.ends)?.min(subscription.ends);
            more.push((Resource::Bandwidth, price::remaining(hourly, start, end)));
        }
        // Ours: the vendor's text names two parameters, of which there were no more at first.
        if more.is_empty() {
            return Err(AlibabaBillingError::NothingToPrice.into());
        }
        let price = |(resource, original)| (resource, Price { original, ..Price::default() });
        Ok(Response::new(&more.into_iter().map(price).collect::<Vec<_>>(), false))
    }
}

/// The type that the instance can be changed to, and that does not cost less.
fn target(at: Place<'_>, instance: &Instance, name: &SmolStr) -> Result<&'static InstanceType, Error> {
    let unknown = || InstanceError::TypeUnknown(name.clone());
    let target = catalog::find(at.scope.cloud, name).ok_or_else(unknown)?;
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

/// What more a changed disk costs by the hour.
fn changed(disk: &Disk, known: &Known, name: &str) -> Result<Money, Error> {
    let more = known.part().1 - price::disk_part(disk).1;
    if more < Money::default() { Err(Error::invalid(name, disk.id.clone(), "no cheaper disk")) } else { Ok(more) }
}

fn system_disk(instance: &Instance, asked: SystemDisk) -> Result<Money, Error> {
    let disk = instance.system_disk().ok_or_else(|| Error::invalid("SystemDisk.Category", "", "a system disk"))?;
    let (category_name, level_name) = ("SystemDisk.Category", "SystemDisk.PerformanceLevel");
    let category = category(category_name, asked.category.unwrap_or_else(|| disk.category.clone()))?;
    let level = level(level_name, &category, asked.performance_level.or_else(|| disk.performance_level.clone()))?;
    let size = asked.size.unwrap_or(i64::from(disk.size_gib));
    changed(disk, &Known::new(category, level, size, true)?, category_name)
}

/// A data disk that is changed, or another one, by default as small as can be.
fn data_disk(instance: &Instance, n: usize, asked: DataDisk) -> Result<Money, Error> {
    let name = |field: &str| format!("DataDisk.{n}.{field}");
    let present = match &asked.disk_id {
        None => None,
        Some(id) => {
            let disk = instance.disks.iter().find(|disk| disk.id == *id && !disk.system);
            Some(disk.ok_or_else(|| Error::invalid(&name("DiskId"), id, "a data disk of the instance"))?)
        }
    };
    let of_present = || present.map(|disk| disk.category.clone());
    let wanted = asked.category.or_else(of_present).ok_or_else(|| Error::missing(&name("Category")))?;
    let category = category(&name("Category"), wanted)?;
    let of_present = || present.and_then(|disk| disk.performance_level.clone());
    let level = level(&name("PerformanceLevel"), &category, asked.performance_level.or_else(of_present))?;
    let least = if level.as_deref() == Some("PL1") { 20 } else { i64::from(sizes(&category, false).0) };
    let size = asked.size.unwrap_or_else(|| present.map_or(least, |disk| i64::from(disk.size_gib)));
    let known = Known::new(category, level, size, false)?;
    match present {
        Some(disk) => changed(disk, &known, &name("Category")),
        None => Ok(known.part().1),
    }
}

/// What more so much bandwidth costs by the hour.
fn bandwidth(instance: &Instance, out: i64, charge: Option<InternetCharge>) -> Result<Money, Error> {
    let facts = instance.alibaba();
    let invalid = || Error::invalid("InternetMaxBandwidthOut", out, "up to 200, and not cheaper");
    let mbits = u32::try_from(out).ok().filter(|out| *out <= 200).ok_or_else(invalid)?;
    let charge = charge.unwrap_or(facts.internet_charge);
    let more = price::bandwidth(charge, mbits) - price::bandwidth(facts.internet_charge, facts.bandwidth.out);
    if more < Money::default() { Err(invalid()) } else { Ok(more) }
}

fn time(name: &str, text: Option<SmolStr>, default: Timestamp) -> Result<Timestamp, Error> {
    let Some(text) = text else { return Ok(default) };
    parse_time(&text).ok_or_else(|| Error::invalid(name, &text, "a time in UTC"))
}
