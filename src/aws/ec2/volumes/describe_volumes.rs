//! [DescribeVolumes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html)

use super::view::VolumeView;
use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page};
use crate::aws::ec2::filters::FilterSource::{Always, Nothing, Path};
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::volume::volumes;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed volumes, or all, in the order of their ids: volumes of instances, and those that are attached to none.
pub struct DescribeVolumes;

#[derive(Debug, Deserialize)]
pub struct Request(VolumeIds, Listing);

/// The volumes that a request lists.
#[derive(Debug, Deserialize)]
#[serde(rename = "empty: VolumeId", rename_all = "PascalCase")]
pub struct VolumeIds {
    #[serde(default)]
    pub volume_id: Vec<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    volume_set: Set<VolumeView>,
    next_token: Option<String>,
}

const FILTERS: &Table = &[
    ("attachment.attach-time", Path("attachmentSet.attachTime")),
    ("attachment.delete-on-termination", Path("attachmentSet.deleteOnTermination")),
    ("attachment.device", Path("attachmentSet.device")),
    ("attachment.instance-id", Path("attachmentSet.instanceId")),
    ("attachment.status", Path("attachmentSet.status")),
    ("availability-zone", Path("availabilityZone")),
    ("availability-zone-id", Path("availabilityZoneId")),
    ("create-time", Path("createTime")),
    ("encrypted", Path("encrypted")),
    ("fast-restored", Always("false")),
    ("multi-attach-enabled", Path("multiAttachEnabled")),
    ("operator.managed", Always("false")),
    ("operator.principal", Nothing),
    ("size", Path("size")),
    ("snapshot-id", Path("snapshotId")),
    ("status", Path("status")),
    ("tag-key", Path("tagSet.key")),
    ("volume-id", Path("volumeId")),
    ("volume-type", Path("volumeType")),
];

impl Operation for DescribeVolumes {
    const ACTION: &'static str = "DescribeVolumes";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeVolumes {
    fn read(at: Place<'_>, Request(VolumeIds { volume_id: ids }, listing): Request) -> Result<Response, Error> {
        ids_or_page(&ids, listing.max_results, "volumesSet")?;
        let mut listed = match ids.is_empty() {
            true => volumes(at.region).collect(),
            false => ids.iter().map(|id| volume(at.region, id)).collect::<Result<Vec<_>, _>>()?,
        };
        listed.sort_by_key(|volume| &volume.disk.id);
        listed.dedup_by_key(|volume| &volume.disk.id);
        let items = listed.into_iter().map(|one| (&one.disk.id, &one.disk.tags, VolumeView::new(at.scope, one)));
        let (volume_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { volume_set, next_token })
    }
}
