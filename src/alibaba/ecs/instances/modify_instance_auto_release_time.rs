//! [ModifyInstanceAutoReleaseTime](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceAutoReleaseTime)

use super::making::parse_release_time;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::ChargeType;
use crate::domain::compute::release;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets when a pay-as-you-go instance is released automatically. Without a time it is not released automatically.
pub struct ModifyInstanceAutoReleaseTime;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    auto_release_time: Option<SmolStr>,
}

/// The instance and its release time.
pub struct Plan {
    id: SmolStr,
    time: Option<Timestamp>,
}

impl Operation for ModifyInstanceAutoReleaseTime {
    const ACTION: &'static str = "ModifyInstanceAutoReleaseTime";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => {
                Some(row(404, "NoSuchResource", "The specified resource is not found."))
            }
            _ if error.missing_parameter() == Some("InstanceId") => {
                Some(row(400, "MissingParameter", "InstanceId should not be null."))
            }
            _ if error.invalid_parameter() == Some("AutoReleaseTime") => {
                let text = "The specified paramter autoReleaseTime is not valid.";
                Some(row(400, "InvalidAutoReleaseTime.Malformed", text))
            }
            _ => None,
        }
    }
}

impl Change for ModifyInstanceAutoReleaseTime {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.instance_id;
        if instance(at.region, &id)?.alibaba().charge() == ChargeType::PrePaid {
            return Err(AlibabaInstanceError::Subscription.into());
        }
        let time = request.auto_release_time.map(|text| parse_release_time(at.now, &text)).transpose()?;
        Ok(Plan { id, time })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        release::set(at, &plan.id, plan.time);
        Done {}
    }
}
