//! EBS volumes: the disks of instances, and those that are attached to none.

pub mod attach_volume;
pub mod create_volume;
pub mod delete_volume;
pub mod describe_volume_attribute;
pub mod describe_volume_status;
pub mod describe_volumes;
pub mod describe_volumes_modifications;
pub mod detach_volume;
mod mapping;
pub mod modify_volume;
pub mod modify_volume_attribute;
mod view;

pub use mapping::{BlockDeviceMapping, ROOT, apply_mappings, default_volume, refuse_keys};
pub use view::kms_key_view;

use crate::domain::compute::disk::AwsDiskError;
use crate::domain::compute::volume::{Volume, find};
use crate::domain::ids::is_hex_id;
use crate::domain::region::Region;
use smol_str::SmolStr;

/// The volume with this id. Fails if the id is malformed or does not exist.
pub fn volume<'r>(region: &'r Region, id: &SmolStr) -> Result<Volume<'r>, AwsDiskError> {
    match find(region, id) {
        Some(volume) => Ok(volume),
        None if is_hex_id(id, "vol-") => Err(AwsDiskError::NotFound(id.clone())),
        None => Err(AwsDiskError::Malformed(id.clone())),
    }
}
