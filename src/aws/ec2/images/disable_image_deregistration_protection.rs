//! [DisableImageDeregistrationProtection](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableImageDeregistrationProtection.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::image::Protection;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::after;
use crate::operation::{Change, DryRun, Error, Operation};
use jiff::SignedDuration;
use serde::Deserialize;
use smol_str::SmolStr;

const COOLDOWN: SignedDuration = SignedDuration::from_hours(24);

/// Ends the protection of an image from being deregistered, with a cooldown of 24 hours if it has one.
pub struct DisableImageDeregistrationProtection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    image_id: SmolStr,
}

impl Operation for DisableImageDeregistrationProtection {
    const ACTION: &'static str = "DisableImageDeregistrationProtection";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DisableImageDeregistrationProtection {
    type Plan = (SmolStr, Protection);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let protection = match own(at, &request.image_id)?.aws.protection {
            Protection::WithCooldown => Protection::Cooling(after(at.now, COOLDOWN)),
            Protection::Cooling(until) => Protection::Cooling(until),
            Protection::Enabled | Protection::Disabled => Protection::Disabled,
        };
        Ok((request.image_id, protection))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, protection): Self::Plan) -> Done {
        change(at, &id, |image| image.aws.protection = protection);
        Done::YES
    }
}
