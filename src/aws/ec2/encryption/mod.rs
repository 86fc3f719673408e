//! Encryption of new EBS volumes and snapshots by default.

pub mod disable_ebs_encryption_by_default;
pub mod enable_ebs_encryption_by_default;
pub mod get_ebs_default_kms_key_id;
pub mod get_ebs_encryption_by_default;
pub mod modify_ebs_default_kms_key_id;
pub mod reset_ebs_default_kms_key_id;

use crate::domain::compute::snapshot::EbsDefaults;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A request without parameters.
#[derive(Debug, Deserialize)]
pub struct NoParameters {}

/// Whether new volumes are encrypted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByDefault {
    ebs_encryption_by_default: bool,
}

/// The key that they are encrypted with.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DefaultKey {
    kms_key_id: SmolStr,
}

/// The key that EBS has for the account.
const OF_THE_ACCOUNT: SmolStr = SmolStr::new_static("alias/aws/ebs");

impl DefaultKey {
    fn of(defaults: &EbsDefaults) -> Self {
        Self { kms_key_id: defaults.kms_key.clone().unwrap_or(OF_THE_ACCOUNT) }
    }
}
