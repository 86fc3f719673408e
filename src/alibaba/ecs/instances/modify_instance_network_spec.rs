//! [ModifyInstanceNetworkSpec](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceNetworkSpec)
//!
//! Changes the public bandwidth, its billing method, and the public address.

use super::refusals;
use crate::alibaba::ecs::common::{instance, parse_time};
use crate::alibaba::ecs::errors;
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::network::{self, NetworkRequest, Plan};
use crate::domain::compute::instance::InternetCharge;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::AlibabaResizeError;
use crate::operation::{Change, Error, Operation, VendorError, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Changes the public bandwidth of a running or stopped instance. The change is permanent, or for a subscription it can
/// be temporary.
///
/// A subscription gets a public address with its first outbound bandwidth. A pay-as-you-go instance gets one if the
/// request sets AllocatePublicIp. Only the change of a subscription creates an order (ours: pay-as-you-go has nothing
/// to pay in advance). The rules are in [`crate::domain::billing::network`].
pub struct ModifyInstanceNetworkSpec;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    internet_max_bandwidth_out: Option<i64>,
    internet_max_bandwidth_in: Option<i64>,
    network_charge_type: Option<InternetCharge>,
    allocate_public_ip: Option<bool>,
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    auto_pay: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    order_id: SmolStr,
}

impl Operation for ModifyInstanceNetworkSpec {
    const ACTION: &'static str = "ModifyInstanceNetworkSpec";
    const CLIENT_TOKEN: bool = true;
    // The vendor lets only some of its users choose a carrier.
    const IGNORED: &'static [&'static str] = &["ISP"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// Where the vendor's text is a placeholder, the text is ours.
    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::InArrears)) => Some(row(400, "Account.Arrearage", "Your account has an outstanding payment.")),
            Error::Domain(DomainError::Instance(InstanceError::WrongState { .. })) => Some(row(403, "IncorrectInstanceStatus", "The current status of the instance does not support this operation.")),
            Error::Domain(DomainError::AlibabaBilling(AlibabaBillingError::UnpaidOrder)) => Some(row(403, "InvalidInstance.UnPaidOrder", "The specified Instance has unpaid order.")),
            Error::Domain(DomainError::AlibabaResize(AlibabaResizeError::BandwidthQuota(facts))) => Some(row(400, "InvalidParameter.Bandwidth", format!("{facts}."))),
            _ => match error.invalid_parameter() {
                Some("AllocatePublicIp") => Some(errors::billing(&AlibabaBillingError::AddressUseless)),
                Some("EndTime") => Some(errors::billing(&AlibabaBillingError::End)),
                Some("InternetMaxBandwidthIn") => Some(errors::billing(&AlibabaBillingError::BandwidthIn)),
                Some("InternetMaxBandwidthOut") => Some(errors::billing(&AlibabaBillingError::BandwidthOut)),
                Some("NetworkChargeType") => Some(row(400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is invalid.")),
                Some("StartTime") => Some(errors::billing(&AlibabaBillingError::Start)),
                _ => refusals::balance_too_low(error),
            },
        }
    }
}

impl Change for ModifyInstanceNetworkSpec {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        Ok(network::plan(at, instance, network_request(request)?)?)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        Response { order_id: network::commit(at, plan).unwrap_or_default() }
    }
}

/// Only the outbound bandwidth can change temporarily: StartTime and EndTime exclude the other parameters.
fn network_request(request: Request) -> Result<NetworkRequest, Error> {
    let network_request = NetworkRequest {
        out: request.internet_max_bandwidth_out,
        inward: request.internet_max_bandwidth_in,
        charge: request.network_charge_type,
        address: request.allocate_public_ip.unwrap_or(false),
        start: parse_optional_time("StartTime", request.start_time)?,
        end: parse_optional_time("EndTime", request.end_time)?,
        auto_pay: request.auto_pay.unwrap_or(true),
    };
    let has_permanent_change =
        network_request.inward.is_some() || network_request.charge.is_some() || network_request.address;
    if (network_request.start.is_some() || network_request.end.is_some()) && has_permanent_change {
        let text = "StartTime and EndTime are for InternetMaxBandwidthOut alone.";
        return Err(Error::Conflict(text.to_owned()));
    }
    if !has_permanent_change && network_request.out.is_none() {
        return Err(Error::missing("InternetMaxBandwidthOut"));
    }
    Ok(network_request)
}

/// Parses a time in UTC: to the second, to the minute, or to the hour as in `2026-11-21T12Z`.
fn parse_optional_time(name: &str, text: Option<SmolStr>) -> Result<Option<Timestamp>, Error> {
    let Some(text) = text else { return Ok(None) };
    let to_the_minute = text.strip_suffix('Z').map(|hour| format!("{hour}:00Z"));
    let time = parse_time(&text).or_else(|| parse_time(&to_the_minute?));
    time.map(Some).ok_or_else(|| Error::invalid(name, &text, "a time in UTC"))
}

#[cfg(test)]
mod tests {
    use super::parse_optional_time;

    #[test]
    fn times_can_be_to_the_hour() {
        let time =
            |text: &str| parse_optional_time("EndTime", Some(text.into())).ok().flatten().map(|time| time.to_string());
        assert_eq!(time("2026-11-21T12Z").as_deref(), Some("2026-11-21T12:00:00Z"));
        assert_eq!(time("2026-11-21T12:30Z").as_deref(), Some("2026-11-21T12:30:00Z"));
        assert_eq!(time("2026-11-21Z"), None);
        assert_eq!(time("tomorrow"), None);
    }
}
