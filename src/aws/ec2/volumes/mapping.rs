//! BlockDeviceMapping, as requests carry it.

use crate::domain::compute::disk::{Disk, DiskCommon, EbsFacts};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// The device of the root volume, on every image here.
pub const ROOT: &str = "/dev/xvda";

/// What a device shall be.
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
}

/// These disks, changed and added to as mapped, the system disk first.
///
/// A device with neither Ebs nor VirtualName is taken out, unless it is the root's: clients send an empty NoDevice.
/// VirtualName has no effect (ours).
pub fn map(mut disks: Vec<Disk>, mappings: &[BlockDeviceMapping], now: Timestamp) -> Vec<Disk> {
    for mapping in mappings {
        let device = &mapping.device_name;
        let Some(ebs) = &mapping.ebs else {
            if mapping.no_device.is_some() || mapping.virtual_name.is_none() {
                disks.retain(|disk| disk.system || disk.device != *device);
            }
            continue;
        };
        let mut disk = match disks.iter().position(|disk| disk.device == *device) {
            Some(at) => disks.remove(at),
            None => blank(device.clone(), now),
        };
        disk.size_gib = ebs.volume_size.unwrap_or(disk.size_gib);
        disk.category = ebs.volume_type.clone().unwrap_or_else(|| disk.category.clone());
        disk.delete_with_instance = ebs.delete_on_termination.unwrap_or(disk.delete_with_instance);
        disk.ebs = EbsFacts {
            iops: ebs.iops.or(disk.ebs.iops),
            throughput: ebs.throughput.or(disk.ebs.throughput),
            encrypted: ebs.encrypted.unwrap_or(disk.ebs.encrypted),
        };
        disks.push(disk);
    }
    disks.sort_by_key(|disk| !disk.system);
    disks
}

/// A volume of 8 GiB of gp3 that goes with its instance.
pub fn blank(device: SmolStr, now: Timestamp) -> Disk {
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
