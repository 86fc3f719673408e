//! The errors of ECS: status, code and text of each.
//!
//! The texts are the vendor's where they are known. A comment marks each text that is ours.

mod addresses;
mod billing;
mod disks;
mod gateway;
mod groups;
mod interfaces;
mod nat;
mod networks;
mod pools;
mod refusal;
mod spec;
mod tags;
mod value;

pub use billing::billing;
pub use disks::disk;
pub use gateway::documented;
pub use pools::attribute_mismatch;

use crate::domain::compute::image::{AlibabaImageError, ImageError};
use crate::domain::compute::instance::State;
use crate::domain::compute::key_pair::{AlibabaKeyPairError, KeyPairError};
use crate::domain::credits::AlibabaMonitorError;
use crate::domain::error::{CreditError, Error as DomainError, InstanceAction, InstanceError};
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;

const STATUS_UNSUPPORTED: &str = "The current status of the resource does not support this operation.";
const CREDITS: &str = "The specified CreditSpecification is not supported in this region.";
const INTERNAL: &str = "The request processing has failed due to some unknown error, exception or failure.";

fn internal() -> VendorError {
    row(500, "InternalError", INTERNAL)
}

/// The response to an error. It applies unless the operation has a row of its own for the error.
pub fn answer(error: &Error) -> VendorError {
    match error {
        Error::Param(error) => param(error),
        Error::TooLong { name, .. } => value::invalid_value(name),
        // Ours.
        Error::Conflict(text) => row(400, "InvalidParameter.Conflict", text.clone()),
        Error::DryRun => row(400, "DryRunOperation", "Request validation has been passed with DryRun flag set."),
        Error::TokenMismatch(_) => {
            row(400, "IdempotentParameterMismatch", "The request is retried with updated parameters.")
        }
        Error::TokenMalformed(_) => {
            row(400, "InvalidClientToken.ValueNotSupported", "The ClientToken provided is invalid.")
        }
        Error::MissingAction => row(400, "MissingAction", "Action is mandatory for this action."),
        Error::UnknownAction(_) => {
            row(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")
        }
        // Ours: the vendor implements all of its actions.
        Error::NotImplemented(action) => {
            row(400, "UnsupportedOperation", format!("The action {action} is not implemented by Twinstance."))
        }
        // Ours.
        Error::NotModelled(parameter) => {
            row(400, "UnsupportedParameter", format!("The parameter {parameter} is not implemented by Twinstance."))
        }
        Error::UnknownVersion(_) => row(400, "InvalidVersion", "Specified parameter Version is not valid."),
        Error::UnknownRegion(_) => {
            row(404, "InvalidRegionId.NotFound", "The RegionId provided does not exist in our records.")
        }
        Error::UnknownFormat(_) => row(400, "InvalidParameter.Format", "Specified parameter format is not valid."),
        Error::Overloaded => {
            row(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.")
        }
        Error::Throttled => row(400, "Throttling", "Request was denied due to request throttling."),
        Error::Auth(error) => gateway::auth(error),
        Error::Injected(wire) | Error::Own(wire) => wire.clone(),
        Error::Internal => internal(),
        Error::Domain(error) => domain(error),
    }
}

fn param(error: &ParamError) -> VendorError {
    match error {
        ParamError::Missing { name } => missing(name),
        ParamError::Invalid { name, .. } => value::invalid_value(name),
        // ECS ignores unknown parameters, but it refuses an index on a parameter that is not a list.
        ParamError::Unknown { name } => {
            row(400, "InvalidParameter", format!("The specified parameter \"{name}\" is not valid."))
        }
    }
}

fn missing(name: &str) -> VendorError {
    match name {
        "PrivatePoolOptions.Id" => row(
            400,
            "MissingParameter.PrivatePoolOptions.Id",
            "The specified PrivatePoolOptions.Id should not be null.",
        ),
        _ => row(
            400,
            "MissingParameter",
            format!("The input parameter \"{name}\" that is mandatory for processing this request is not supplied."),
        ),
    }
}

fn domain(error: &DomainError) -> VendorError {
    match error {
        DomainError::Instance(error) => instance(error),
        DomainError::AlibabaInstance(error) => refusal::alibaba_instance(error),
        DomainError::Credit(CreditError::Refused { .. }) => row(400, "InvalidParameter.CreditSpecification", CREDITS),
        DomainError::Capacity(error) => pools::capacity(error),
        DomainError::AlibabaCapacity(error) => pools::alibaba_capacity(error),
        DomainError::Network(error) => networks::network(error),
        DomainError::AlibabaNetwork(error) => networks::alibaba_network(error),
        DomainError::PrefixList(error) => networks::prefix_list(error),
        DomainError::AlibabaList(error) => networks::alibaba_list(error),
        DomainError::Interface(error) => interfaces::interface(error),
        DomainError::AlibabaInterface(error) => interfaces::alibaba_interface(error),
        DomainError::AlibabaRoute(error) => networks::alibaba_route(error),
        DomainError::AlibabaAcl(error) => networks::network_acl(error),
        DomainError::AlibabaNat(error) => nat::gateway(error),
        DomainError::AlibabaNatEntry(error) => nat::entry(error),
        DomainError::Group(error) => groups::group(error),
        DomainError::AlibabaGroup(error) => groups::alibaba_group(error),
        DomainError::Image(error) => image(error),
        DomainError::AlibabaImage(error) => alibaba_image(error),
        DomainError::Address(error) => addresses::address(error),
        DomainError::AlibabaAddress(error) => addresses::alibaba_address(error),
        DomainError::KeyPair(error) => key_pair(error),
        DomainError::AlibabaKeyPair(error) => alibaba_key_pair(error),
        DomainError::AlibabaMonitor(error) => monitor(error),
        DomainError::AlibabaResize(error) => spec::resize(error),
        DomainError::Tag(error) => tags::tag(error),
        DomainError::AlibabaBilling(error) => billing::billing(error),
        DomainError::AlibabaDisk(error) => disk(error),
        DomainError::AlibabaSnapshot(error) => disks::snapshot(error),
        DomainError::AwsInstance(_)
        | DomainError::AwsCredit(_)
        | DomainError::AwsCapacity(_)
        | DomainError::AwsLending(_)
        | DomainError::AwsNetwork(_)
        | DomainError::AwsGroup(_)
        | DomainError::AwsDisk(_)
        | DomainError::AwsVolume(_)
        | DomainError::AwsSnapshot(_)
        | DomainError::AwsInterface(_)
        | DomainError::AwsKeyPair(_)
        | DomainError::AwsRoute(_)
        | DomainError::AwsVpc(_)
        | DomainError::AwsPlacement(_)
        | DomainError::AwsTemplate(_)
        | DomainError::AwsImage(_)
        | DomainError::AwsAddress(_) => aws_only(error),
    }
}

/// The response to an error that only AWS has. Such an error never comes here unless there is a bug.
fn aws_only(error: &dyn std::error::Error) -> VendorError {
    tracing::error!(%error, "Alibaba Cloud met an error that only AWS has");
    debug_assert!(false, "Alibaba Cloud met an error that only AWS has: {error}");
    internal()
}

fn instance(error: &InstanceError) -> VendorError {
    match error {
        InstanceError::NotFound(_) => {
            row(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.")
        }
        InstanceError::WrongState { state: State::Pending, action: InstanceAction::Terminate, .. } => row(
            403,
            "IncorrectInstanceStatus.Initializing",
            "The specified instance status does not support this operation.",
        ),
        InstanceError::WrongState { .. } => row(403, "IncorrectInstanceStatus", STATUS_UNSUPPORTED),
        // The vendor's text is a placeholder; these are the facts.
        InstanceError::Protected { id, .. } => row(
            403,
            "InvalidOperation.DeletionProtection",
            format!("The operation is not allowed due to deletion protection of the instance {id}."),
        ),
        InstanceError::TypeUnknown(_) => {
            row(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType beyond the permitted range.")
        }
        InstanceError::ImageMalformed(_) | InstanceError::ImageNotFound(_) => {
            row(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.")
        }
        InstanceError::CountsDisagree { .. } => {
            row(400, "InvalidMinAmount.Malformed", "The specified parameter MinAmount is not valid.")
        }
        InstanceError::DuplicateTag(_) => row(400, "Duplicate.TagKey", "The Tag.N.Key contain duplicate key."),
        InstanceError::TagReserved(_) => row(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid."),
    }
}

fn image(error: &ImageError) -> VendorError {
    match error {
        ImageError::Unavailable(_) | ImageError::Deregistered(_) => {
            row(403, "OperationDenied.ImageNotValid", "The specified Image is disabled or is deleted.")
        }
        ImageError::NameTaken { .. } => {
            row(400, "InvalidImageName.Duplicated", "The specified Image name has already bean used.")
        }
    }
}

fn alibaba_image(error: &AlibabaImageError) -> VendorError {
    match error {
        AlibabaImageError::NoneOfFamily(_) => row(
            403,
            "InvalidImageFamily.MissingAvailableImage",
            "There is no available image related to the specified image family.",
        ),
        AlibabaImageError::Larger => row(
            404,
            "InvalidSystemDiskSize.LessThanImageSize",
            "The specified parameter SystemDisk.Size is less than the image size.",
        ),
        AlibabaImageError::InUse(_) => row(
            403,
            "ImageUsingByInstance",
            "The specified image has been used to create instances. You can use the DescribeInstances API to query these \
             instances, or you can use the force parameter to proceed.",
        ),
        AlibabaImageError::BeingMade(_) => row(403, "ImageIsCreating", "The specified image is being created."),
    }
}

fn key_pair(error: &KeyPairError) -> VendorError {
    match error {
        KeyPairError::NotFound(_) => {
            row(400, "InvalidKeyPairName.NotFound", "The specified KeyPairName does not exist in our records.")
        }
        KeyPairError::Duplicate => row(400, "KeyPair.AlreadyExist", "The key pair already exist."),
        KeyPairError::Format => {
            row(400, "InvalidPublicKeyBody.Malformed", "The PublicKeyBody format is not supported.")
        }
    }
}

fn monitor(error: &AlibabaMonitorError) -> VendorError {
    match error {
        AlibabaMonitorError::Reversed => {
            row(400, "InvalidStartTime.ValueNotSupported", "The specified parameter StartTime is later than EndTime.")
        }
        AlibabaMonitorError::TooEarly => {
            row(400, "InvalidStartTime.TooEarly", "The specified parameter \"StartTime\" is too early.")
        }
        AlibabaMonitorError::TooMuch => row(400, "InvalidParameter.TooManyDataQueried", "Too many data queried."),
    }
}

fn alibaba_key_pair(error: &AlibabaKeyPairError) -> VendorError {
    match error {
        AlibabaKeyPairError::Attached => row(
            400,
            "InvalidParameter.KeypairAlreadyAttachedInstance",
            "The specified parameter \"KeyPairNames\" attached to instances can not be deleted.",
        ),
        AlibabaKeyPairError::Windows => row(
            403,
            "DependencyViolation.WindowsInstance",
            "The instance creating is windows, cannot use ssh key pair to login.",
        ),
    }
}
