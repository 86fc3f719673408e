//! Images (AMIs): those that every region has, and those that the account made.

pub mod create_image;
pub mod deregister_image;
pub mod describe_images;
mod view;

use super::volumes::{ROOT, blank};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image;
use crate::domain::error::InstanceError;
use crate::domain::ids::is_hex_id;
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use jiff::Timestamp;
use smol_str::{SmolStr, format_smolstr};

/// The disks that a launch from this image gets, without ids: those of the account's own image, else a root volume.
pub fn image_disks(region: &Region, now: Timestamp, id: &str) -> Vec<Disk> {
    match region.images.get(id) {
        Some(image) => image.disks.iter().map(|disk| Disk { attached: now, ..disk.clone() }).collect(),
        None => {
            let snapshot = image::find(Cloud::Aws, id).map(|image| public_snapshot(image.id));
            let mut root = blank(SmolStr::new_static(ROOT), now);
            root.snapshot = snapshot;
            vec![root]
        }
    }
}

/// The snapshot of an image that every region has: its own digits (ours).
fn public_snapshot(id: &str) -> SmolStr {
    format_smolstr!("snap-{}", id.trim_start_matches("ami-"))
}

/// What is wrong with an id that no image has.
fn unknown(id: &SmolStr) -> InstanceError {
    if is_hex_id(id, "ami-") {
        InstanceError::ImageNotFound(id.clone())
    } else {
        InstanceError::ImageMalformed(id.clone())
    }
}
