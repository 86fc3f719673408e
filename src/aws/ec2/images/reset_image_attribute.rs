//! [ResetImageAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetImageAttribute.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Lets the account alone launch from an image. No other attribute can be reset.
pub struct ResetImageAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: SmolStr,
    image_id: SmolStr,
}

impl Operation for ResetImageAttribute {
    const ACTION: &'static str = "ResetImageAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ResetImageAttribute {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        if request.attribute != "launchPermission" {
            return Err(Error::invalid("Attribute", request.attribute, "launchPermission"));
        }
        own(at, &request.image_id)?;
        Ok(request.image_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        change(at, &id, |image| image.aws.permissions = Default::default());
        Done::YES
    }
}
