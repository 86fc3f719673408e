mod disable_ebs_encryption_by_default;
mod enable_ebs_encryption_by_default;
mod get_ebs_default_kms_key_id;
mod get_ebs_encryption_by_default;
mod modify_ebs_default_kms_key_id;
mod reset_ebs_default_kms_key_id;

use super::{elsewhere, parts::refused_without_change};
use crate::support::Twin;

/// What shows the account's settings.
const LOOK: &[&str] = &["GetEbsEncryptionByDefault", "GetEbsDefaultKmsKeyId"];

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/mine";

fn is_on(twin: &Twin) -> String {
    twin.ec2("GetEbsEncryptionByDefault").one("ebsEncryptionByDefault")
}

fn key(twin: &Twin) -> String {
    twin.ec2("GetEbsDefaultKmsKeyId").one("kmsKeyId")
}

/// Whether a new volume is encrypted, and its key.
fn made(twin: &Twin, more: &str) -> (String, String) {
    let made = twin.ec2(&format!("CreateVolume&AvailabilityZone=us-east-1a&Size=1{more}"));
    (made.one("encrypted"), made.all("kmsKeyId").concat())
}

/// An operation without parameters refuses all but DryRun.
fn check_refusals(action: &str) {
    let twin = Twin::empty();
    refused_without_change(&twin, LOOK, &format!("{action}&Colour=red"), "UnknownParameter");
    refused_without_change(&twin, LOOK, &format!("{action}&DryRun=true"), "DryRunOperation");
}
