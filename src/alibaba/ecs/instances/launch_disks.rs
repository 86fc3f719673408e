//! The disks of a launch.

use crate::alibaba::ecs::disks::checks::{check_category, check_level};
use crate::alibaba::ecs::texts;
use crate::domain::compute::disk::{Disk, DiskCommon, EbsFacts, check_size, device};
use crate::domain::compute::image::{self, AlibabaImageError};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// The `SystemDisk` parameters.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDisk {
    size: Option<u32>,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
    disk_name: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// The parameters of one `DataDisk`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DataDisk {
    size: Option<u32>,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
    disk_name: Option<SmolStr>,
    description: Option<SmolStr>,
    device: Option<SmolStr>,
    delete_with_instance: Option<bool>,
}

/// The most data disks in one request.
const MAX_DATA_DISKS: usize = 16;

/// The size of a system disk without another one, in GiB, if its image is not larger.
const DEFAULT_GIB: u32 = 40;

/// The disks of a new instance: the system disk, the data disks of the image, and the data disks of the request.
pub fn disks(at: Place<'_>, image: &str, system: SystemDisk, data: Vec<DataDisk>) -> Result<Vec<Disk>, Error> {
    let now = at.now;
    let templates = at.region.images.get(image).map_or(&[][..], |image| &image.disks);
    if data.len() > MAX_DATA_DISKS {
        return Err(Error::invalid("DataDisk", data.len(), format!("at most {MAX_DATA_DISKS}")));
    }
    let own_size = templates.first().map(|disk| disk.size_gib);
    let public_size = || image::find(at.scope.cloud, image).map(|image| image.size_gib);
    let image_size = own_size.or_else(public_size).unwrap_or(0);
    let category = |name: &str, category: Option<SmolStr>| {
        category.map_or(Ok(SmolStr::new_static("cloud_essd")), |category| check_category(name, category))
    };
    let system_category = category("SystemDisk.Category", system.category)?;
    let size = system.size.or(own_size).unwrap_or(image_size.max(DEFAULT_GIB));
    let system_level = check_level("SystemDisk.PerformanceLevel", &system_category, system.performance_level)?;
    check_size(&system_category, system_level.as_deref(), true, size.into())?;
    if size < image_size {
        return Err(AlibabaImageError::Larger.into());
    }
    let (name, description) = disk_texts("SystemDisk", system.disk_name, system.description)?;
    let root = DiskCommon {
        name,
        description,
        device: SmolStr::new_static("/dev/xvda"),
        size_gib: size,
        performance_level: system_level,
        snapshot: templates.first().and_then(|disk| disk.snapshot.clone()),
        category: system_category,
        system: true,
        delete_with_instance: true,
        ebs: EbsFacts::default(),
    };
    let mut disks = vec![Disk::new(now, root)];
    disks.extend(templates.iter().skip(1).map(|disk| Disk { attached: now, ..disk.clone() }));
    for (n, disk) in (1u8..).zip(data) {
        let category = category(&format!("DataDisk.{n}.Category"), disk.category)?;
        let size = disk.size.ok_or_else(|| Error::missing(&format!("DataDisk.{n}.Size")))?;
        let level = check_level(&format!("DataDisk.{n}.PerformanceLevel"), &category, disk.performance_level)?;
        check_size(&category, level.as_deref(), false, size.into())?;
        let (name, description) = disk_texts(&format!("DataDisk.{n}"), disk.disk_name, disk.description)?;
        let device = disk.device.unwrap_or_else(|| device(disks.len()));
        texts::check_device(&format!("DataDisk.{n}.Device"), &device)?;
        let facts = DiskCommon {
            name,
            description,
            device,
            size_gib: size,
            performance_level: level,
            snapshot: None,
            category,
            system: false,
            delete_with_instance: disk.delete_with_instance.unwrap_or(true),
            ebs: EbsFacts::default(),
        };
        disks.push(Disk::new(now, facts));
    }
    Ok(disks)
}

/// The name and the description of a disk. `parameter` is the name of the structure that has them.
fn disk_texts(
    parameter: &str,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
) -> Result<(SmolStr, SmolStr), Error> {
    let (name, description) = (name.unwrap_or_default(), description.unwrap_or_default());
    texts::check_name(&format!("{parameter}.DiskName"), &name)?;
    texts::check_description(&format!("{parameter}.Description"), &description)?;
    Ok((name, description))
}
