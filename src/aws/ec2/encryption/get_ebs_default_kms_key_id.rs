//! [GetEbsDefaultKmsKeyId](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsDefaultKmsKeyId.html)

use super::{DefaultKey, NoParameters};
use crate::aws::ec2::Ec2;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};

/// Tells the key for encryption of volumes whose requests name none.
pub struct GetEbsDefaultKmsKeyId;

impl Operation for GetEbsDefaultKmsKeyId {
    const ACTION: &'static str = "GetEbsDefaultKmsKeyId";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = NoParameters;
    type Response = DefaultKey;
}

impl Read for GetEbsDefaultKmsKeyId {
    fn read(at: Place<'_>, _: NoParameters) -> Result<DefaultKey, Error> {
        Ok(DefaultKey::of(&at.region.ebs))
    }
}
