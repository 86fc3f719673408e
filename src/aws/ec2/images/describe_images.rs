//! [DescribeImages](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html)

use super::unknown;
use super::view::ImageView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::FilterSource::{Nothing, Path};
use crate::aws::ec2::filters::{self, Table};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::image;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use crate::wire::params::ParamError;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed images, or all that the account can launch from, in the order of their ids. A deregistered
/// image, and one of another account, is left out even if it is listed.
pub struct DescribeImages;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: ImageId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    image_id: Vec<SmolStr>,
    #[serde(default)]
    owner: Vec<SmolStr>,
    #[serde(default)]
    executable_by: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    include_deprecated: Option<bool>,
    include_disabled: Option<bool>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    images_set: Set<ImageView>,
    next_token: Option<String>,
}

/// The documented filters. If the answer has no field for a filter, no image passes it.
const FILTERS: &Table = &[
    ("architecture", Path("architecture")),
    ("block-device-mapping.delete-on-termination", Path("blockDeviceMapping.ebs.deleteOnTermination")),
    ("block-device-mapping.device-name", Path("blockDeviceMapping.deviceName")),
    ("block-device-mapping.encrypted", Path("blockDeviceMapping.ebs.encrypted")),
    ("block-device-mapping.snapshot-id", Path("blockDeviceMapping.ebs.snapshotId")),
    ("block-device-mapping.volume-size", Path("blockDeviceMapping.ebs.volumeSize")),
    ("block-device-mapping.volume-type", Path("blockDeviceMapping.ebs.volumeType")),
    ("boot-mode", Path("bootMode")),
    ("creation-date", Path("creationDate")),
    ("description", Path("description")),
    ("ena-support", Path("enaSupport")),
    ("free-tier-eligible", Path("freeTierEligible")),
    ("hypervisor", Path("hypervisor")),
    ("image-allowed", Nothing),
    ("image-id", Path("imageId")),
    ("image-type", Path("imageType")),
    ("image-watermark.source-image-creation-time", Nothing),
    ("image-watermark.source-image-id", Nothing),
    ("image-watermark.source-image-region", Nothing),
    ("image-watermark.watermark-creation-time", Nothing),
    ("image-watermark.watermark-key", Nothing),
    ("instance-type-specification.supported-instance-type", Nothing),
    ("instance-type-specification.unsupported-instance-type", Nothing),
    ("is-public", Path("isPublic")),
    ("kernel-id", Nothing),
    ("manifest-location", Path("imageLocation")),
    ("name", Path("name")),
    ("owner-alias", Path("imageOwnerAlias")),
    ("owner-id", Path("imageOwnerId")),
    ("platform", Path("platform")),
    ("product-code", Nothing),
    ("product-code.type", Nothing),
    ("public-ssm-parameter-name", Nothing),
    ("ramdisk-id", Nothing),
    ("root-device-name", Path("rootDeviceName")),
    ("root-device-type", Path("rootDeviceType")),
    ("scan-result.critical-fix-available-since", Nothing),
    ("scan-result.finding-scan-date", Nothing),
    ("scan-result.high-fix-available-since", Nothing),
    ("scan-result.highest-finding-severity-label", Nothing),
    ("scan-result.informational-fix-available-since", Nothing),
    ("scan-result.low-fix-available-since", Nothing),
    ("scan-result.medium-fix-available-since", Nothing),
    ("source-image-id", Path("sourceImageId")),
    ("source-image-region", Path("sourceImageRegion")),
    ("source-instance-id", Path("sourceInstanceId")),
    ("sriov-net-support", Path("sriovNetSupport")),
    ("state", Path("imageState")),
    ("state-reason-code", Nothing),
    ("state-reason-message", Nothing),
    ("tag-key", Path("tagSet.key")),
    ("virtualization-type", Path("virtualizationType")),
];

impl Operation for DescribeImages {
    const ACTION: &'static str = "DescribeImages";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Param(ParamError::Invalid { name, value, .. })
                if name == "maxResults" && value.parse().is_ok_and(|max: i64| max < 5) =>
            {
                let text = format!("Invalid value '{value}' for maxResults. Expecting a value greater than 5.");
                Some(row(400, "InvalidParameterValue", text))
            }
            _ => None,
        }
    }
}

impl Read for DescribeImages {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.image_id;
        ids_or_page(ids, request.max_results, "imageIdsSet")?;
        let filters = Filters::of_table(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        for id in ids {
            let public = image::find(at.scope.cloud, id).is_some();
            if !public && !at.region.images.contains_key(id) && !at.others.has_image(at.scope, id) {
                return Err(unknown(id).into());
            }
        }
        // Who lists an image by its id sees it even if it is deprecated (ours).
        let deprecated = request.include_deprecated == Some(true) || !ids.is_empty();
        let disabled = request.include_disabled == Some(true) || !ids.is_empty();
        let passing = images(at, deprecated).into_iter().filter(|image| {
            (disabled || image.image_state != "disabled")
                && (ids.is_empty() || ids.contains(&image.image_id))
                && is_owned(at, image, &request.owner)
                && is_executable(at, image, &request.executable_by)
                && filters.pass(&image.tags, |name| filters::values(FILTERS, image, name))
        });
        let (shown, next_token) = page.take(passing, |image| &image.image_id);
        Ok(Response { images_set: shown.into_iter().collect(), next_token })
    }
}

/// All images, sorted by id. The public ones are left out once they are deprecated, unless these are shown too.
fn images(at: Place<'_>, deprecated: bool) -> Vec<ImageView> {
    let public = image::images(at.scope.cloud).iter().filter(|_| deprecated || at.now < image::DEPRECATED);
    let public = public.map(|image| ImageView::public(at, image));
    let own = at.region.images.values().filter(|image| image.is_shown());
    let mut images: Vec<_> = public.chain(own.map(|image| ImageView::own(at, image))).collect();
    images.sort_by(|a, b| a.image_id.cmp(&b.image_id));
    images
}

/// Whether one of these owners has the image. An owner is an account id, an alias or `self`.
fn is_owned(at: Place<'_>, image: &ImageView, owners: &[SmolStr]) -> bool {
    let matches = |owner: &SmolStr| {
        *owner == image.image_owner_id
            || image.image_owner_alias.is_some_and(|alias| owner == alias)
            || (owner == "self" && image.image_owner_id == at.scope.account)
    };
    owners.is_empty() || owners.iter().any(matches)
}

/// Whether one of these users has launch permission: an account, `self`, or `all`.
fn is_executable(at: Place<'_>, image: &ImageView, by: &[SmolStr]) -> bool {
    let account = |user: &SmolStr| if user == "self" { at.scope.account.clone() } else { user.clone() };
    let may = |user: &SmolStr| if user == "all" { image.is_public } else { image.accounts.contains(&account(user)) };
    by.is_empty() || by.iter().any(may)
}
