//! Images (AMIs): public ones, and those of the account.

pub mod copy_image;
pub mod create_image;
pub mod deregister_image;
pub mod describe_image_attribute;
pub mod describe_images;
pub mod disable_image;
pub mod disable_image_deprecation;
pub mod disable_image_deregistration_protection;
pub mod enable_image;
pub mod enable_image_deprecation;
pub mod enable_image_deregistration_protection;
pub mod modify_image_attribute;
pub mod register_image;
pub mod reset_image_attribute;
mod view;

use super::common::check_length;
use super::volumes::{ROOT, default_volume};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{self, AwsImageError, ImageError, OwnImage};
use crate::domain::compute::instance::Instance;
use crate::domain::error::InstanceError;
use crate::domain::ids::{is_hex_id, is_zero_id};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use crate::operation::Error;
use jiff::Timestamp;
use smol_str::SmolStr;

/// The disks of a launch from this image, without ids: those of the account's image, or a root volume for another
/// image.
pub fn image_disks(region: &Region, now: Timestamp, id: &str) -> Vec<Disk> {
    match region.images.get(id) {
        Some(image) => image.disks.iter().map(|disk| Disk { attached: now, ..disk.clone() }).collect(),
        None => {
            let mut root = default_volume(SmolStr::new_static(ROOT), "gp3", now);
            if let Some(image) = image::find(Cloud::Aws, id) {
                root.snapshot = Some(image::public_snapshot(image.id));
                root.size_gib = image.size_gib;
            }
            vec![root]
        }
    }
}

/// The name of the root device of an instance: that of its root volume, or without one that of its image.
pub fn root_device(region: &Region, instance: &Instance) -> SmolStr {
    let of_image = || region.images.get(&instance.image)?.disks.iter().find(|disk| disk.system);
    let root = instance.system_disk().or_else(of_image);
    root.map_or(SmolStr::new_static(ROOT), |disk| disk.device.clone())
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

/// The account's image with this id. Fails if it is another's, deregistered, or not there.
fn own<'r>(at: Place<'r>, id: &SmolStr) -> Result<&'r OwnImage, Error> {
    if image::find(at.scope.cloud, id).is_some() || at.others.has_image(at.scope, id) {
        return Err(AwsImageError::NotYours(id.clone()).into());
    }
    let image = at.region.images.get(id).ok_or_else(|| unknown(id))?;
    if image.is_shown() { Ok(image) } else { Err(ImageError::Deregistered(id.clone()).into()) }
}

/// Changes an image of the account.
fn change(at: &mut PlaceMut<'_>, id: &SmolStr, change: impl FnOnce(&mut OwnImage)) {
    if let Some(image) = at.region.images.get_mut(id) {
        change(image);
    }
}

/// Whether a new image can have this name, which no other of the account has, and this description.
fn check_texts(region: &Region, name: &SmolStr, description: Option<&str>) -> Result<(), Error> {
    if !is_valid_name(name) {
        return Err(AwsImageError::NameMalformed.into());
    }
    check_length("Description", description.unwrap_or_default())?;
    match region.images.values().find(|other| other.is_shown() && other.name == *name) {
        Some(other) => Err(ImageError::NameTaken { name: name.clone(), by: other.id.clone() }.into()),
        None => Ok(()),
    }
}

/// Whether this is a valid name of an image: 3 to 128 characters.
fn is_valid_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "()[] ./-'@_".contains(c);
    (3..=128).contains(&name.len()) && name.chars().all(allowed)
}
