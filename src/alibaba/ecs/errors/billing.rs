//! What several operations on what is bought say alike.

use super::{INTERNAL, VendorError, row};
use crate::domain::billing::BillingError;

/// What cannot be bought.
#[rustfmt::skip]
pub(super) fn billing(error: &BillingError) -> VendorError {
    use BillingError as E;
    match error {
        E::PaymentRisk => row(403, "SecurityRisk.3DVerification", "We have detected a security risk with your default credit or debit card. Please proceed with verification via the link in your email."),
        E::UnpaidOrder => row(400, "InvalidInstance.UnpaidOrder", "The specified instance has unpaid order."),
        E::ElasticUpgrade => row(400, "InvalidAction.WithActiveElasticUpgrade", "The instance has active Elastic Upgrade."),
        // Each operation that finds one of these says it in words of its own.
        E::NoPrice
        | E::NothingToPrice
        | E::Size { .. }
        | E::ChargeType
        | E::Expired
        | E::TemporaryBandwidth
        | E::BandwidthOut
        | E::BandwidthIn
        | E::NotMore
        | E::Start
        | E::End
        | E::StartBeyond
        | E::EndBeyond
        | E::Elastic { .. }
        | E::AddressUseless
        | E::Direction
        | E::Downgrade
        | E::RebootTime
        | E::Unchanged(_)
        | E::ReleaseSet
        | E::PhasedOut
        | E::TargetPool
        | E::DedicatedHost
        | E::Status(_) => row(500, "InternalError", INTERNAL),
    }
}
