//! [CreateVolume](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html)

use super::view::VolumeView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::snapshots::{Encryption, usable};
use crate::domain::compute::disk::{AwsDiskError, Disk, DiskCommon, EbsFacts, check_volume};
use crate::domain::compute::ebs::check_performance;
use crate::domain::compute::volume::{Volume, VolumeFacts, create, find};
use crate::domain::error::Error as DomainError;
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::written::Name;
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Creates a volume in a zone, empty or from a snapshot. It is `creating`, then `available`.
pub struct CreateVolume;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    availability_zone: Option<SmolStr>,
    availability_zone_id: Option<SmolStr>,
    encrypted: Option<bool>,
    iops: Option<u32>,
    kms_key_id: Option<SmolStr>,
    size: Option<u32>,
    snapshot_id: Option<SmolStr>,
    throughput: Option<u32>,
    volume_type: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

const DEFAULT_TYPE: SmolStr = SmolStr::new_static("gp2");

impl Operation for CreateVolume {
    const ACTION: &'static str = "CreateVolume";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("MultiAttachEnabled", "false"), ("Operator", ""), ("OutpostArn", ""), ("VolumeInitializationRate", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = VolumeView;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Network(NetworkError::ZoneNotFound(zone))) => {
                Some(row(400, "InvalidZone.NotFound", format!("The zone '{zone}' does not exist.")))
            }
            // The code is ours: that of mappings is about mappings.
            Error::Domain(DomainError::AwsDisk(AwsDiskError::SmallerThanSnapshot { gib, snapshot, min })) => {
                let text =
                    format!("Volume of size {gib}GB is smaller than snapshot '{snapshot}', expect size >= {min}GB");
                Some(row(400, "InvalidParameterValue", text))
            }
            _ => None,
        }
    }
}

impl Change for CreateVolume {
    type Plan = (Disk, Name);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let zone = match (request.availability_zone, request.availability_zone_id) {
            (Some(_), Some(_)) => {
                let text = "The parameter availabilityZone cannot be used with the parameter availabilityZoneId";
                return Err(Error::Conflict(text.to_owned()));
            }
            (name, id) => name.or(id).ok_or_else(|| Error::missing("AvailabilityZone"))?,
        };
        let zone = at.scope.zone(&zone).ok_or(NetworkError::ZoneNotFound(zone))?;
        let snapshot = request.snapshot_id.as_ref().map(|id| usable(at.region, id)).transpose()?;
        let category = request.volume_type.unwrap_or(DEFAULT_TYPE);
        let size = request.size.or(snapshot.as_ref().map(|snapshot| snapshot.size_gib));
        let size_gib = size.ok_or(AwsDiskError::SizeMissing)?;
        check_volume(&category, Some(size_gib))?;
        if let (Some(snapshot), Some(id)) = (&snapshot, &request.snapshot_id)
            && size_gib < snapshot.size_gib
        {
            let min = snapshot.size_gib;
            return Err(AwsDiskError::SmallerThanSnapshot { gib: size_gib, snapshot: id.clone(), min }.into());
        }
        check_performance(&category, size_gib, request.iops, request.throughput).map_err(AwsDiskError::from)?;
        let encryption = Encryption::of(at, request.encrypted, request.kms_key_id.as_ref(), snapshot.as_ref())?;
        let ebs = EbsFacts { iops: request.iops, throughput: request.throughput, encrypted: encryption.encrypted };
        let mut disk = Disk::new(
            at.now,
            DiskCommon { size_gib, category, snapshot: request.snapshot_id, ebs, ..DiskCommon::default() },
        );
        disk.tags = tags(&request.tag_specification, "volume", &[])?;
        disk.change_facts(|facts| *facts = VolumeFacts { kms_key: encryption.kms_key, ..VolumeFacts::default() });
        Ok((disk, zone))
    }

    fn commit(at: &mut PlaceMut<'_>, (disk, zone): Self::Plan) -> VolumeView {
        let template = disk.clone();
        let id = create(at, disk, zone);
        let volume = find(at.region, &id).unwrap_or(Volume { disk: &template, zone, instance: None });
        VolumeView::created(at.scope, volume)
    }
}
