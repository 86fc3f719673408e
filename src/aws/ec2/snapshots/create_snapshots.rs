//! [CreateSnapshots](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshots.html)

use super::view::SnapshotInfo;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagSpecification, check_length, check_tag_count, instance, tags};
use crate::aws::ec2::volumes::volume;
use crate::domain::compute::disk::{Disk, attached};
use crate::domain::compute::snapshot::{NewSnapshot, make};
use crate::domain::compute::volume::AwsVolumeError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates snapshots of the volumes of an instance, as they are at one moment.
pub struct CreateSnapshots;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    copy_tags_from_source: Option<CopyTags>,
    description: Option<SmolStr>,
    instance_specification: InstanceSpecification,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceSpecification {
    exclude_boot_volume: Option<bool>,
    #[serde(default)]
    exclude_data_volume_id: Vec<SmolStr>,
    instance_id: SmolStr,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CopyTags {
    Volume,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    snapshot_set: Set<SnapshotInfo>,
}

impl Operation for CreateSnapshots {
    const ACTION: &'static str = "CreateSnapshots";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Location", "regional"), ("OutpostArn", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateSnapshots {
    type Plan = Vec<NewSnapshot>;

    fn plan(at: Place<'_>, request: Request) -> Result<Vec<NewSnapshot>, Error> {
        let specification = request.instance_specification;
        let instance = instance(at.region, &specification.instance_id)?;
        let excluded = &specification.exclude_data_volume_id;
        for id in excluded {
            let is_data = attached(instance).any(|disk| disk.id == *id && !disk.system);
            if !is_data {
                volume(at.region, id)?;
                let (volume, instance) = (id.clone(), instance.id.clone());
                return Err(AwsVolumeError::NotAttached { volume, instance }.into());
            }
        }
        let without_root = specification.exclude_boot_volume == Some(true);
        let is_left = |disk: &Disk| (disk.system && without_root) || excluded.contains(&disk.id);
        let description = request.description.unwrap_or_default();
        check_length("Description", &description)?;
        let own = tags(&request.tag_specification, "snapshot", &[])?;
        let copies_tags = request.copy_tags_from_source.is_some();
        let new = |disk: &Disk| {
            let mut tags = if copies_tags { disk.tags.clone() } else { Default::default() };
            tags.extend(own.iter().map(|(key, value)| (key.clone(), value.clone())));
            check_tag_count(&tags)?;
            Ok::<_, Error>(NewSnapshot::of(disk, description.clone(), tags))
        };
        let new: Vec<_> = attached(instance).filter(|disk| !is_left(disk)).map(new).collect::<Result<_, _>>()?;
        if new.is_empty() {
            // The text is ours.
            return Err(Error::Conflict(format!("The instance '{}' has no other volumes.", instance.id)));
        }
        Ok(new)
    }

    fn commit(at: &mut PlaceMut<'_>, new: Vec<NewSnapshot>) -> Response {
        let ids: Vec<_> = new.into_iter().map(|new| make(at, new)).collect();
        let made = ids.iter().filter_map(|id| at.region.snapshots.get(id));
        Response { snapshot_set: made.map(|snapshot| SnapshotInfo::new(at.scope, snapshot)).collect() }
    }
}
