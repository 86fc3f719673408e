//! [EnableImageDeregistrationProtection](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageDeregistrationProtection.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::image::Protection;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Protects an image from being deregistered, if the request says so also for 24 hours after the protection is disabled.
pub struct EnableImageDeregistrationProtection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    with_cooldown: Option<bool>,
    image_id: SmolStr,
}

impl Operation for EnableImageDeregistrationProtection {
    const ACTION: &'static str = "EnableImageDeregistrationProtection";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for EnableImageDeregistrationProtection {
    type Plan = (SmolStr, Protection);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        own(at, &request.image_id)?;
        let cools = request.with_cooldown == Some(true);
        Ok((request.image_id, if cools { Protection::WithCooldown } else { Protection::Enabled }))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, protection): Self::Plan) -> Done {
        change(at, &id, |image| image.aws.protection = protection);
        Done::YES
    }
}
