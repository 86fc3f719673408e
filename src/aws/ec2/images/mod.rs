//! Images (AMIs): public ones, and those of the account.

pub mod create_image;
pub mod deregister_image;
pub mod describe_images;
mod view;

use super::volumes::{ROOT, default_volume};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image;
use crate::domain::error::InstanceError;
use crate::domain::ids::{is_hex_id, is_zero_id};
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use jiff::Timestamp;
use smol_str::{SmolStr, format_smolstr};

/// The disks of a launch from this image, without ids: those of the account's image, or a root volume for another
/// image.
pub fn image_disks(region: &Region, now: Timestamp, id: &str) -> Vec<Disk> {
    match region.images.get(id) {
        Some(image) => image.disks.iter().map(|disk| Disk { attached: now, ..disk.clone() }).collect(),
        None => {
            let snapshot = image::find(Cloud::Aws, id).map(|image| public_snapshot(image.id));
            let mut root = default_volume(SmolStr::new_static(ROOT), now);
            root.snapshot = snapshot;
            vec![root]
        }
    }
}

/// The id of the snapshot of a public image: it has the digits of the image's id (ours).
fn public_snapshot(id: &str) -> SmolStr {
    format_smolstr!("snap-{}", id.trim_start_matches("ami-"))
}

/// The error for an id that no image has: malformed or not found.
fn unknown(id: &SmolStr) -> InstanceError {
    if is_hex_id(id, "ami-") && !is_zero_id(id, "ami-") {
        InstanceError::ImageNotFound(id.clone())
    } else {
        InstanceError::ImageMalformed(id.clone())
    }
}
