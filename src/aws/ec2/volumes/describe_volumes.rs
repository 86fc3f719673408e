//! [DescribeVolumes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, ids_or_page, page, tag_set, time};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::disk::{self, AwsDiskError, Detached, Disk};
use crate::domain::compute::instance::Instance;
use crate::domain::ids::is_hex_id;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed volumes, or all, in the order of their ids: volumes of instances, and volumes that remained
/// after their instance was terminated.
pub struct DescribeVolumes;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: VolumeId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    volume_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    volume_set: Set<VolumeView>,
    next_token: Option<String>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VolumeView {
    volume_id: SmolStr,
    size: u32,
    snapshot_id: SmolStr,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    status: &'static str,
    create_time: String,
    attachment_set: Set<AttachmentView>,
    volume_type: SmolStr,
    iops: Option<u32>,
    throughput: Option<u32>,
    encrypted: bool,
    multi_attach_enabled: bool,
    tag_set: Option<Set<TagView>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttachmentView {
    volume_id: SmolStr,
    instance_id: SmolStr,
    device: SmolStr,
    status: &'static str,
    attach_time: String,
    delete_on_termination: bool,
}

const FILTERS: &[&str] = &[
    "attachment.attach-time",
    "attachment.delete-on-termination",
    "attachment.device",
    "attachment.instance-id",
    "attachment.status",
    "availability-zone",
    "availability-zone-id",
    "create-time",
    "encrypted",
    "fast-restored",
    "multi-attach-enabled",
    "operator.managed",
    "operator.principal",
    "size",
    "snapshot-id",
    "status",
    "tag-key",
    "volume-id",
    "volume-type",
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
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.volume_id;
        ids_or_page(ids, request.max_results, "volumesSet")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let all = volumes(at.region);
        for id in ids {
            check_exists(&all, id)?;
        }
        let passing = all.into_iter().filter(|volume| {
            (ids.is_empty() || ids.contains(&volume.disk.id))
                && filters.pass(&volume.disk.tags, |name| volume.value(at, name).into_iter().collect())
        });
        let (shown, next_token) = page.take(passing, |volume| &volume.disk.id);
        Ok(Response { volume_set: shown.iter().map(|volume| volume.view(at)).collect(), next_token })
    }
}

/// A volume, and the instance that it is attached to.
struct Volume<'r> {
    disk: &'r Disk,
    zone: &'static str,
    instance: Option<&'r Instance>,
}

/// All volumes, sorted by id.
fn volumes(region: &Region) -> Vec<Volume<'_>> {
    let attached = region.instances.values().flat_map(|instance| {
        disk::attached(instance).map(move |disk| Volume { disk, zone: instance.zone, instance: Some(instance) })
    });
    let detached = region.detached.values().map(|Detached { disk, zone, .. }| Volume { disk, zone, instance: None });
    let mut all: Vec<_> = attached.chain(detached).collect();
    all.sort_by_key(|volume| &volume.disk.id);
    all
}

/// Fails if no volume has this id. `all` must be sorted by id.
fn check_exists(all: &[Volume<'_>], id: &SmolStr) -> Result<(), AwsDiskError> {
    match all.binary_search_by_key(&id, |volume| &volume.disk.id) {
        Ok(_) => Ok(()),
        Err(_) if is_hex_id(id, "vol-") => Err(AwsDiskError::NotFound(id.clone())),
        Err(_) => Err(AwsDiskError::Malformed(id.clone())),
    }
}

impl Volume<'_> {
    fn status(&self) -> &'static str {
        if self.instance.is_some() { "in-use" } else { "available" }
    }

    fn zone_id(&self, at: Place<'_>) -> &'static str {
        at.scope.zone_id(self.zone)
    }

    /// Input and output operations per second: the requested number, or the default of the type and size.
    fn iops(&self) -> Option<u32> {
        match self.disk.category.as_str() {
            _ if self.disk.ebs.iops.is_some() => self.disk.ebs.iops,
            "gp3" => Some(3000),
            "gp2" => Some(self.disk.size_gib.saturating_mul(3).clamp(100, 16_000)),
            _ => None,
        }
    }

    fn view(&self, at: Place<'_>) -> VolumeView {
        let disk = self.disk;
        let attachment = self.instance.map(|instance| AttachmentView {
            volume_id: disk.id.clone(),
            instance_id: instance.id.clone(),
            device: disk.device.clone(),
            status: "attached",
            attach_time: time(disk.attached),
            delete_on_termination: disk.delete_with_instance,
        });
        VolumeView {
            volume_id: disk.id.clone(),
            size: disk.size_gib,
            snapshot_id: disk.snapshot.clone().unwrap_or_default(),
            availability_zone: self.zone,
            availability_zone_id: self.zone_id(at),
            status: self.status(),
            create_time: time(disk.attached),
            attachment_set: attachment.into_iter().collect(),
            volume_type: disk.category.clone(),
            iops: self.iops(),
            throughput: disk.ebs.throughput.or((disk.category == "gp3").then_some(125)),
            encrypted: disk.ebs.encrypted,
            multi_attach_enabled: false,
            tag_set: tag_set(&disk.tags),
        }
    }

    /// The value of the volume for the filter of this name.
    fn value(&self, at: Place<'_>, name: &str) -> Option<String> {
        let disk = self.disk;
        let attached = |text: String| self.instance.map(|_| text);
        match name {
            "attachment.attach-time" => attached(time(disk.attached)),
            "attachment.delete-on-termination" => attached(disk.delete_with_instance.to_string()),
            "attachment.device" => attached(disk.device.to_string()),
            "attachment.instance-id" => self.instance.map(|instance| instance.id.to_string()),
            "attachment.status" => attached("attached".to_owned()),
            "availability-zone" => Some(self.zone.to_owned()),
            "availability-zone-id" => Some(self.zone_id(at).to_owned()),
            "create-time" => Some(time(disk.attached)),
            "encrypted" => Some(disk.ebs.encrypted.to_string()),
            "fast-restored" | "multi-attach-enabled" | "operator.managed" => Some("false".to_owned()),
            "size" => Some(disk.size_gib.to_string()),
            "snapshot-id" => disk.snapshot.as_ref().map(SmolStr::to_string),
            "status" => Some(self.status().to_owned()),
            "volume-id" => Some(disk.id.to_string()),
            "volume-type" => Some(disk.category.to_string()),
            _ => None,
        }
    }
}
