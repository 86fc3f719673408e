//! Key pairs. RunInstances also accepts a KeyName that does not exist here (ours), because users configure their own.

pub mod create_key_pair;
pub mod delete_key_pair;
pub mod describe_key_pairs;
pub mod import_key_pair;

use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{AwsKeyPairError, KeyPairError};
use crate::domain::place::Place;
use crate::operation::Error;
use smol_str::SmolStr;

/// Checks the name and the tags of a new key pair, and returns the tags. A name has up to 255 ASCII characters in one line
/// and no space at either end, and is not in use.
fn check(at: Place<'_>, name: &SmolStr, specifications: &[TagSpecification]) -> Result<Tags, Error> {
    if name.is_empty() {
        return Err(Error::missing("KeyName"));
    }
    check_length("KeyName", name)?;
    if name.trim_matches(' ') != name {
        return Err(AwsKeyPairError::NameUntrimmed(name.clone()).into());
    }
    if name.contains(['\n', '\r']) {
        return Err(AwsKeyPairError::NameLines(name.clone()).into());
    }
    if !name.is_ascii() {
        return Err(AwsKeyPairError::NotAscii("KeyName").into());
    }
    if at.region.key_pairs.contains_key(name) {
        return Err(KeyPairError::Duplicate.into());
    }
    tags(specifications, "key-pair", &[])
}
