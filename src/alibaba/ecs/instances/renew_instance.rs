//! [RenewInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/RenewInstance)

use crate::alibaba::ecs::common::instance;
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::renewal::{self, Extension};
use crate::domain::compute::instance::{Cycle, Subscription};
use crate::domain::error::Error as DomainError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Renews a subscription: by a period, or up to a day of the month. One that has expired begins anew, and its instance, which
/// was locked, can be started again. The payment always succeeds (ours).
pub struct RenewInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    period: Option<i32>,
    period_unit: Option<SmolStr>,
    expected_renew_day: Option<i8>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    order_id: SmolStr,
}

/// The numbers of months.
const MONTHS: [i32; 14] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60];

impl Operation for RenewInstance {
    const ACTION: &'static str = "RenewInstance";
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.missing_parameter(), error.invalid_parameter()) {
            (Error::Domain(DomainError::AlibabaBilling(AlibabaBillingError::ChargeType)), ..) => row(403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance."),
            (Error::Domain(DomainError::AlibabaBilling(AlibabaBillingError::UnpaidOrder)), ..) => row(403, "Instance.UnPaidOrder", "The specified instance has unpaid order."),
            (Error::Conflict(_), ..) => row(400, "InvalidExpectedRenewDay.Conflict", "The specified expectedRenewDay is in conflict with period."),
            (_, Some("Period"), _) => row(400, "InvalidPeriod.NotFound", "The specified period and expectedRenewDay cannot both be empty."),
            (_, _, Some("Period")) => row(400, "InvalidPeriod", "The specified period is not valid."),
            (_, _, Some("PeriodUnit")) => row(400, "InvalidPeriodUnit.ValueNotSupported", "The specified parameter PeriodUnit is not valid."),
            (_, _, Some("ExpectedRenewDay")) => row(400, "InvalidExpectedRenewDay.ValueNotSupported", "The specified parameter ExpectedRenewDay is not valid."),
            _ => return None,
        })
    }
}

impl Change for RenewInstance {
    type Plan = (SmolStr, Subscription);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let by = extension(request.period, request.period_unit, request.expected_renew_day)?;
        let renewed = renewal::extend(at, instance(at.region, &request.instance_id)?, by)?;
        Ok((request.instance_id, renewed.ok_or_else(|| Error::invalid("Period", "it", "a time that ends"))?))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, subscription): Self::Plan) -> Response {
        Response { order_id: renewal::buy(at, &id, subscription) }
    }
}

fn extension(period: Option<i32>, unit: Option<SmolStr>, day: Option<i8>) -> Result<Extension, Error> {
    if day.is_some() && (period.is_some() || unit.is_some()) {
        return Err(Error::Conflict("ExpectedRenewDay, and Period or PeriodUnit".to_owned()));
    }
    if let Some(day) = day {
        let good = (1..=28).contains(&day);
        return if good { Ok(Extension::Day(day)) } else { Err(Error::invalid("ExpectedRenewDay", day, "1 to 28")) };
    }
    let period = period.ok_or_else(|| Error::missing("Period"))?;
    let (cycle, good) = match unit.as_deref() {
        None | Some("Month") => (Cycle::Month, MONTHS.contains(&period)),
        Some("Week") => (Cycle::Week, (1..=4).contains(&period)),
        Some(other) => return Err(Error::invalid("PeriodUnit", other, "Month or Week")),
    };
    if good {
        Ok(Extension::Periods(period, cycle))
    } else {
        Err(Error::invalid("Period", period, "a length that is sold"))
    }
}
