//! Parameters about elastic addresses: billing, bandwidth, and the kind of resource that has the address.

use crate::domain::compute::instance::{Cycle, InternetCharge, Subscription};
use crate::domain::error::{AlibabaInstanceError, InstanceError};
use crate::domain::network::address::Holder;
use crate::domain::network::eip::EipFacts;
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// The parameters of a new address that both APIs have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Terms {
    bandwidth: Option<SmolStr>,
    internet_charge_type: Option<SmolStr>,
    #[serde(rename = "ISP")]
    isp: Option<SmolStr>,
}

/// The parameters of a subscription, which only the VPC API has.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Charge {
    instance_charge_type: Option<SmolStr>,
    period: Option<i32>,
    pricing_cycle: Option<SmolStr>,
}

/// The values of ISP. Which of them are available in a region or to an account is not modelled.
const LINES: &[&str] = &[
    "BGP",
    "BGP_PRO",
    "BGP_FinanceCloud",
    "ChinaMobile",
    "ChinaMobile_L2",
    "ChinaTelecom",
    "ChinaTelecom_L2",
    "ChinaUnicom",
    "ChinaUnicom_L2",
];

impl Terms {
    /// Checks the parameters of a new address. The bandwidth is 1 to 1000 Mbit/s for a subscription, 1 to 500 when paid
    /// by bandwidth, and 1 to 200 when paid by traffic.
    pub fn facts(self, charge: Charge, at: Place<'_>) -> Result<EipFacts, Error> {
        if at.account.in_arrears {
            return Err(AlibabaInstanceError::InArrears.into());
        }
        let defaults = EipFacts::with_defaults(at.now);
        let internet_charge = match self.internet_charge_type.as_deref() {
            None | Some("PayByBandwidth") => InternetCharge::PayByBandwidth,
            Some("PayByTraffic") => InternetCharge::PayByTraffic,
            Some(other) => return Err(Error::invalid("InternetChargeType", other, "PayByBandwidth or PayByTraffic")),
        };
        let subscription = match charge.instance_charge_type.as_deref() {
            None | Some("PostPaid") => None,
            Some("PrePaid") if internet_charge == InternetCharge::PayByTraffic => {
                return Err(Error::invalid("InternetChargeType", "PayByTraffic", "PayByBandwidth for a subscription"));
            }
            Some("PrePaid") => Some(subscription(at, charge.period, charge.pricing_cycle)?),
            Some(other) => return Err(Error::invalid("InstanceChargeType", other, "PostPaid or PrePaid")),
        };
        let bandwidth = match self.bandwidth {
            None => defaults.bandwidth,
            Some(text) => bandwidth(&text, subscription.is_some(), internet_charge)?,
        };
        let line = self.isp.unwrap_or_else(|| defaults.line.clone());
        if !LINES.contains(&line.as_str()) {
            return Err(Error::invalid("ISP", line, LINES.join(", ")));
        }
        let ends = subscription.map(|subscription| subscription.ends);
        Ok(EipFacts { bandwidth, internet_charge, line, ends, ..defaults })
    }
}

/// Reads a bandwidth, in Mbit/s: from 1 to 1000 with a subscription, else to 500 or, if the traffic is paid, to 200.
pub fn bandwidth(text: &SmolStr, subscribed: bool, internet_charge: InternetCharge) -> Result<u32, Error> {
    let max = match (subscribed, internet_charge) {
        (true, _) => 1000,
        (false, InternetCharge::PayByBandwidth) => 500,
        (false, InternetCharge::PayByTraffic) => 200,
    };
    let number = text.parse().ok().filter(|number| (1..=max).contains(number));
    number.ok_or_else(|| Error::invalid("Bandwidth", text, format!("from 1 to {max}")))
}

/// Checks the length of a subscription: 1 to 9 months, or 1 to 5 years.
fn subscription(at: Place<'_>, period: Option<i32>, cycle: Option<SmolStr>) -> Result<Subscription, Error> {
    let period = period.ok_or_else(|| Error::missing("Period"))?;
    let months = match cycle.as_deref() {
        None | Some("Month") => Some(period).filter(|period| (1..=9).contains(period)),
        Some("Year") => Some(period).filter(|period| (1..=5).contains(period)).map(|years| 12 * years),
        Some(other) => return Err(Error::invalid("PricingCycle", other, "Month or Year")),
    };
    let subscription = months.and_then(|months| Subscription::new(at.now, months, Cycle::Month));
    subscription.ok_or_else(|| Error::invalid("Period", period, "1 to 9 months, or 1 to 5 years"))
}

/// The kinds of resources that can have an elastic address.
pub const TARGET_TYPES: &[&str] = &["EcsInstance", "HaVip", "IpAddress", "Nat", "NetworkInterface", "SlbInstance"];

/// The kinds of which the emulator has some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetType {
    Instance,
    NatGateway,
    NetworkInterface,
}

/// Reads a kind of resource, by default an instance. Fails for an unknown kind, and as not found for a kind of which the emulator
/// has none.
pub fn target_type(target_type: Option<&SmolStr>, id: Option<&SmolStr>) -> Result<TargetType, Error> {
    match target_type.map(SmolStr::as_str) {
        None | Some("EcsInstance") => Ok(TargetType::Instance),
        Some("Nat") => Ok(TargetType::NatGateway),
        Some("NetworkInterface") => Ok(TargetType::NetworkInterface),
        Some(name) if TARGET_TYPES.contains(&name) => {
            Err(InstanceError::NotFound(id.into_iter().cloned().collect()).into())
        }
        Some(name) => Err(Error::invalid("InstanceType", name, TARGET_TYPES.join(", "))),
    }
}

/// The kind of what has an elastic address.
pub fn holder_type(holder: &Holder) -> &'static str {
    match holder {
        Holder::Instance(_) => "EcsInstance",
        Holder::Interface { .. } => "NetworkInterface",
        Holder::NatGateway(_) => "Nat",
    }
}
