//! Credits and time as integers, and what a type earns and spends.

use super::{CreditMode, has_modes};
use crate::domain::compute::catalog::{Credits, InstanceType};
use jiff::Timestamp;

/// A credit: one vCPU at 100 % for a minute. In this unit all rates of both vendors are whole numbers for a millisecond,
/// which is the step in which AWS earns and spends.
pub const CREDIT: i64 = 36_000_000_000;

/// An hour in milliseconds.
pub const HOUR: i64 = 3_600_000;

/// What one vCPU at 100 % spends in a millisecond.
const VCPU: i64 = CREDIT / 60_000;

/// What one credit per hour is in a millisecond.
const PER_HOUR: i64 = CREDIT / HOUR;

/// A load of 100 %. Loads are whole thousandths of a per cent.
pub const FULL_LOAD: u32 = 100_000;

/// No sum of credits becomes larger than this.
pub const MAX_CREDITS: i64 = 1 << 62;

/// A time as whole milliseconds since 1970.
pub fn millis(at: Timestamp) -> i64 {
    i64::try_from(at.as_nanosecond().div_euclid(1_000_000)).unwrap_or(i64::MAX)
}

/// The time of so many milliseconds since 1970; the latest there is if that is later.
pub fn timestamp(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
}

/// An amount in credits, for an answer.
pub fn in_credits(amount: i64) -> f64 {
    amount as f64 / CREDIT as f64
}

/// So many credits as an amount: to a hundred-millionth of a credit, which no one can tell from the number given.
pub fn from_credits(credits: f64) -> i64 {
    (credits * 1e8).round() as i64 * (CREDIT / 100_000_000)
}

/// `rate` for so many milliseconds.
pub(super) fn times(rate: i64, ms: i64) -> i128 {
    i128::from(rate) * i128::from(ms)
}

/// An amount within [`MAX_CREDITS`].
pub(super) fn narrow(amount: i128) -> i64 {
    amount.clamp(-i128::from(MAX_CREDITS), i128::from(MAX_CREDITS)) as i64
}

/// The credits of a type; `None` if it has none. Those of t1.micro are not documented, so that it has none here.
pub fn credits_of(instance_type: &InstanceType) -> Option<Credits> {
    instance_type.credits.filter(|_| has_modes(instance_type.cloud(), instance_type))
}

/// What an instance of a type earns, may have and can spend.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// In a millisecond.
    pub earn: i64,
    /// The largest balance that accrues, and the largest surplus without a charge.
    pub cap: i64,
    /// What all vCPUs at 100 % spend in a millisecond.
    full: i64,
    /// `None` if the type has no credits: nothing limits its load.
    pub mode: Option<CreditMode>,
}

impl Rates {
    pub fn new(instance_type: &InstanceType, mode: CreditMode) -> Self {
        let full = i64::from(instance_type.vcpus) * VCPU;
        match credits_of(instance_type) {
            Some(Credits { per_hour, .. }) => {
                let earn = (per_hour * PER_HOUR as f64).round() as i64;
                Self { earn, cap: earn * 24 * HOUR, full, mode: Some(mode) }
            }
            None => Self { earn: 0, cap: 0, full, mode: None },
        }
    }

    /// What a load spends in a millisecond, if nothing limits it.
    pub fn demand(&self, load: u32) -> i64 {
        self.full / i64::from(FULL_LOAD) * i64::from(load)
    }

    /// What all vCPUs can spend in so many milliseconds.
    pub fn capacity(&self, ms: i64) -> i128 {
        times(self.full, ms)
    }
}
