//! [EnableEbsEncryptionByDefault](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html)

use super::{ByDefault, NoParameters};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};

/// From now on, new volumes and copies of snapshots of the account in the region are encrypted.
pub struct EnableEbsEncryptionByDefault;

impl Operation for EnableEbsEncryptionByDefault {
    const ACTION: &'static str = "EnableEbsEncryptionByDefault";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = NoParameters;
    type Response = ByDefault;
}

impl Change for EnableEbsEncryptionByDefault {
    type Plan = ();

    fn plan(_: Place<'_>, _: NoParameters) -> Result<(), Error> {
        Ok(())
    }

    fn commit(at: &mut PlaceMut<'_>, (): ()) -> ByDefault {
        at.region.ebs.encrypted = true;
        ByDefault { ebs_encryption_by_default: true }
    }
}
