//! [ModifyInstanceAutoRenewAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceAutoRenewAttribute)

use super::describe_instance_auto_renew_attribute::find_subscriptions;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::renewal::{self, Renewal, RenewalStatus};
use crate::domain::compute::instance::Cycle;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets whether subscriptions renew automatically, and for how long: 1, 2 or 3 weeks, or 1, 2, 3, 6, 12, 24, 36, 48 or 60
/// months (default 1 month, which is ours). RenewalStatus takes precedence over AutoRenew.
pub struct ModifyInstanceAutoRenewAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    /// Ids separated by commas.
    instance_id: SmolStr,
    duration: Option<u32>,
    period_unit: Option<Cycle>,
    auto_renew: Option<bool>,
    renewal_status: Option<RenewalStatus>,
}

/// The instances, and their renewal from now on.
pub struct Plan {
    ids: Vec<SmolStr>,
    renewal: Renewal,
}

impl Operation for ModifyInstanceAutoRenewAttribute {
    const ACTION: &'static str = "ModifyInstanceAutoRenewAttribute";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    /// Where the vendor's text is a placeholder, the text is ours.
    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => row(403, "InvalidParameter.InvalidInstanceId", "The specified InstanceId does not exist."),
            Error::Domain(DomainError::AlibabaBilling(AlibabaBillingError::StarterPackage)) => row(400, "OperationDenied.StarterPackage", "Instance created with a Starter Package plan can not set auto renew."),
            Error::Domain(DomainError::AlibabaBilling(AlibabaBillingError::Expired)) => row(403, "IncorrectInstanceStatus", "The current status of the resource does not support this operation."),
            _ if error.missing_parameter() == Some("InstanceId") => row(403, "MissingParameter.InstanceId", "InstanceId should not be null."),
            _ => match error.invalid_parameter()? {
                "InstanceId" => row(403, "InvalidParameter.ToManyInstanceIds", "InstanceId should be less than 100."),
                "Duration" => row(403, "InvalidParameter.Duration", "The specified parameter Duration is not valid."),
                "PeriodUnit" => row(403, "InvalidPeriodUnit.ValueNotSupported", "The specified parameter PeriodUnit is not valid."),
                "RenewalStatus" => row(403, "InvalidParameter.RenewalStatus", "The specified parameter RenewalStatus is not valid."),
                _ => return None,
            },
        })
    }
}

impl Change for ModifyInstanceAutoRenewAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let status = match (request.renewal_status, request.auto_renew) {
            (Some(status), _) => status,
            (None, Some(true)) => RenewalStatus::AutoRenewal,
            (None, _) => RenewalStatus::Normal,
        };
        let (unit, duration) = (request.period_unit.unwrap_or_default(), request.duration.unwrap_or(1));
        if !Renewal::durations(unit).contains(&duration) {
            return Err(Error::invalid("Duration", duration, format!("one of {:?}", Renewal::durations(unit))));
        }
        let renewal = match status {
            RenewalStatus::AutoRenewal => Renewal { status, duration, unit },
            RenewalStatus::Normal | RenewalStatus::NotRenewal => Renewal { status, ..Renewal::default() },
        };
        let instances = find_subscriptions(at, &request.instance_id)?;
        instances.iter().try_for_each(|instance| renewal::check(at.now, instance, renewal))?;
        Ok(Plan { ids: instances.into_iter().map(|instance| instance.id.clone()).collect(), renewal })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        plan.ids.iter().for_each(|id| renewal::set(at, id, plan.renewal));
        Done {}
    }
}
