//! [CopyImage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html)

use super::{check_texts, image_disks, unknown};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_tag_count, tags};
use crate::aws::ec2::networks::listing::wrong_arguments;
use crate::aws::ec2::snapshots::copy_snapshot::source_region;
use crate::aws::ec2::snapshots::{Encryption, Source};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{self, ImageError, ImageFacts, ImageState, OwnImage, make};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::snapshot::NO_VOLUME;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::domain::written::Name;
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Copies a public image, or one of the account from any region, with its snapshots. It is `pending`, then `available`. Launch
/// permissions are not copied.
pub struct CopyImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    copy_image_tags: Option<bool>,
    description: Option<SmolStr>,
    encrypted: Option<bool>,
    kms_key_id: Option<SmolStr>,
    name: SmolStr,
    source_image_id: SmolStr,
    source_region: SmolStr,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    image_id: SmolStr,
}

impl Operation for CopyImage {
    const ACTION: &'static str = "CopyImage";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("DestinationAvailabilityZone", ""),
        ("DestinationAvailabilityZoneId", ""),
        ("DestinationOutpostArn", ""),
        ("SnapshotCopyCompletionDurationMinutes", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

/// What a copy takes from its source.
struct Original {
    platform: Name,
    architecture: Name,
    description: Option<SmolStr>,
    disks: Vec<Disk>,
    tags: Tags,
    facts: ImageFacts,
}

fn original(at: Place<'_>, region: Option<&Region>, id: &SmolStr) -> Result<Original, Error> {
    if let Some(public) = image::find(at.scope.cloud, id) {
        return Ok(Original {
            platform: public.platform,
            architecture: public.architecture,
            description: None,
            disks: image_disks(at.region, at.now, id),
            tags: Tags::new(),
            facts: ImageFacts::default(),
        });
    }
    let region = region.ok_or_else(|| unknown(id))?;
    let own = region.images.get(id).ok_or_else(|| unknown(id))?;
    if own.state != ImageState::Available {
        return Err(ImageError::Unavailable(id.clone()).into());
    }
    Ok(Original {
        platform: own.platform,
        architecture: own.architecture,
        description: own.description.clone(),
        disks: own.disks.clone(),
        tags: own.tags.clone(),
        facts: ImageFacts {
            imds_v2: image::requires_sessions(region, id),
            sriov: image::has_sriov(region, id),
            boot_mode: image::boot_mode(region, id).map(SmolStr::new_static),
            without_ena: own.aws.without_ena,
            ..ImageFacts::default()
        },
    })
}

impl Change for CopyImage {
    type Plan = (OwnImage, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        check_texts(at.region, &request.name, request.description.as_deref())?;
        let (from, region) = source_region(at, &request.source_region)?;
        let Original { platform, architecture, description, mut disks, tags: theirs, facts } =
            original(at, region, &request.source_image_id)?;
        for disk in &mut disks {
            if disk.snapshot.is_none() {
                continue;
            }
            let key = disk.kms_key().cloned().filter(|_| from == *at.scope);
            let source = Source { size_gib: disk.size_gib, encrypted: disk.ebs.encrypted, kms_key: key };
            let encryption = Encryption::of(at, request.encrypted, request.kms_key_id.as_ref(), Some(&source))?;
            // A copied snapshot is that of no volume.
            disk.id = NO_VOLUME;
            disk.ebs.encrypted = encryption.encrypted;
            disk.change_facts(|facts| facts.kms_key = encryption.kms_key);
        }
        let mut tags_of_copy = if request.copy_image_tags == Some(true) { theirs } else { Tags::new() };
        let own = tags(&request.tag_specification, "image", &["snapshot"])?;
        tags_of_copy.extend(own.iter().map(|(key, value)| (key.clone(), value.clone())));
        check_tag_count(&tags_of_copy)?;
        let source_region = (from != *at.scope).then(|| SmolStr::new_static(from.region));
        let image = OwnImage {
            id: SmolStr::default(),
            name: request.name,
            description: request.description.or(description),
            family: None,
            version: None,
            state: ImageState::Pending,
            created: at.now,
            instance: SmolStr::default(),
            source: request.source_image_id,
            platform,
            architecture,
            disks,
            resource_group: SmolStr::default(),
            tags: tags_of_copy,
            aws: ImageFacts { source_region, ..facts },
        };
        Ok((image, tags(&request.tag_specification, "snapshot", &["image"])?))
    }

    fn commit(at: &mut PlaceMut<'_>, (image, snapshot_tags): Self::Plan) -> Response {
        Response { image_id: make(at, image, &snapshot_tags) }
    }
}
