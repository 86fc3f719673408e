//! [DescribeImages](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeImages)

use super::view::ImageView;
use crate::alibaba::ecs::common::{
    AnyCaseTag, NamePattern, check_tag_count, check_value, matches_filter, page, parse_time,
};
use crate::alibaba::ecs::filters::{CREATION_KEYS, Filter, Filters, TimeRange, is_filter_key, is_filter_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::image::{Image, OwnImage, find, images};
use crate::domain::compute::instance::Tags;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Describes the images that pass all filters: the account's own, then the public ones. Without a Status only available
/// images are listed.
pub struct DescribeImages;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    image_id: Option<SmolStr>,
    image_name: Option<NamePattern>,
    image_family: Option<SmolStr>,
    image_owner_alias: Option<SmolStr>,
    image_owner_id: Option<i64>,
    status: Option<SmolStr>,
    usage: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    #[serde(rename = "OSType")]
    os_type: Option<SmolStr>,
    architecture: Option<SmolStr>,
    instance_type: Option<SmolStr>,
    snapshot_id: Option<SmolStr>,
    is_public: Option<bool>,
    is_support_cloudinit: Option<bool>,
    is_support_io_optimized: Option<bool>,
    usable: Option<bool>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    region_id: &'static str,
    images: Images,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Images {
    image: Vec<ImageView>,
}

impl Operation for DescribeImages {
    const ACTION: &'static str = "DescribeImages";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // No image here expires, and all support the same actions.
    const IGNORED: &'static [&'static str] = &["ActionType", "ShowExpired"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(_))) => row(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range."),
            _ => match error.invalid_parameter()? {
                "Architecture" => row(404, "InvalidArchitecture", "The specified Architecture is not valid."),
                "ImageOwnerAlias" => row(400, "InvalidImageOwnerAlias.ValueNotSupported", "The specified ImageOwnerAlias value is not supported."),
                "OSType" => row(404, "InvalidOSType", "The specified OSType is not valid."),
                "Usage" => row(404, "InvalidUsage", "The specified Usage is not valid."),
                name if is_filter_key(name) => row(404, "InvalidFilterKey.NotFound", "The specified Filter Key is not found."),
                name if is_filter_value(name) => row(404, "InvalidFilterValue", "The specified Filter Value is not valid."),
                _ => return None,
            },
        })
    }
}

impl Read for DescribeImages {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let page = page(request.page_number, request.page_size, 100)?;
        check_value("ImageOwnerAlias", &request.image_owner_alias, &["system", "self", "others", "marketplace"])?;
        check_value("OSType", &request.os_type, &["windows", "linux"])?;
        check_value("Architecture", &request.architecture, &["i386", "x86_64", "arm64"])?;
        check_value("Usage", &request.usage, &["instance", "none"])?;
        if let Some(name) = request.instance_type.as_ref().filter(|name| at.types.find(name).is_none()) {
            return Err(InstanceError::TypeUnknown(name.clone()).into());
        }
        let created = creation_range(&request.filter)?;
        let own = at.region.images.values().filter(|image| image.is_shown() && passes_hidden(image, &request));
        let own = own.map(|image| ImageView::own(at, image));
        // Public images have neither tags nor visible snapshots.
        let public = public(at, request.image_id.as_ref())
            .into_iter()
            .filter(|_| request.snapshot_id.is_none() && request.tag.iter().all(|tag| tag.matches(&Tags::new())));
        let public = public.map(|(image, id)| ImageView::public(at, image, &id));
        let matching = own.chain(public).filter(|view| {
            let in_range =
                created.is_some_and(|created| parse_time(&view.creation_time).is_some_and(|at| created.contains(at)));
            in_range && passes(view, &request)
        });
        let matching: Vec<ImageView> = matching.collect();
        Ok(Response {
            total_count: matching.len(),
            page_number: page.number,
            page_size: page.size,
            region_id: at.scope.region,
            images: Images { image: page.take(matching) },
        })
    }
}

/// The public images with the ids under which they are listed: an image's own, and those of other releases that are asked
/// for.
fn public(at: Place<'_>, asked_for: Option<&SmolStr>) -> Vec<(&'static Image, SmolStr)> {
    let cloud = at.scope.cloud;
    let listed = images(cloud).iter().map(|image| (image, SmolStr::new_static(image.id)));
    let asked_for = asked_for.iter().flat_map(|ids| ids.split(','));
    let releases = asked_for.filter_map(|id| Some((find(cloud, id).filter(|image| image.id != id)?, id.into())));
    let mut all: Vec<_> = listed.chain(releases).collect();
    let mut seen = BTreeSet::new();
    all.retain(|(_, id)| seen.insert(id.clone()));
    all
}

/// The range of creation times that the filters select. `None` if no image can pass the filters: all images here are
/// for VPCs, and none supports a change of vCPUs or memory while the instance runs.
fn creation_range(filters: &[Filter]) -> Result<Option<TimeRange>, Error> {
    let filters = Filters::read(filters, &[&CREATION_KEYS[..], &["NetworkType"], ONLINE_CHANGES].concat())?;
    let mut can_match = filters.value("NetworkType", &["vpc", "classic"])?.is_none_or(|network| network == "vpc");
    for key in ONLINE_CHANGES {
        can_match &= filters.value(key, &["supported", "unsupported"])?.is_none_or(|value| value == "unsupported");
    }
    let created = filters.creation_range()?;
    Ok(can_match.then_some(created))
}

/// The filter keys for changes of a running instance. No image here supports them.
const ONLINE_CHANGES: &[&str] =
    &["CpuOnlineUpgrade", "CpuOnlineDowngrade", "MemoryOnlineUpgrade", "MemoryOnlineDowngrade"];

/// Whether the image passes the filters on fields that the view does not have.
fn passes_hidden(image: &OwnImage, request: &Request) -> bool {
    let snapshots = || image.disks.iter().filter_map(|disk| disk.snapshot.as_ref());
    request.snapshot_id.as_ref().is_none_or(|id| snapshots().any(|snapshot| snapshot == id))
        && request.tag.iter().all(|tag| tag.matches(&image.tags))
}

fn passes(view: &ImageView, request: &Request) -> bool {
    let one_of = |filter: &Option<SmolStr>, value: &str| {
        filter.as_ref().is_none_or(|list| list.split(',').any(|one| one == value))
    };
    let flag = |filter: Option<bool>, value: bool| filter.is_none_or(|filter| filter == value);
    let status = request.status.as_deref().unwrap_or("Available");
    one_of(&request.image_id, &view.image_id)
        && request.image_name.as_ref().is_none_or(|pattern| pattern.matches(&view.image_name))
        && matches_filter(&request.image_family, &view.image_family)
        && matches_filter(&request.image_owner_alias, view.image_owner_alias)
        && request.image_owner_id.is_none_or(|id| id == view.image_owner_id)
        && status.split(',').any(|one| one == view.status)
        && matches_filter(&request.resource_group_id, &view.resource_group_id)
        && matches_filter(&request.usage, view.usage)
        && matches_filter(&request.os_type, view.os_type)
        && matches_filter(&request.architecture, view.architecture)
        && flag(request.is_public, view.is_public)
        && flag(request.usable, view.usable)
        && flag(request.is_support_cloudinit, true)
        && flag(request.is_support_io_optimized, true)
}
