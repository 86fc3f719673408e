//! [DescribeSnapshots](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeSnapshots)

use super::view::{SnapshotView, link};
use crate::alibaba::ecs::common::{AnyCaseTag, Paging, check_tag_count, check_value, json_list, matches_filter};
use crate::alibaba::ecs::filters::{CREATION_KEYS, Filter, Filters, is_filter_key, is_filter_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::disk::attached;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the snapshots that pass all filters. Pages by number, or by token.
pub struct DescribeSnapshots;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: Option<SmolStr>,
    disk_id: Option<SmolStr>,
    snapshot_link_id: Option<SmolStr>,
    snapshot_ids: Option<SmolStr>,
    snapshot_name: Option<SmolStr>,
    status: Option<SmolStr>,
    snapshot_type: Option<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    usage: Option<SmolStr>,
    source_disk_type: Option<SmolStr>,
    encrypted: Option<bool>,
    resource_group_id: Option<SmolStr>,
    #[serde(rename = "KMSKeyId")]
    kms_key_id: Option<SmolStr>,
    category: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
    page_number: Option<i64>,
    page_size: Option<i64>,
    next_token: Option<SmolStr>,
    max_results: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    next_token: String,
    page_size: usize,
    page_number: usize,
    total_count: usize,
    snapshots: Snapshots,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Snapshots {
    snapshot: Vec<SnapshotView>,
}

impl Operation for DescribeSnapshots {
    const ACTION: &'static str = "DescribeSnapshots";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter()? {
            "Category" => row(403, "InvalidSnapshotCategory.Malformed", "The specified Category is not valid."),
            "SnapshotIds" => row(403, "InvalidSnapshotIds.Malformed", "The amount of specified specified snapshot Ids exceeds the limit."),
            "SnapshotLinkId" => row(404, "InvalidSnapshotLinkId.NotFound", "The specified snapshot link is not found."),
            "SnapshotType" => row(404, "InvalidSnapshotType.NotFound", "The specfied SnapshotType is not found."),
            "SourceDiskType" => row(404, "InvalidSourceDiskType", "The specifed SourceDiskType is not valid."),
            "Status" => row(404, "InvalidStatus.NotFound", "The specified Status is not found."),
            "Tag" => row(400, "InvalidTagCount", "The specified tags are beyond the permitted range."),
            "Usage" => row(404, "InvalidUsage", "The specifed Usage is not valid."),
            name if is_filter_key(name) => row(404, "InvalidFilterKey.NotFound", "The specified FilterKey is not found."),
            name if is_filter_value(name) => row(404, "InvalidFilterValue", "The specified FilterValue exceeds the limit."),
            _ => return None,
        })
    }
}

impl Read for DescribeSnapshots {
    fn read(at: Place<'_>, mut request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let ids = json_list("SnapshotIds", request.snapshot_ids.as_ref(), 100)?;
        request.source_disk_type = request.source_disk_type.map(|text| text.to_ascii_lowercase().into());
        request.category = request.category.map(|text| text.to_ascii_lowercase().into());
        check_value("Status", &request.status, &["progressing", "accomplished", "failed", "all"])?;
        check_value("SnapshotType", &request.snapshot_type, &["auto", "user", "all"])?;
        check_value("Usage", &request.usage, &["image", "disk", "image_disk", "none"])?;
        check_value("SourceDiskType", &request.source_disk_type, &["system", "data"])?;
        check_value("Category", &request.category, &["standard", "flash", "archive"])?;
        let created = Filters::read(&request.filter, &CREATION_KEYS)?.creation_range()?;
        if let Some(id) = request.snapshot_link_id.as_ref()
            && !at.region.snapshots.values().any(|snapshot| link(snapshot) == *id)
        {
            return Err(Error::invalid("SnapshotLinkId", id, "the id of a snapshot chain"));
        }
        let disks: Option<Vec<&SmolStr>> = request.instance_id.as_ref().map(|id| {
            let instance = at.region.instances.get(id);
            instance.into_iter().flat_map(|instance| attached(instance).map(|disk| &disk.id)).collect()
        });
        let all = at.region.snapshots.values().filter(|snapshot| {
            created.contains(snapshot.started)
                && ids.as_ref().is_none_or(|ids| ids.contains(&snapshot.id))
                && disks.as_ref().is_none_or(|disks| disks.contains(&&snapshot.volume))
                && request.tag.iter().all(|tag| tag.matches(&snapshot.tags))
        });
        let views = all.map(|snapshot| SnapshotView::new(at, snapshot)).filter(|view| passes(view, &request)).collect();
        let paging = Paging {
            page_number: request.page_number,
            page_size: request.page_size,
            max_results: request.max_results,
            next_token: request.next_token,
        };
        let page = paging.take(views, 100, |view: &SnapshotView| &view.snapshot_id)?;
        Ok(Response {
            next_token: page.next_token,
            page_size: page.size,
            page_number: page.number,
            total_count: page.total,
            snapshots: Snapshots { snapshot: page.items },
        })
    }
}

fn passes(view: &SnapshotView, request: &Request) -> bool {
    let or_all = |filter: &Option<SmolStr>, value: &str| {
        filter.as_ref().is_some_and(|filter| filter == "all") || matches_filter(filter, value)
    };
    matches_filter(&request.disk_id, &view.source_disk_id)
        && matches_filter(&request.snapshot_link_id, &view.snapshot_link_id)
        && matches_filter(&request.snapshot_name, &view.snapshot_name)
        && or_all(&request.status, view.status)
        && or_all(&request.snapshot_type, view.snapshot_type)
        && matches_filter(&request.usage, view.usage)
        && matches_filter(&request.source_disk_type, view.source_disk_type)
        // The vendor's default, false, is that of no filter.
        && (request.encrypted != Some(true) || view.encrypted)
        && matches_filter(&request.resource_group_id, &view.resource_group_id)
        && matches_filter(&request.kms_key_id, &view.kms_key_id)
        && matches_filter(&request.category, view.category)
}
