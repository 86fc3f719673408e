//! [DescribeVolumesModifications](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumesModifications.html)

use super::describe_volumes::VolumeIds;
use super::view::ModificationView;
use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page};
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::volume::{AwsVolumeError, volumes};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};

/// Describes the latest modification of each volume that was ever modified, in the order of the volumes' ids.
pub struct DescribeVolumesModifications;

#[derive(Debug, Deserialize)]
pub struct Request(VolumeIds, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    volume_modification_set: Set<ModificationView>,
    next_token: Option<String>,
}

const FILTERS: &Table = &[
    ("modification-state", Path("modificationState")),
    ("original-iops", Path("originalIops")),
    ("original-size", Path("originalSize")),
    ("original-volume-type", Path("originalVolumeType")),
    ("originalMultiAttachEnabled", Path("originalMultiAttachEnabled")),
    ("start-time", Path("startTime")),
    ("target-iops", Path("targetIops")),
    ("target-size", Path("targetSize")),
    ("target-volume-type", Path("targetVolumeType")),
    ("targetMultiAttachEnabled", Path("targetMultiAttachEnabled")),
    ("volume-id", Path("volumeId")),
];

impl Operation for DescribeVolumesModifications {
    const ACTION: &'static str = "DescribeVolumesModifications";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeVolumesModifications {
    fn read(at: Place<'_>, Request(VolumeIds { volume_id: ids }, listing): Request) -> Result<Response, Error> {
        ids_or_page(&ids, listing.max_results, "volumesSet")?;
        let mut listed: Vec<_> =
            volumes(at.region).filter(|volume| volume.disk.last_modification().is_some()).collect();
        for id in &ids {
            if volume(at.region, id)?.disk.last_modification().is_none() {
                return Err(AwsVolumeError::NeverModified(id.clone()).into());
            }
        }
        listed.retain(|volume| ids.is_empty() || ids.contains(&volume.disk.id));
        listed.sort_by_key(|volume| &volume.disk.id);
        let items = listed.into_iter().filter_map(|one| {
            let view = ModificationView::new(&one.disk.id, one.disk.last_modification()?, at.now);
            Some((&one.disk.id, &one.disk.tags, view))
        });
        let (volume_modification_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=500, items)?;
        Ok(Response { volume_modification_set, next_token })
    }
}
