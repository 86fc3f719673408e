//! [DisableEbsEncryptionByDefault](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableEbsEncryptionByDefault.html)

use super::{ByDefault, NoParameters};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};

/// From now on, new volumes and copies of snapshots are encrypted if requests say so.
pub struct DisableEbsEncryptionByDefault;

impl Operation for DisableEbsEncryptionByDefault {
    const ACTION: &'static str = "DisableEbsEncryptionByDefault";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = NoParameters;
    type Response = ByDefault;
}

impl Change for DisableEbsEncryptionByDefault {
    type Plan = ();

    fn plan(_: Place<'_>, _: NoParameters) -> Result<(), Error> {
        Ok(())
    }

    fn commit(at: &mut PlaceMut<'_>, (): ()) -> ByDefault {
        at.region.ebs.encrypted = false;
        ByDefault { ebs_encryption_by_default: false }
    }
}
