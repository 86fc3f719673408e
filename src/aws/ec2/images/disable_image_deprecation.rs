//! [DisableImageDeprecation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableImageDeprecation.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Cancels the deprecation of an image.
pub struct DisableImageDeprecation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    image_id: SmolStr,
}

impl Operation for DisableImageDeprecation {
    const ACTION: &'static str = "DisableImageDeprecation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DisableImageDeprecation {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        own(at, &request.image_id)?;
        Ok(request.image_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        change(at, &id, |image| image.aws.deprecated = None);
        Done::YES
    }
}
