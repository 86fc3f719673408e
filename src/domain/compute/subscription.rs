//! How an ECS instance is paid for.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// The billing method of an ECS instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChargeType {
    /// Pay-as-you-go.
    #[default]
    PostPaid,
    /// Subscription.
    PrePaid,
}

/// A subscription, as last bought or renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// When it ends.
    pub ends: Timestamp,
    /// The unit of its duration.
    pub cycle: Cycle,
}

/// The unit of a subscription's duration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cycle {
    /// Weeks: 1 to 4.
    Week,
    /// Months: 1 to 60.
    #[default]
    Month,
}

impl Subscription {
    /// A subscription that begins now; `None` if the number of periods is out of range.
    pub fn new(now: Timestamp, periods: i32, cycle: Cycle) -> Option<Self> {
        let span = match cycle {
            Cycle::Week if (1..=4).contains(&periods) => Span::new().days(7 * i64::from(periods)),
            Cycle::Month if (1..=60).contains(&periods) => Span::new().months(periods),
            _ => return None,
        };
        let ends = now.to_zoned(TimeZone::UTC).checked_add(span).ok()?.timestamp();
        Some(Self { ends, cycle })
    }
}
