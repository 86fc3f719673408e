//! Errors about instances and their credit modes.

use super::{VendorError, row};
use crate::domain::compute::instance::State;
use crate::domain::credits::CreditRefusal;
use crate::domain::error::{
    AwsCreditError, AwsInstanceError, CreditError, HibernationError, InstanceAction, InstanceError,
};
use smol_str::SmolStr;

pub(super) fn instance(error: &InstanceError) -> VendorError {
    match error {
        InstanceError::NotFound(ids) => row(400, "InvalidInstanceID.NotFound", not_found(ids)),
        InstanceError::WrongState { id, state, action: InstanceAction::Reboot } => {
            let state = state.as_str();
            row(400, "IncorrectState", format!("Cannot reboot instance {id} that is currently in {state} state."))
        }
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
            let expecting = if id.starts_with("ami-") { "" } else { " (expecting \"ami-...\")" };
            row(400, "InvalidAMIID.Malformed", format!("Invalid id: \"{id}\"{expecting}"))
        }
        InstanceError::ImageNotFound(id) => {
            row(400, "InvalidAMIID.NotFound", format!("The image id '[{id}]' does not exist"))
        }
        InstanceError::CountsDisagree { .. } => {
            let text = "Maximum instance count must not be smaller than minimum instance count";
            row(400, "InvalidParameterValue", text)
        }
        // Ours.
        InstanceError::DuplicateTag(key) => {
            row(400, "InvalidParameterValue", format!("Duplicate tag key '{key}' specified."))
        }
        InstanceError::TagReserved(_) => {
            row(400, "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use")
        }
    }
}

pub(super) fn aws_instance(error: &AwsInstanceError) -> VendorError {
    match error {
        // Ours, with the next.
        AwsInstanceError::EnclaveUnsupported(name) => row(
            400,
            "InvalidParameterCombination",
            format!("The instance type {name} does not support AWS Nitro Enclaves."),
        ),
        AwsInstanceError::EnclaveHibernates => row(
            400,
            "InvalidParameterCombination",
            "Hibernation and AWS Nitro Enclaves cannot be enabled for the same instance.",
        ),
        AwsInstanceError::Malformed(id) => row(400, "InvalidInstanceID.Malformed", format!("Invalid id: \"{id}\"")),
        AwsInstanceError::TypesUnknown(names) => {
            let text = format!("The following supplied instance types do not exist: [{}]", names.join(", "));
            row(400, "InvalidInstanceType", text)
        }
        AwsInstanceError::Hibernation(error) => row(400, "UnsupportedHibernationConfiguration", hibernation(error)),
        AwsInstanceError::Unsupported => row(
            400,
            "Unsupported",
            "The requested configuration is currently not supported. Please check the documentation for supported \
             configurations.",
        ),
        AwsInstanceError::ZoneUnsupported { instance_type, zone, zones } => row(
            400,
            "Unsupported",
            format!(
                "Your requested instance type ({instance_type}) is not supported in your requested Availability Zone \
                 ({zone}). Please retry your request by not specifying an Availability Zone or choosing {}.",
                zones.join(", ")
            ),
        ),
        AwsInstanceError::TypeChange { from, to } => row(
            400,
            "InvalidInstanceAttributeValue",
            format!("Modifying the instance type from {from} to {to} is not allowed."),
        ),
        AwsInstanceError::EnaRequired(name) => row(
            400,
            "InvalidParameterCombination",
            format!(
                "Enhanced networking with the Elastic Network Adapter (ENA) is required for the '{name}' instance type. Ensure \
                 that your instance is enabled for ENA."
            ),
        ),
        AwsInstanceError::MetadataTagKey(key) => row(
            400,
            "InvalidParameterValue",
            format!(
                "'{key}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\\\-_+=,.@:]{{1,255}}), and must not be \
                 a reserved name ('.', '..', '_index')"
            ),
        ),
        AwsInstanceError::UserDataMalformed => {
            row(400, "InvalidParameterValue", "Invalid BASE64 encoding of user data.")
        }
        AwsInstanceError::UserDataTooLong => row(400, "InvalidParameterValue", "User data is limited to 16384 bytes"),
        AwsInstanceError::LaunchTerminated => row(
            400,
            "IdempotentInstanceTerminated",
            "The client token you have provided is associated with a terminated instance.",
        ),
    }
}

fn hibernation(error: &HibernationError) -> String {
    match error {
        HibernationError::NotConfigured(id) => {
            format!("The instance can't be hibernated because it was not configured at launch for hibernation: {id}")
        }
        HibernationError::NotEncrypted => "For hibernation, the root device volume must be encrypted.".to_owned(),
        // Ours.
        HibernationError::InstanceType(name) => format!("The instance type {name} does not support hibernation."),
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
        (InstanceAction::Image | InstanceAction::Snapshot, _) => {
            format!("The instance '{id}' is not in the 'running' or 'stopped' state.")
        }
        (InstanceAction::Reboot | InstanceAction::Terminate, _) => {
            format!("The instance '{id}' is not in a valid state for this operation.")
        }
    }
}

pub(super) fn credit(error: &CreditError) -> VendorError {
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

pub(super) fn aws_credit(error: &AwsCreditError) -> VendorError {
    match error {
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
        AwsCreditError::UnknownFamily(family) => row(
            400,
            "InvalidInstanceFamily",
            format!(
                "The {family} instance family does not support Unlimited. Only burstable performance instance families \
                 support Unlimited. Change the instance family and try again."
            ),
        ),
        // The text is ours.
        AwsCreditError::DefaultSetTooOften => row(
            400,
            "UpdateLimitExceeded",
            "The default credit specification can be modified only once in a rolling 5-minute period, and up to four \
             times in a rolling 24-hour period.",
        ),
    }
}
