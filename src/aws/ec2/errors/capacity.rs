//! Errors about reserved capacity.

use super::{VendorError, row};
use crate::domain::capacity::reservation::{AwsCapacityError, AwsLendingError, CapacityError, MAX_STEP};

pub(super) fn capacity(error: &CapacityError) -> VendorError {
    match error {
        // Ours, modelled on the text for instances.
        CapacityError::Malformed(id) => {
            row(400, "InvalidCapacityReservationId.Malformed", format!("Invalid id: \"{id}\""))
        }
        CapacityError::NotFound(id) => row(
            400,
            "InvalidCapacityReservationId.NotFound",
            format!("The capacity reservation ID '{id}' was not found"),
        ),
        CapacityError::Exceeded | CapacityError::Unsuitable(_) => row(
            400,
            "ReservationCapacityExceeded",
            "The requested reservation does not have sufficient compatible and available capacity for this request.",
        ),
        CapacityError::NotActive(id) => row(
            400,
            "InvalidCapacityReservationState",
            format!("The capacity reservation '{id}' is not in a state that allows this operation."),
        ),
        // Code and text are ours.
        CapacityError::InUse { id, used } => row(
            400,
            "IncorrectState",
            format!("The capacity reservation '{id}' is used by {used} instances, which does not allow this change."),
        ),
        CapacityError::OutOfStock { instance_type, zone, elsewhere } => {
            row(500, "InsufficientInstanceCapacity", out_of_stock(instance_type, zone, elsewhere))
        }
    }
}

pub(super) fn aws_capacity(error: &AwsCapacityError) -> VendorError {
    match error {
        AwsCapacityError::Reclaiming(id) => row(
            400,
            "InvalidCapacityReservationState.Unavailable",
            format!("The capacity of the interruptible capacity reservation '{id}' is being reclaimed."),
        ),
        AwsCapacityError::MarketMismatch(id) => row(
            400,
            "InvalidParameterCombination",
            format!(
                "The capacity reservation '{id}' and the market type do not go together: interruptible capacity \
                 reservations, and only they, need the market type interruptible-capacity-reservation."
            ),
        ),
        // Code and text are ours.
        AwsCapacityError::InterruptibleInstance(id) => row(
            400,
            "UnsupportedOperation",
            format!(
                "The instance '{id}' was launched into an interruptible capacity reservation, and can target interruptible \
                 capacity reservations only."
            ),
        ),
        // Codes and texts are ours.
        AwsCapacityError::FutureFamily(name) => row(
            400,
            "InvalidParameterCombination",
            format!("Future-dated capacity reservations are not supported for the instance type {name}."),
        ),
        AwsCapacityError::FutureSize(vcpus) => row(
            400,
            "InvalidParameterCombination",
            format!("A future-dated capacity reservation needs at least {vcpus} vCPUs."),
        ),
        AwsCapacityError::Committed(id) => row(
            400,
            "IncorrectState",
            format!(
                "The commitment duration of the capacity reservation '{id}' has not elapsed, which does not allow this."
            ),
        ),
        // Code and text are ours.
        AwsCapacityError::Unlike(source, destination) => row(
            400,
            "InvalidParameterCombination",
            format!("The capacity reservations '{source}' and '{destination}' must have the same attributes."),
        ),
        AwsCapacityError::VcpuLimit(limit) => row(400, "VcpuLimitExceeded", vcpu_limit(*limit)),
    }
}

fn vcpu_limit(limit: u32) -> String {
    format!(
        "You have requested more vCPU capacity than your current vCPU limit of {limit} allows for the instance bucket that \
         the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an \
         adjustment to this limit."
    )
}

fn out_of_stock(instance_type: &str, zone: &str, other_zones: &[&str]) -> String {
    let mut text = format!(
        "We currently do not have sufficient {instance_type} capacity in the Availability Zone you requested ({zone}). Our system \
         will be working on provisioning additional capacity."
    );
    if !other_zones.is_empty() {
        text += &format!(
            " You can currently get {instance_type} capacity by not specifying an Availability Zone in your request or choosing {}.",
            other_zones.join(", ")
        );
    }
    text
}

/// The codes and texts are ours, except for the parts "has an active interruptible capacity allocation" and "doesn't
/// have an active interruptible capacity allocation".
pub(super) fn lending(error: &AwsLendingError) -> VendorError {
    match error {
        AwsLendingError::Interruptible(id) => row(
            400,
            "UnsupportedOperation",
            format!("The capacity reservation '{id}' is interruptible. Use its source capacity reservation."),
        ),
        AwsLendingError::HasEndDate(id) => row(
            400,
            "UnsupportedOperation",
            format!(
                "The capacity reservation '{id}' has an end date. An interruptible allocation needs a source without one."
            ),
        ),
        AwsLendingError::HasAllocation(id) => row(
            400,
            "IncorrectState",
            format!("The capacity reservation '{id}' has an active interruptible capacity allocation."),
        ),
        AwsLendingError::NoAllocation(id) => row(
            400,
            "IncorrectState",
            format!("The capacity reservation '{id}' doesn't have an active interruptible capacity allocation."),
        ),
        AwsLendingError::AllocationBusy(id) => row(
            400,
            "IncorrectState",
            format!("The interruptible capacity allocation of the capacity reservation '{id}' is being changed."),
        ),
        AwsLendingError::TooFew { requested, available } => row(
            400,
            "ReservationCapacityExceeded",
            format!(
                "The request needs {requested} available instances in the source capacity reservation, which has {available}."
            ),
        ),
        AwsLendingError::StepTooLarge => row(
            400,
            "InvalidParameterValue",
            format!("The number of instances can change by at most {MAX_STEP} in one request."),
        ),
    }
}
