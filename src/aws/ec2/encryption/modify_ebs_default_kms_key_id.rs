//! [ModifyEbsDefaultKmsKeyId](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyEbsDefaultKmsKeyId.html)

use super::DefaultKey;
use crate::aws::ec2::Ec2;
use crate::domain::compute::snapshot::{check_key, key_arn};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets the key for encryption of volumes whose requests name none. Keys are names here: none is looked up.
pub struct ModifyEbsDefaultKmsKeyId;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    kms_key_id: SmolStr,
}

impl Operation for ModifyEbsDefaultKmsKeyId {
    const ACTION: &'static str = "ModifyEbsDefaultKmsKeyId";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = DefaultKey;
}

impl Change for ModifyEbsDefaultKmsKeyId {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_key(&request.kms_key_id)?;
        Ok(key_arn(at.scope, &request.kms_key_id))
    }

    fn commit(at: &mut PlaceMut<'_>, key: SmolStr) -> DefaultKey {
        at.region.ebs.kms_key = Some(key);
        DefaultKey::of(&at.region.ebs)
    }
}
