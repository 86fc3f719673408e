//! [ModifyVolume](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html)

use super::view::ModificationView;
use super::volume;
use crate::aws::ec2::Ec2;
use crate::domain::compute::disk::{AwsDiskError, check_volume};
use crate::domain::compute::ebs::check_performance;
use crate::domain::compute::volume::{AwsVolumeError, Shape, find, modify};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Modifies size, type or performance of a volume. A volume only grows; one modification must be complete before the next, and
/// within 24 hours there are at most four. The volume has its new shape when it is `optimizing`.
pub struct ModifyVolume;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    iops: Option<u32>,
    size: Option<u32>,
    throughput: Option<u32>,
    volume_id: SmolStr,
    volume_type: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    volume_modification: Option<ModificationView>,
}

impl Operation for ModifyVolume {
    const ACTION: &'static str = "ModifyVolume";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("MultiAttachEnabled", "false")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The operations per second of a volume that becomes one of a type for which they are provisioned.
const DEFAULT_IOPS: u32 = 3000;

impl Change for ModifyVolume {
    type Plan = (SmolStr, Shape);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let volume = volume(at.region, &request.volume_id)?;
        let is_empty = request.volume_type.is_none() && request.size.is_none();
        if is_empty && request.iops.is_none() && request.throughput.is_none() {
            // The text is ours.
            let text = "Size, VolumeType, Iops or Throughput must be specified";
            return Err(Error::Conflict(text.to_owned()));
        }
        let original = Shape::of(volume.disk);
        let category = request.volume_type.unwrap_or_else(|| original.category.clone());
        let size_gib = request.size.unwrap_or(original.size_gib);
        check_volume(&category, Some(size_gib))?;
        if size_gib < original.size_gib {
            return Err(AwsVolumeError::Shrinks.into());
        }
        volume.check_modification(at.now)?;
        let stays = category == original.category;
        let provisioned = matches!(category.as_str(), "gp3" | "io1" | "io2");
        let default_iops = if stays { original.iops } else { Some(DEFAULT_IOPS) };
        let iops = request.iops.or(default_iops.filter(|_| provisioned));
        let default_throughput = if stays { original.throughput } else { None };
        let throughput = request.throughput.or(default_throughput);
        check_performance(&category, size_gib, iops, throughput).map_err(AwsDiskError::from)?;
        let throughput = throughput.or((category == "gp3").then_some(125));
        let iops = iops.or_else(|| crate::domain::compute::volume::default_iops(&category, size_gib));
        Ok((request.volume_id, Shape { size_gib, category, iops, throughput }))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, target): Self::Plan) -> Response {
        modify(at, &id, target);
        let now = at.now;
        let volume = find(at.region, &id);
        let last = volume.and_then(|volume| volume.disk.last_modification());
        Response { volume_modification: last.map(|last| ModificationView::new(&id, last, now).begun()) }
    }
}
