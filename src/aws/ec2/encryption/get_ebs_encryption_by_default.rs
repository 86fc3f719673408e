//! [GetEbsEncryptionByDefault](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsEncryptionByDefault.html)

use super::NoParameters;
use crate::aws::ec2::Ec2;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::Serialize;

/// Tells whether new volumes are encrypted by default, and how.
pub struct GetEbsEncryptionByDefault;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    ebs_encryption_by_default: bool,
    sse_type: &'static str,
}

impl Operation for GetEbsEncryptionByDefault {
    const ACTION: &'static str = "GetEbsEncryptionByDefault";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = NoParameters;
    type Response = Response;
}

impl Read for GetEbsEncryptionByDefault {
    fn read(at: Place<'_>, _: NoParameters) -> Result<Response, Error> {
        let on = at.region.ebs.encrypted;
        Ok(Response { ebs_encryption_by_default: on, sse_type: if on { "sse-kms" } else { "none" } })
    }
}
