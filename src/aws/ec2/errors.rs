//! EC2's errors: status, code and text of each.
//!
//! The texts are AWS's if its documents or published answers show them. The others are marked as ours.

mod common;
mod network;
mod resources;
mod tags;

pub use common::documented;

use crate::domain::capacity::reservation::{AwsCapacityError, AwsLendingError, CapacityError, MAX_STEP};
use crate::domain::compute::instance::State;
use crate::domain::credits::CreditRefusal;
use crate::domain::error::{
    AwsCreditError, AwsInstanceError, CreditError, Error as DomainError, InstanceAction, InstanceError,
};
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;
use smol_str::SmolStr;

fn internal() -> VendorError {
    row(500, "InternalError", "An internal error has occurred")
}

/// The vendor's error for an error that the operation does not override.
pub fn answer(error: &Error) -> VendorError {
    match error {
        Error::Param(error) => param(error),
        Error::Conflict(text) => row(400, "InvalidParameterCombination", text.clone()),
        Error::DryRun => row(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set."),
        Error::TokenMismatch => row(
            400,
            "IdempotentParameterMismatch",
            "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
        ),
        // Ours.
        Error::TokenMalformed(token) => row(
            400,
            "InvalidParameterValue",
            format!("Value ({token}) for parameter clientToken is invalid. It must have at most 64 ASCII characters."),
        ),
        // Ours.
        Error::MissingAction => row(400, "MissingAction", "The request must contain the parameter Action"),
        Error::UnknownAction(action) => {
            row(400, "InvalidAction", format!("The action {action} is not valid for this web service."))
        }
        // Ours: AWS implements all of its actions.
        Error::NotImplemented(action) => {
            row(400, "UnsupportedOperation", format!("The action {action} is not implemented by Twinstance."))
        }
        // Ours.
        Error::NotModelled(parameter) => {
            row(400, "UnsupportedOperation", format!("The parameter {parameter} is not implemented by Twinstance."))
        }
        // Ours.
        Error::UnknownVersion(version) => {
            row(400, "NoSuchVersion", format!("The requested version ({version}) of service AmazonEC2 does not exist"))
        }
        Error::UnknownRegion(region) => row(400, "InvalidParameterValue", format!("Invalid region: {region}")),
        Error::UnknownFormat(format) => row(400, "InvalidParameterValue", format!("Invalid format: {format}")),
        Error::Auth(error) => common::auth(error),
        Error::Throttled => row(503, "RequestLimitExceeded", "Request limit exceeded."),
        Error::Injected(wire) => wire.clone(),
        Error::Internal => internal(),
        Error::Domain(error) => domain(error),
    }
}

fn param(error: &ParamError) -> VendorError {
    match error {
        ParamError::Missing { name } => {
            row(400, "MissingParameter", format!("The request must contain the parameter {name}"))
        }
        ParamError::Invalid { name, value, expected } => {
            let text = match name.as_str() {
                // For these, `expected` is the whole text.
                "filter" | "maxResults" | "nextToken" | "Tag" => expected.clone(),
                _ if expected.is_empty() => format!("Invalid value '{value}' for {name}."),
                _ => format!("Value ({value}) for parameter {name} is invalid. Expected: {expected}."),
            };
            row(400, "InvalidParameterValue", text)
        }
        ParamError::Unknown { name } => row(400, "UnknownParameter", format!("The parameter {name} is not recognized")),
    }
}

/// The vendor's error for an error of the domain. Also used for a single item that fails in a call that succeeds.
pub fn domain(error: &DomainError) -> VendorError {
    match error {
        DomainError::Instance(error) => instance(error),
        DomainError::AwsInstance(error) => aws_instance(error),
        DomainError::Credit(error) => credit(error),
        DomainError::AwsCredit(error) => aws_credit(error),
        DomainError::Capacity(error) => capacity(error),
        DomainError::AwsCapacity(error) => aws_capacity(error),
        DomainError::AwsLending(error) => lending(error),
        DomainError::Network(error) => network::network(error),
        DomainError::AwsNetwork(error) => network::aws_network(error),
        DomainError::Group(error) => network::group(error),
        DomainError::AwsGroup(error) => network::aws_group(error),
        DomainError::AwsDisk(error) => resources::disk(error),
        DomainError::Image(error) => resources::image(error),
        DomainError::AwsImage(error) => resources::aws_image(error),
        DomainError::Address(error) => resources::address(error),
        DomainError::AwsAddress(error) => resources::aws_address(error),
        DomainError::KeyPair(error) => resources::key_pair(error),
        DomainError::Tag(error) => tags::tag(error),
        DomainError::AlibabaInstance(_)
        | DomainError::AlibabaCapacity(_)
        | DomainError::AlibabaNetwork(_)
        | DomainError::AlibabaGroup(_)
        | DomainError::AlibabaImage(_)
        | DomainError::AlibabaAddress(_)
        | DomainError::AlibabaKeyPair(_)
        | DomainError::AlibabaResize(_)
        | DomainError::AlibabaBilling(_) => common::alibaba_only(error),
    }
}

fn instance(error: &InstanceError) -> VendorError {
    match error {
        InstanceError::NotFound(ids) => row(400, "InvalidInstanceID.NotFound", not_found(ids)),
        InstanceError::WrongState { id, state, action } => {
            row(400, "IncorrectInstanceState", wrong_state(id, *state, *action))
        }
        // Ours.
        InstanceError::Protected { id, action } => {
            let (attribute, verb) = if *action == InstanceAction::Stop {
                ("disableApiStop", "stopped")
            } else {
                ("disableApiTermination", "terminated")
            };
            let text = format!(
                "The instance '{id}' may not be {verb}. Modify its '{attribute}' instance attribute and try again."
            );
            row(400, "OperationNotPermitted", text)
        }
        InstanceError::TypeUnknown(name) => {
            row(400, "InvalidParameterValue", format!("Invalid value '{name}' for InstanceType."))
        }
        InstanceError::ImageMalformed(id) => {
            row(400, "InvalidAMIID.Malformed", format!("Invalid id: \"{id}\" (expecting \"ami-...\")"))
        }
        InstanceError::ImageNotFound(id) => {
            row(400, "InvalidAMIID.NotFound", format!("The image id '[{id}]' does not exist"))
        }
        // Ours.
        InstanceError::CountsDisagree { min, max } => row(
            400,
            "InvalidParameterValue",
            format!("Value ({max}) for parameter maxCount is invalid. It is smaller than minCount ({min})."),
        ),
        // Ours.
        InstanceError::DuplicateTag(key) => {
            row(400, "InvalidParameterValue", format!("Duplicate tag key '{key}' specified."))
        }
        InstanceError::TagReserved(_) => {
            row(400, "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use")
        }
    }
}

fn aws_instance(error: &AwsInstanceError) -> VendorError {
    match error {
        AwsInstanceError::Malformed(id) => row(400, "InvalidInstanceID.Malformed", format!("Invalid id: \"{id}\"")),
        AwsInstanceError::TypesUnknown(names) => {
            let text = format!("The following supplied instance types do not exist: [{}]", names.join(", "));
            row(400, "InvalidInstanceType", text)
        }
        AwsInstanceError::LaunchTerminated => row(
            400,
            "IdempotentInstanceTerminated",
            "The request to launch an instance uses the same client token as a previous request for which the instance \
             has been terminated.",
        ),
    }
}

fn not_found(ids: &[SmolStr]) -> String {
    match ids {
        [id] => format!("The instance ID '{id}' does not exist"),
        _ => format!("The instance IDs '{}' do not exist", ids.join(", ")),
    }
}

fn wrong_state(id: &SmolStr, state: State, action: InstanceAction) -> String {
    match (action, state) {
        (InstanceAction::Start, _) => format!("The instance '{id}' is not in a state from which it can be started."),
        (InstanceAction::Stop, State::Pending) => {
            format!("Instance '{id}' cannot be stopped as it has never reached the 'running' state.")
        }
        (InstanceAction::Stop, _) => format!("This instance '{id}' is not in a state from which it can be stopped."),
        (InstanceAction::Modify, _) => format!("The instance '{id}' is not in the 'stopped' state."),
        // Ours.
        (InstanceAction::Image, _) => format!("The instance '{id}' is not in the 'running' or 'stopped' state."),
        (InstanceAction::Reboot | InstanceAction::Terminate, _) => {
            format!("The instance '{id}' is not in a valid state for this operation.")
        }
    }
}

fn credit(error: &CreditError) -> VendorError {
    match error {
        CreditError::Refused { id, instance_type, refusal } => match (refusal, id) {
            (CreditRefusal::NotBurstable, None) => row(
                400,
                "InstanceCreditSpecification.NotSupported",
                format!("The {instance_type} instance type does not support T2 Unlimited."),
            ),
            // From AWS's table of error codes.
            (CreditRefusal::NotBurstable, Some(_)) => row(
                400,
                "InstanceCreditSpecification.NotSupported",
                "The specified instance does not use CPU credits for CPU usage.",
            ),
            // Ours: AWS documents that this is not supported, but not the error.
            (CreditRefusal::DedicatedHost, _) => row(
                400,
                "InstanceCreditSpecification.NotSupported",
                format!(
                    "The {instance_type} instance type with 'host' tenancy does not support the 'unlimited' CPU credit option."
                ),
            ),
            // Ours.
            (CreditRefusal::State, id) => row(
                400,
                "IncorrectInstanceState",
                format!("The instance '{}' is not in the 'running' or 'stopped' state.", id.as_deref().unwrap_or("")),
            ),
        },
    }
}

fn aws_credit(error: &AwsCreditError) -> VendorError {
    match error {
        // The text is quoted from AWS by the authors of another emulator.
        AwsCreditError::UnknownMode { id } => row(
            400,
            "InvalidCpuCredits.Malformed",
            format!(
                "The CpuCredit parameter for instance ID {id} requires a value of either standard or unlimited. Change the value and try again."
            ),
        ),
        // Ours.
        AwsCreditError::DuplicateInstance(id) => row(
            400,
            "InvalidInstanceCreditSpecification.DuplicateInstanceId",
            format!("The request contains the instance ID '{id}' more than once."),
        ),
        // The texts of these two errors are ours.
        AwsCreditError::UnknownFamily(family) => row(
            400,
            "InvalidInstanceFamily",
            format!("The instance family '{family}' does not support credit specifications."),
        ),
        AwsCreditError::DefaultSetTooOften => row(
            400,
            "UpdateLimitExceeded",
            "The default credit specification can be modified only once in a rolling 5-minute period, and up to four \
             times in a rolling 24-hour period.",
        ),
    }
}

fn capacity(error: &CapacityError) -> VendorError {
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

fn aws_capacity(error: &AwsCapacityError) -> VendorError {
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
fn lending(error: &AwsLendingError) -> VendorError {
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
