//! [DescribeDisks](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeDisks)

use super::view::{DiskView, LocatedDisk};
use crate::alibaba::ecs::common::{AnyCaseTag, Paging, check_tag_count, check_value, json_list, matches_filter};
use crate::alibaba::ecs::filters::{CREATION_KEYS, Filter, Filters, is_filter_key, is_filter_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::disk::{ECS_CATEGORIES, attached};
use crate::domain::error::Error as DomainError;
use crate::domain::network::NetworkError;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the disks that pass all filters: those of instances, and those that released instances left behind. Pages
/// by number or by token. Unknown ids are ignored.
pub struct DescribeDisks;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    zone_id: Option<SmolStr>,
    disk_ids: Option<SmolStr>,
    instance_id: Option<SmolStr>,
    disk_type: Option<SmolStr>,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
    status: Option<SmolStr>,
    snapshot_id: Option<SmolStr>,
    disk_name: Option<SmolStr>,
    disk_charge_type: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    lock_reason: Option<SmolStr>,
    auto_snapshot_policy_id: Option<SmolStr>,
    #[serde(rename = "KMSKeyId")]
    kms_key_id: Option<SmolStr>,
    multi_attach: Option<SmolStr>,
    portable: Option<bool>,
    delete_with_instance: Option<bool>,
    delete_auto_snapshot: Option<bool>,
    enable_auto_snapshot: Option<bool>,
    enable_automated_snapshot_policy: Option<bool>,
    enable_shared: Option<bool>,
    encrypted: Option<bool>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
    #[serde(default)]
    additional_attributes: Vec<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    next_token: String,
    disks: Disks,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Disks {
    disk: Vec<DiskView>,
}

impl Operation for DescribeDisks {
    const ACTION: &'static str = "DescribeDisks";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Network(NetworkError::ZoneNotFound(_))) => row(400, "InvalidZoneId.NotFound", "The zoneId provided does not exist in our records."),
            _ => match error.invalid_parameter()? {
                "Category" => row(400, "InvalidCategory.ValueNotSupported", "The specified disk category is not supported."),
                "DiskChargeType" => row(404, "InvalidDiskChargeType.NotFound", "The DiskChargeType does not exist in our records."),
                "DiskIds" => row(400, "InvalidParameter.DiskIds", "The specified parameter diskIds is not valid."),
                "DiskType" => row(400, "InvalidDiskType.ValueNotSupported", "The specified disk type is not supported."),
                "MultiAttach" => row(403, "InvalidParameter.MultiAttach", "The specified param MultiAttach is not valid."),
                "Status" => row(400, "InvalidStatus.ValueNotSupported", "The specified disk status is not supported."),
                name if is_filter_key(name) => row(404, "InvalidFilterKey.NotFound", "The filter key is not found."),
                name if is_filter_value(name) => row(404, "InvalidFilterValue", "The filter value is not valid."),
                _ => return None,
            },
        })
    }
}

const TYPES: &[&str] = &["all", "system", "data"];
const STATUSES: &[&str] = &["All", "In_use", "Available", "Attaching", "Detaching", "Creating", "ReIniting"];
const LOCKS: &[&str] = &["financial", "security", "recycling", "dedicatedhostfinancial"];

impl Read for DescribeDisks {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let ids = json_list("DiskIds", request.disk_ids.as_ref(), 100)?;
        check_value("DiskType", &request.disk_type, TYPES)?;
        check_value("Category", &request.category, &[&["all"], ECS_CATEGORIES, LOCAL_CATEGORIES].concat())?;
        check_value("Status", &request.status, STATUSES)?;
        check_value("DiskChargeType", &request.disk_charge_type, &["PrePaid", "PostPaid"])?;
        check_value("LockReason", &request.lock_reason, LOCKS)?;
        check_value("MultiAttach", &request.multi_attach, &["Disabled", "Enabled", "LegacyShared"])?;
        if let Some(zone) = request.zone_id.as_ref().filter(|zone| at.scope.zone(zone).is_none()) {
            return Err(NetworkError::ZoneNotFound(zone.clone()).into());
        }
        let created = Filters::read(&request.filter, &CREATION_KEYS)?.creation_range()?;
        let instances = at.region.instances.values();
        let of_instances =
            instances.flat_map(|instance| attached(instance).map(|disk| LocatedDisk::attached(disk, instance)));
        let detached = at.region.detached.values().map(LocatedDisk::detached);
        let mut disks: Vec<LocatedDisk<'_>> = of_instances
            .chain(detached)
            .filter(|located| {
                created.contains(located.disk.attached)
                    && ids.as_ref().is_none_or(|ids| ids.contains(&located.disk.id))
                    && passes(located, &request)
            })
            .collect();
        disks.sort_by(|a, b| a.disk.id.cmp(&b.disk.id));
        let with_performance = request.additional_attributes.iter().any(|name| name == "IOPS");
        let paging = Paging {
            page_number: request.page_number,
            page_size: request.page_size,
            // The vendor reads less than 10 as 10, and more than 500 as 500.
            max_results: request.max_results.map(|size| size.clamp(10, 500)),
            next_token: request.next_token,
        };
        // By number, the vendor allows pages of at most 100 disks.
        let max = if paging.max_results.is_some() { 500 } else { 100 };
        let page = paging.take(disks, max, |located| &located.disk.id)?;
        let view = |located: &LocatedDisk<'_>| DiskView::new(at.scope, located, with_performance);
        Ok(Response {
            total_count: page.total,
            page_number: page.number,
            page_size: page.size,
            next_token: page.next_token,
            disks: Disks { disk: page.items.iter().map(view).collect() },
        })
    }
}

/// Categories of local disks, which come with an instance type.
const LOCAL_CATEGORIES: &[&str] = &["local_ssd_pro", "local_hdd_pro", "ephemeral", "ephemeral_ssd"];

fn passes(located: &LocatedDisk<'_>, request: &Request) -> bool {
    let disk = located.disk;
    let matches_or_all = |filter: &Option<SmolStr>, value: &str| {
        matches_filter(filter, value) || filter.as_ref().is_some_and(|filter| filter.eq_ignore_ascii_case("all"))
    };
    let flag = |filter: Option<bool>, value: bool| filter.is_none_or(|filter| filter == value);
    matches_filter(&request.zone_id, located.zone)
        && matches_filter(&request.instance_id, located.instance.map_or("", |instance| &instance.id))
        && matches_or_all(&request.disk_type, located.disk_type())
        && matches_or_all(&request.category, &disk.category)
        && matches_filter(&request.performance_level, disk.performance_level.as_deref().unwrap_or(""))
        && matches_or_all(&request.status, located.status())
        && matches_filter(&request.snapshot_id, disk.snapshot.as_deref().unwrap_or(""))
        && matches_filter(&request.disk_name, &disk.name)
        && matches_filter(&request.disk_charge_type, located.charge())
        && matches_filter(&request.resource_group_id, &located.resource_group())
        && matches_filter(&request.multi_attach, "Disabled")
        // No disk here has any of these.
        && request.lock_reason.is_none()
        && request.auto_snapshot_policy_id.is_none()
        && request.kms_key_id.is_none()
        && flag(request.delete_auto_snapshot, false)
        && flag(request.enable_auto_snapshot, false)
        && flag(request.enable_automated_snapshot_policy, false)
        && flag(request.enable_shared, false)
        && flag(request.encrypted, false)
        && flag(request.portable, located.portable())
        && flag(request.delete_with_instance, disk.delete_with_instance)
        && request.tag.iter().all(|tag| tag.matches(&disk.tags))
}
