//! [EnableImageDeprecation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageDeprecation.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use smol_str::SmolStr;

/// The most years from now to the deprecation.
const MAX_YEARS: i64 = 10;

/// Deprecates an image at a full minute, at most ten years from now. Its owner still sees it and can launch from it.
pub struct EnableImageDeprecation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    deprecate_at: SmolStr,
    image_id: SmolStr,
}

impl Operation for EnableImageDeprecation {
    const ACTION: &'static str = "EnableImageDeprecation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for EnableImageDeprecation {
    type Plan = (SmolStr, Timestamp);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        own(at, &request.image_id)?;
        let invalid = || Error::invalid("DeprecateAt", &request.deprecate_at, "a time from now to ten years from now");
        let requested: Timestamp = request.deprecate_at.parse().map_err(|_| invalid())?;
        let latest =
            at.now.to_zoned(TimeZone::UTC).checked_add(Span::new().years(MAX_YEARS)).map(|latest| latest.timestamp());
        if requested <= at.now || latest.is_ok_and(|latest| requested > latest) {
            return Err(invalid());
        }
        // AWS rounds to the nearest minute.
        let minute = (requested.as_second() + 30).div_euclid(60) * 60;
        Ok((request.image_id, Timestamp::from_second(minute).unwrap_or(requested)))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, when): Self::Plan) -> Done {
        change(at, &id, |image| image.aws.deprecated = Some(when));
        Done::YES
    }
}
