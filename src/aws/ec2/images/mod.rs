//! Images (AMIs): public ones, and those of the account.

pub mod create_image;
pub mod deregister_image;
pub mod describe_images;
mod view;

use super::volumes::{ROOT, default_volume};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{self, AwsImageError};
use crate::domain::error::InstanceError;
use crate::domain::ids::{is_hex_id, is_zero_id};
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use jiff::Timestamp;
use smol_str::SmolStr;

/// The disks of a launch from this image, without ids: those of the account's image, or a root volume for another
/// image.
pub fn image_disks(region: &Region, now: Timestamp, id: &str) -> Vec<Disk> {
    match region.images.get(id) {
        Some(image) => image.disks.iter().map(|disk| Disk { attached: now, ..disk.clone() }).collect(),
        None => {
            let mut root = default_volume(SmolStr::new_static(ROOT), now);
            if let Some(image) = image::find(Cloud::Aws, id) {
                root.snapshot = Some(image::public_snapshot(image.id));
                root.size_gib = image.size_gib;
            }
            vec![root]
        }
    }
}

/// The id of the image of a launch: as given, or that of a parameter, `resolve:ssm:NAME`. See
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html>.
pub fn resolve(id: SmolStr) -> Result<SmolStr, AwsImageError> {
    match id.strip_prefix("resolve:ssm:") {
        Some(parameter) => Ok(image::by_parameter(parameter)?.1.id.into()),
        None => Ok(id),
    }
}

/// The error for an id that no image has: malformed or not found.
fn unknown(id: &SmolStr) -> InstanceError {
    if is_hex_id(id, "ami-") && !is_zero_id(id, "ami-") {
        InstanceError::ImageNotFound(id.clone())
    } else {
        InstanceError::ImageMalformed(id.clone())
    }
}
