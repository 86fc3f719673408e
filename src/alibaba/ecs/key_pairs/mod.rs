//! Key pairs. A launch accepts any KeyPairName, even that of an unknown key pair (ours): users bring their own.

pub mod attach_key_pair;
pub mod create_key_pair;
pub mod delete_key_pairs;
pub mod describe_key_pairs;
pub mod detach_key_pair;
pub mod import_key_pair;
mod results;

use crate::alibaba::ecs::texts::check_name;
use crate::domain::compute::key_pair::KeyPairError;
use crate::domain::region::Region;
use crate::operation::{Error, VendorError, row};
use smol_str::SmolStr;

/// Fails unless a new key pair can have this name.
fn check_new_name(region: &Region, name: &SmolStr) -> Result<(), Error> {
    check_name("KeyPairName", name)?;
    if region.key_pairs.contains_key(name) {
        return Err(KeyPairError::Duplicate.into());
    }
    Ok(())
}

/// The error row for an invalid name of a new key pair.
fn invalid_name(error: &Error) -> Option<VendorError> {
    let name = error.invalid_parameter()? == "KeyPairName";
    name.then(|| row(400, "InvalidKeyPairName.Malformed", "Specified Key Pair name is not valid."))
}
