//! [ModifyInstanceChargeType](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceChargeType)

use super::refusals;
use crate::alibaba::ecs::common::{instance, json_list};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::charge::{self, ChargeRequest, Plan};
use crate::domain::billing::price::{CURRENCY, Money};
use crate::domain::compute::instance::{ChargeType, Cycle, Subscription};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr};

/// Changes pay-as-you-go instances to subscriptions, or the reverse: all instances of the request, or none.
///
/// When a subscription ends this way, its remaining value is refunded, at the prices of
/// [`crate::domain::billing::price`]. The rules are in [`crate::domain::billing::charge`].
pub struct ModifyInstanceChargeType;

/// The most instances in one call.
const MAX_INSTANCES: usize = 20;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_ids: SmolStr,
    instance_charge_type: Option<ChargeType>,
    period: Option<i32>,
    period_unit: Option<PeriodUnit>,
    include_data_disks: Option<bool>,
    auto_pay: Option<bool>,
    is_detail_fee: Option<bool>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum PeriodUnit {
    Week,
    #[default]
    Month,
    Year,
}

/// The numbers of months that a subscription can have.
pub(super) const MONTHS: &[i32] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60];

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    order_id: SmolStr,
    fee_of_instances: FeeOfInstances,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FeeOfInstances {
    fee_of_instance: Vec<FeeOfInstance>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FeeOfInstance {
    instance_id: SmolStr,
    currency: &'static str,
    fee: SmolStr,
}

impl Operation for ModifyInstanceChargeType {
    const ACTION: &'static str = "ModifyInstanceChargeType";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// Where the vendor's text is a placeholder, the text is ours.
    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::InArrears | AlibabaInstanceError::Overdue)) => Some(row(403, "Account.Arrearage", "Your account has an outstanding payment.")),
            Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => Some(row(404, "InvalidInstanceId.NotFound", "The specified instanceId does not exist.")),
            Error::Domain(DomainError::AlibabaBilling(error)) => billing(error),
            _ => match error.invalid_parameter() {
                Some("InstanceChargeType") => Some(row(400, "InvalidInstanceChargeType.ValueNotSupported", "The specified parameter \"InstanceChargeType\" is not valid.")),
                Some("InstanceIds") => Some(row(400, "InvalidParameter.InstanceIds", "The specified InstanceIds are invalid.")),
                Some("InstanceIds.N") => Some(row(400, "InstancesIdQuotaExceed", "The maximum number of Instances is exceeded.")),
                Some("Period") => Some(row(400, "InvalidPeriod", "The specified period is not valid.")),
                Some("PeriodUnit") => Some(row(400, "InvalidPeriod.UnitMismatch", "The specified Period must be correlated with the PeriodUnit.")),
                _ => refusals::balance_too_low(error),
            },
        }
    }
}

#[rustfmt::skip]
fn billing(error: &AlibabaBillingError) -> Option<VendorError> {
    use AlibabaBillingError as E;
    Some(match error {
        E::Expired => row(400, "ExpiredInstance", "The specified instance has expired."),
        E::ElasticUpgrade => row(403, "InvalidAction", "The instance has active Elastic Upgrade."),
        E::BandwidthOut => row(400, "InvalidParameter.Bandwidth", "A Pay-As-You-Go instance can have an outbound bandwidth of up to 100 Mbit/s."),
        _ => return None,
    })
}

impl Change for ModifyInstanceChargeType {
    /// The change, and whether the response lists the refunds.
    type Plan = (Plan, bool);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let mut ids = json_list("InstanceIds", Some(&request.instance_ids), usize::MAX)?.unwrap_or_default();
        ids.sort();
        ids.dedup();
        match ids.len() {
            0 => return Err(Error::invalid("InstanceIds", "[]", "a JSON array of ids")),
            1..=MAX_INSTANCES => {}
            many => return Err(Error::invalid("InstanceIds.N", many, format!("at most {MAX_INSTANCES}"))),
        }
        // The default is the change to a subscription.
        let subscribe = request.instance_charge_type.unwrap_or(ChargeType::PrePaid) == ChargeType::PrePaid;
        let unit = request.period_unit.unwrap_or_default();
        let subscription = subscribe.then(|| subscription(at.now, request.period.unwrap_or(1), unit)).transpose()?;
        let instances = ids.iter().map(|id| instance(at.region, id)).collect::<Result<Vec<_>, _>>()?;
        let charge_request = ChargeRequest {
            subscription,
            data_disks: request.include_data_disks.unwrap_or(false),
            auto_pay: request.auto_pay.unwrap_or(true),
        };
        let plan = charge::plan(at, &instances, charge_request)?;
        Ok((plan, !subscribe && request.is_detail_fee.unwrap_or(false)))
    }

    fn commit(at: &mut PlaceMut<'_>, (plan, list_refunds): Self::Plan) -> Response {
        let order_id = charge::commit(at, &plan).unwrap_or_default();
        let fee = |(instance_id, money): (SmolStr, Money)| FeeOfInstance {
            instance_id,
            currency: CURRENCY,
            fee: money.yuan().to_smolstr(),
        };
        let fees = plan.instances.into_iter().filter(|_| list_refunds).map(fee).collect();
        Response { order_id, fee_of_instances: FeeOfInstances { fee_of_instance: fees } }
    }
}

/// The new subscription: 1 to 4 weeks, one of [`MONTHS`], or 1 to 5 years.
fn subscription(now: Timestamp, period: i32, unit: PeriodUnit) -> Result<Subscription, Error> {
    let is_valid = |unit: PeriodUnit| match unit {
        PeriodUnit::Week => (1..=4).contains(&period),
        PeriodUnit::Month => MONTHS.contains(&period),
        PeriodUnit::Year => (1..=5).contains(&period),
    };
    let subscription = match unit {
        _ if !is_valid(unit) => None,
        PeriodUnit::Week => Subscription::new(now, period, Cycle::Week),
        PeriodUnit::Month => Subscription::new(now, period, Cycle::Month),
        PeriodUnit::Year => Subscription::new(now, 12 * period, Cycle::Month),
    };
    // Ours: the vendor has two errors: one if the period is valid only with another unit, one if it is never valid.
    let valid_with_another_unit = [PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Year].into_iter().any(is_valid);
    let name = if valid_with_another_unit { "PeriodUnit" } else { "Period" };
    subscription.ok_or_else(|| Error::invalid(name, period, "a number that goes with its unit"))
}
