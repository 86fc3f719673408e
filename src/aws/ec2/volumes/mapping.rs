//! The parameter BlockDeviceMapping of requests.

use crate::aws::ec2::snapshots::usable;
use crate::domain::compute::disk::{AwsDiskError, Disk, DiskCommon, EbsFacts, check_device, check_volume};
use crate::domain::compute::ebs::check_performance;
use crate::domain::compute::image::public_snapshot_size;
use crate::domain::compute::snapshot::{AwsSnapshotError, check_key, key_arn};
use crate::domain::ids::is_hex_id;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::Error;
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// The device name of the root volume, for all images.
pub const ROOT: &str = "/dev/xvda";

/// The mapping of one device.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BlockDeviceMapping {
    device_name: SmolStr,
    ebs: Option<Ebs>,
    virtual_name: Option<SmolStr>,
    no_device: Option<SmolStr>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ebs {
    volume_size: Option<u32>,
    volume_type: Option<SmolStr>,
    delete_on_termination: Option<bool>,
    iops: Option<u32>,
    throughput: Option<u32>,
    encrypted: Option<bool>,
    kms_key_id: Option<SmolStr>,
    snapshot_id: Option<SmolStr>,
}

/// Refuses keys: the disks of an image are encrypted as their snapshots are.
pub fn refuse_keys(mappings: &[BlockDeviceMapping]) -> Result<(), Error> {
    let has_key = |mapping: &BlockDeviceMapping| mapping.ebs.as_ref().is_some_and(|ebs| ebs.kms_key_id.is_some());
    match mappings.iter().position(has_key) {
        Some(index) => Err(Error::NotModelled(format!("BlockDeviceMapping.{}.Ebs.KmsKeyId", index + 1))),
        None => Ok(()),
    }
}

/// Applies mappings to disks: changes existing disks, adds new ones and removes others. The system disk comes first in
/// the result.
///
/// A mapping with neither Ebs nor VirtualName removes its device, because clients send an empty NoDevice. The system
/// disk cannot be removed. VirtualName has no effect (ours).
pub fn apply_mappings(
    at: Place<'_>,
    mut disks: Vec<Disk>,
    mappings: &[BlockDeviceMapping],
) -> Result<Vec<Disk>, Error> {
    for mapping in mappings {
        let device = &mapping.device_name;
        let Some(ebs) = &mapping.ebs else {
            if mapping.no_device.is_some() || mapping.virtual_name.is_none() {
                disks.retain(|disk| disk.system || disk.device != *device);
            }
            continue;
        };
        let disk = match disks.iter().position(|disk| disk.device == *device) {
            Some(index) => disks.remove(index),
            None => {
                check_device(device)?;
                if ebs.volume_size.is_none() && ebs.snapshot_id.is_none() {
                    return Err(AwsDiskError::SizeMissing.into());
                }
                let system = device == ROOT && !disks.iter().any(|disk| disk.system);
                let mut disk = default_volume(device.clone(), "gp2", at.now);
                disk.system = system;
                disk
            }
        };
        disks.push(apply(at, disk, ebs)?);
    }
    disks.sort_by_key(|disk| !disk.system);
    Ok(disks)
}

/// The size of a snapshot, in GiB. That which a volume was made from may be gone.
fn snapshot_size(region: &Region, id: &SmolStr) -> Option<u32> {
    region.snapshots.get(id).map(|snapshot| snapshot.size_gib).or_else(|| public_snapshot_size(id))
}

/// The disk as the mapping says.
fn apply(at: Place<'_>, mut disk: Disk, ebs: &Ebs) -> Result<Disk, Error> {
    let region = at.region;
    // See the page of CreateImage: of a volume that is there, only whether it is deleted with its instance can be changed.
    let resized = ebs.volume_size.is_some_and(|size| i64::from(disk.size_gib) != i64::from(size));
    if !disk.id.is_empty() && (resized || ebs.snapshot_id.is_some() || ebs.encrypted.is_some()) {
        let device = &disk.device;
        return Err(Error::Conflict(format!("The size, snapshot and encryption of {device} are those of the volume.")));
    }
    if let Some(id) = &ebs.snapshot_id {
        let known = region.snapshots.contains_key(id) || public_snapshot_size(id).is_some();
        if !known || !is_hex_id(id, "snap-") {
            return Err(AwsDiskError::SnapshotNotFound(id.clone()).into());
        }
        let source = usable(region, id)?;
        disk.snapshot = Some(id.clone());
        disk.ebs.encrypted |= source.encrypted;
        disk.change_facts(|facts| facts.kms_key = source.kms_key);
    }
    let snapshot = disk.snapshot.clone().and_then(|id| Some((snapshot_size(region, &id)?, id)));
    let snapshot_size = snapshot.as_ref().map(|(size, _)| *size).filter(|_| ebs.snapshot_id.is_some());
    disk.size_gib = ebs.volume_size.or(snapshot_size).unwrap_or(disk.size_gib);
    if let Some(category) = ebs.volume_type.as_ref().filter(|category| **category != disk.category) {
        disk.category = category.clone();
        (disk.ebs.iops, disk.ebs.throughput) = (None, None);
    }
    check_volume(&disk.category, ebs.volume_size)?;
    if let Some((min, id)) = snapshot.filter(|(min, _)| disk.size_gib < *min) {
        return Err(AwsDiskError::SmallerThanSnapshot { gib: disk.size_gib, snapshot: id, min }.into());
    }
    disk.delete_with_instance = ebs.delete_on_termination.unwrap_or(disk.delete_with_instance);
    disk.ebs = EbsFacts {
        iops: ebs.iops.or(disk.ebs.iops),
        throughput: ebs.throughput.or(disk.ebs.throughput),
        // What was encrypted stays so.
        encrypted: disk.ebs.encrypted || ebs.encrypted == Some(true),
    };
    if let Some(key) = &ebs.kms_key_id {
        check_key(key)?;
        if !disk.ebs.encrypted && !region.ebs.encrypted {
            return Err(AwsSnapshotError::KeyWithoutEncryption.into());
        }
        disk.change_facts(|facts| facts.kms_key = Some(key_arn(at.scope, key)));
    }
    check_performance(&disk.category, disk.size_gib, disk.ebs.iops, disk.ebs.throughput).map_err(AwsDiskError::from)?;
    Ok(disk)
}

/// A volume of a type: 8 GiB, deleted with its instance. The type of one that a mapping adds is gp2 by default, as recorded from
/// EC2.
pub fn default_volume(device: SmolStr, category: &'static str, now: Timestamp) -> Disk {
    let facts = DiskCommon {
        system: device == ROOT,
        device,
        size_gib: 8,
        category: SmolStr::new_static(category),
        delete_with_instance: true,
        ..DiskCommon::default()
    };
    Disk::new(now, facts)
}
