//! The parameter BlockDeviceMapping of requests.

use crate::domain::compute::disk::{AwsDiskError, Disk, DiskCommon, EbsFacts, check_device, check_volume};
use crate::domain::compute::ebs::check_performance;
use crate::domain::compute::image::snapshot_size;
use crate::domain::ids::is_hex_id;
use crate::domain::region::Region;
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
    snapshot_id: Option<SmolStr>,
}

/// Applies mappings to disks: changes existing disks, adds new ones and removes others. The system disk comes first in
/// the result.
///
/// A mapping with neither Ebs nor VirtualName removes its device, because clients send an empty NoDevice. The system
/// disk cannot be removed. VirtualName has no effect (ours).
pub fn apply_mappings(
    region: &Region,
    mut disks: Vec<Disk>,
    mappings: &[BlockDeviceMapping],
    now: Timestamp,
) -> Result<Vec<Disk>, AwsDiskError> {
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
                    return Err(AwsDiskError::SizeMissing);
                }
                default_volume(device.clone(), now)
            }
        };
        disks.push(apply(region, disk, ebs)?);
    }
    disks.sort_by_key(|disk| !disk.system);
    Ok(disks)
}

/// The disk as the mapping says. A snapshot is only an id here, so that any of the right form may be named (ours); its size
/// is known if it is that of an image.
fn apply(region: &Region, mut disk: Disk, ebs: &Ebs) -> Result<Disk, AwsDiskError> {
    if let Some(id) = &ebs.snapshot_id {
        if !is_hex_id(id, "snap-") {
            return Err(AwsDiskError::SnapshotNotFound(id.clone()));
        }
        disk.snapshot = Some(id.clone());
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
        return Err(AwsDiskError::SmallerThanSnapshot { gib: disk.size_gib, snapshot: id, min });
    }
    disk.delete_with_instance = ebs.delete_on_termination.unwrap_or(disk.delete_with_instance);
    disk.ebs = EbsFacts {
        iops: ebs.iops.or(disk.ebs.iops),
        throughput: ebs.throughput.or(disk.ebs.throughput),
        encrypted: ebs.encrypted.unwrap_or(disk.ebs.encrypted),
    };
    check_performance(&disk.category, disk.size_gib, disk.ebs.iops, disk.ebs.throughput)?;
    Ok(disk)
}

/// The default volume: 8 GiB, type gp3, deleted with its instance.
pub fn default_volume(device: SmolStr, now: Timestamp) -> Disk {
    let facts = DiskCommon {
        system: device == ROOT,
        device,
        size_gib: 8,
        category: SmolStr::new_static("gp3"),
        delete_with_instance: true,
        ..DiskCommon::default()
    };
    Disk::new(now, facts)
}
