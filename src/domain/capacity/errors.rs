//! Errors about reserved capacity.

use crate::domain::capacity::reservation::{Attribute, MAX_STEP};
use crate::domain::error::listed;
use smol_str::SmolStr;

/// Errors about capacity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CapacityError {
    #[error("{0} has not the form of a capacity reservation's id")]
    Malformed(SmolStr),
    #[error("no capacity reservation has the id {0}")]
    NotFound(SmolStr),
    #[error("the capacity reservation has not enough room")]
    Exceeded,
    #[error("the capacity reservation is for instances with another {0}")]
    Unsuitable(Attribute),
    #[error("the capacity reservation {0} is neither active nor about to be")]
    NotActive(SmolStr),
    /// The change would leave too little capacity for them.
    #[error("the capacity reservation {id} is used by {used} instances, which does not allow this change")]
    InUse { id: SmolStr, used: u32 },
    #[error("{zone} has no more instances of the type {instance_type}{}", other_zones(.elsewhere))]
    OutOfStock {
        instance_type: &'static str,
        zone: &'static str,
        /// The zones that still have it.
        elsewhere: Vec<&'static str>,
    },
}

/// Errors about capacity that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsCapacityError {
    #[error("the capacity of the interruptible reservation {0} is being reclaimed")]
    Reclaiming(SmolStr),
    /// The launch specifies whether it may be interrupted.
    #[error("the capacity reservation {0} is interruptible and the launch is not, or the reverse")]
    MarketMismatch(SmolStr),
    #[error("the instance {0} was launched into an interruptible capacity reservation, and can use no other capacity")]
    InterruptibleInstance(SmolStr),
    #[error("instances of the type {0} cannot be reserved for the future")]
    FutureFamily(&'static str),
    #[error("what is reserved for the future has at least {0} vCPUs")]
    FutureSize(u32),
    #[error("the commitment to keep the capacity reservation {0} does not allow this")]
    Committed(SmolStr),
    /// The source and the destination of a move.
    #[error("the capacity reservations {0} and {1} differ in what must be the same")]
    Unlike(SmolStr, SmolStr),
    /// The limit is that of the type's bucket.
    #[error("the account may not have more than {0} vCPUs of such instance types")]
    VcpuLimit(u32),
}

/// Errors about private pools of ECS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaCapacityError {
    #[error("the capacity reservation {0} ends at a set time, and cannot be ended before")]
    EndsByItself(SmolStr),
}

fn other_zones(elsewhere: &[&str]) -> String {
    if elsewhere.is_empty() { String::new() } else { format!(", unlike {}", listed(elsewhere)) }
}

/// Errors about interruptible allocations.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsLendingError {
    /// The operation needs the source reservation.
    #[error("the capacity reservation {0} is interruptible, which does not allow this")]
    Interruptible(SmolStr),
    #[error("the capacity reservation {0} has an end date, so that nothing can be lent of it")]
    HasEndDate(SmolStr),
    #[error("the capacity reservation {0} has an interruptible allocation already")]
    HasAllocation(SmolStr),
    #[error("the capacity reservation {0} has no interruptible allocation")]
    NoAllocation(SmolStr),
    #[error("the interruptible allocation of the capacity reservation {0} is still on its way")]
    AllocationBusy(SmolStr),
    #[error("{requested} instances are more than the {available} that the capacity reservation has available")]
    TooFew { requested: u32, available: u32 },
    #[error("the number of instances changes by at most {MAX_STEP} at once")]
    StepTooLarge,
}
