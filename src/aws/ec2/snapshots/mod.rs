//! Snapshots of EBS volumes.

pub mod copy_snapshot;
pub mod create_snapshot;
pub mod create_snapshots;
pub mod delete_snapshot;
pub mod describe_snapshot_attribute;
pub mod describe_snapshots;
pub mod modify_snapshot_attribute;
pub mod permissions;
pub mod reset_snapshot_attribute;
mod view;

use crate::domain::compute::image;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::snapshot::{Snapshot, check_key, key_arn};
use crate::domain::network::find;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// The account's snapshot with this id. Fails if the id is malformed or does not exist.
fn snapshot<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Snapshot, Error> {
    Ok(find(&region.snapshots, "snap-", id, AwsSnapshotError::NoSnapshot)?)
}

/// What volumes and copies take from a snapshot.
#[derive(Clone, Debug)]
pub struct Source {
    pub size_gib: u32,
    pub encrypted: bool,
    pub kms_key: Option<SmolStr>,
}

/// The snapshot with this id that volumes can be made from: a complete one of the account, or that of a public image.
pub fn usable(region: &Region, id: &SmolStr) -> Result<Source, Error> {
    if let Some(size_gib) = image::public_snapshot_size(id) {
        return Ok(Source { size_gib, encrypted: false, kms_key: None });
    }
    source(snapshot(region, id)?)
}

fn source(snapshot: &Snapshot) -> Result<Source, Error> {
    match snapshot.completed {
        Some(_) => {
            Ok(Source { size_gib: snapshot.size_gib, encrypted: snapshot.encrypted, kms_key: snapshot.kms_key.clone() })
        }
        None => Err(AwsSnapshotError::SnapshotPending(snapshot.id.clone()).into()),
    }
}

/// Whether a new volume or copy is encrypted, and with which key of its own.
#[derive(Clone, Debug)]
pub struct Encryption {
    pub encrypted: bool,
    pub kms_key: Option<SmolStr>,
}

impl Encryption {
    /// What is made from something encrypted is encrypted, and everything is if the account says so. Without a named key it is
    /// the source's, or the default one.
    pub fn of(
        at: Place<'_>,
        requested: Option<bool>,
        key: Option<&SmolStr>,
        source: Option<&Source>,
    ) -> Result<Self, AwsSnapshotError> {
        let defaults = &at.region.ebs;
        let inherited = source.is_some_and(|source| source.encrypted);
        let encrypted = requested == Some(true) || inherited || defaults.encrypted;
        if key.is_some() && !encrypted {
            return Err(AwsSnapshotError::KeyWithoutEncryption);
        }
        key.map_or(Ok(()), check_key)?;
        let named = key.map(|key| key_arn(at.scope, key));
        let default = || defaults.kms_key.as_ref().map(|key| key_arn(at.scope, key));
        let kms_key = match source.filter(|source| source.encrypted) {
            _ if !encrypted => None,
            Some(source) => named.or_else(|| source.kms_key.clone()),
            None => named.or_else(default),
        };
        Ok(Self { encrypted, kms_key })
    }
}

/// An attribute of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub enum Attribute {
    #[serde(rename = "createVolumePermission")]
    CreateVolumePermission,
    #[serde(rename = "productCodes")]
    ProductCodes,
}
