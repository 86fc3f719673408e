//! [DescribeVolumeStatus](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumeStatus.html)

use super::describe_volumes::VolumeIds;
use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page};
use crate::aws::ec2::filters::FilterSource::{Nothing, Path};
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::volume::{Volume, volumes};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes whether volumes can be read and written, in the order of their ids. They can as soon as they are created: none ever
/// fails here, so that there are neither events nor actions.
pub struct DescribeVolumeStatus;

#[derive(Debug, Deserialize)]
pub struct Request(VolumeIds, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    volume_status_set: Set<StatusView>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusView {
    volume_id: SmolStr,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    volume_status: Status,
    events_set: Set<SmolStr>,
    actions_set: Set<SmolStr>,
    attachment_statuses: Set<AttachmentStatus>,
}

#[derive(Serialize)]
struct Status {
    status: &'static str,
    details: Set<Detail>,
}

#[derive(Serialize)]
struct Detail {
    name: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttachmentStatus {
    io_performance: &'static str,
    instance_id: SmolStr,
}

const FILTERS: &Table = &[
    ("action.code", Nothing),
    ("action.description", Nothing),
    ("action.event-id", Nothing),
    ("attachment-status.instance-id", Path("attachmentStatuses.instanceId")),
    ("attachment-status.io-performance", Path("attachmentStatuses.ioPerformance")),
    ("availability-zone", Path("availabilityZone")),
    ("availability-zone-id", Path("availabilityZoneId")),
    ("event.description", Nothing),
    ("event.event-id", Nothing),
    ("event.event-type", Nothing),
    ("event.not-after", Nothing),
    ("event.not-before", Nothing),
    ("operator.managed", Nothing),
    ("operator.principal", Nothing),
    ("volume-status.details-name", Path("volumeStatus.details.name")),
    ("volume-status.details-status", Path("volumeStatus.details.status")),
    ("volume-status.status", Path("volumeStatus.status")),
];

impl Operation for DescribeVolumeStatus {
    const ACTION: &'static str = "DescribeVolumeStatus";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl StatusView {
    fn new(at: Place<'_>, volume: &Volume<'_>) -> Self {
        let provisioned = matches!(volume.disk.category.as_str(), "io1" | "io2");
        let io_performance = if provisioned { "normal" } else { "not-applicable" };
        let (status, enabled) = match volume.state() {
            "creating" => ("insufficient-data", "insufficient-data"),
            _ => ("ok", "passed"),
        };
        let details = [("io-enabled", enabled), ("io-performance", io_performance)];
        let attachment =
            volume.instance.map(|instance| AttachmentStatus { io_performance, instance_id: instance.id.clone() });
        Self {
            volume_id: volume.disk.id.clone(),
            availability_zone: volume.zone,
            availability_zone_id: at.scope.zone_id(volume.zone),
            volume_status: Status {
                status,
                details: details.into_iter().map(|(name, status)| Detail { name, status }).collect(),
            },
            events_set: Set::from_iter([]),
            actions_set: Set::from_iter([]),
            attachment_statuses: attachment.into_iter().collect(),
        }
    }
}

impl Read for DescribeVolumeStatus {
    fn read(at: Place<'_>, Request(VolumeIds { volume_id: ids }, listing): Request) -> Result<Response, Error> {
        ids_or_page(&ids, listing.max_results, "volumesSet")?;
        ids.iter().try_for_each(|id| volume(at.region, id).map(|_| ()))?;
        let is_listed = |volume: &Volume<'_>| ids.is_empty() || ids.contains(&volume.disk.id);
        let mut listed: Vec<_> = volumes(at.region).filter(is_listed).collect();
        listed.sort_by_key(|volume| &volume.disk.id);
        let items = listed.into_iter().map(|one| (&one.disk.id, &one.disk.tags, StatusView::new(at, &one)));
        let (volume_status_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { volume_status_set, next_token })
    }
}
