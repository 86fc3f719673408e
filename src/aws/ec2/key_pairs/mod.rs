//! Key pairs. RunInstances also accepts a KeyName that does not exist here (ours), because users configure their own.

pub mod create_key_pair;
pub mod delete_key_pair;
pub mod describe_key_pairs;
pub mod import_key_pair;

use crate::aws::ec2::common::{Set, TagSpecification, TagView, check_length, tag_set, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, KeyPairError, add};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Serialize;
use smol_str::SmolStr;

/// A new key pair in answers. `key_material` is the private key, if it was created here.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewKeyPairView {
    key_name: SmolStr,
    key_fingerprint: SmolStr,
    key_material: Option<String>,
    key_pair_id: SmolStr,
    tag_set: Option<Set<TagView>>,
}

/// Checks the name and the tags of a new key pair, and returns the tags. A name has up to 255 ASCII characters and no
/// space at either end, and is not in use.
fn check(at: Place<'_>, name: &SmolStr, specifications: &[TagSpecification]) -> Result<Tags, Error> {
    check_length("KeyName", name)?;
    if !name.is_ascii() || name.trim() != name {
        return Err(Error::invalid("KeyName", name, "ASCII characters, no space at either end"));
    }
    if at.region.key_pairs.contains_key(name) {
        return Err(KeyPairError::Duplicate.into());
    }
    tags(specifications, "key-pair", &[])
}

/// Adds a new key pair, and returns its view.
fn add_key_pair(
    at: &mut PlaceMut<'_>,
    name: SmolStr,
    key: Key,
    tags: Tags,
    key_material: Option<String>,
) -> NewKeyPairView {
    let pair = add(at, name, key, SmolStr::default(), tags);
    NewKeyPairView {
        key_name: pair.name,
        key_fingerprint: pair.key.fingerprint,
        key_material,
        key_pair_id: pair.id,
        tag_set: tag_set(&pair.tags),
    }
}
