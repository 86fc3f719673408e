//! [ResetEbsDefaultKmsKeyId](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetEbsDefaultKmsKeyId.html)

use super::{DefaultKey, NoParameters};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};

/// Sets the key for encryption back to the one that EBS has for the account.
pub struct ResetEbsDefaultKmsKeyId;

impl Operation for ResetEbsDefaultKmsKeyId {
    const ACTION: &'static str = "ResetEbsDefaultKmsKeyId";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = NoParameters;
    type Response = DefaultKey;
}

impl Change for ResetEbsDefaultKmsKeyId {
    type Plan = ();

    fn plan(_: Place<'_>, _: NoParameters) -> Result<(), Error> {
        Ok(())
    }

    fn commit(at: &mut PlaceMut<'_>, (): ()) -> DefaultKey {
        at.region.ebs.kms_key = None;
        DefaultKey::of(&at.region.ebs)
    }
}
