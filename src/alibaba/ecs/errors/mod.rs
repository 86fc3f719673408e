//! How ECS says what went wrong: status, code and text of every error.
//!
//! Texts are the vendor's where they are known; a text that is ours says so beside it.

mod addresses;
mod billing;
mod gateway;
mod groups;
mod pools;
mod refusal;
mod spec;
mod tags;
mod value;

pub use gateway::documented;
pub use pools::unsuitable;

use crate::domain::compute::image::ImageError;
use crate::domain::compute::instance::State;
use crate::domain::compute::key_pair::KeyPairError;
use crate::domain::error::{CreditError, Doing, Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;

const STATUS_UNSUPPORTED: &str = "The current status of the resource does not support this operation.";
const CREDITS: &str = "The specified CreditSpecification is not supported in this region.";
const INTERNAL: &str = "The request processing has failed due to some unknown error, exception or failure.";

/// The answer to an error, where the operation has no words of its own for it.
pub fn answer(error: &Error) -> VendorError {
    match error {
        Error::Param(error) => param(error),
        // Ours.
        Error::Conflict(text) => row(400, "InvalidParameter.Conflict", text.clone()),
        Error::DryRun => row(400, "DryRunOperation", "Request validation has been passed with DryRun flag set."),
        Error::TokenMismatch => {
            row(400, "IdempotentParameterMismatch", "The request is retried with updated parameters.")
        }
        Error::TokenMalformed(_) => {
            row(400, "InvalidClientToken.ValueNotSupported", "The ClientToken provided is invalid.")
        }
        Error::MissingAction => row(400, "MissingAction", "Action is mandatory for this action."),
        Error::UnknownAction(_) => {
            row(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")
        }
        // Ours: the vendor has all of its actions.
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
        Error::Throttled => row(400, "Throttling", "Request was denied due to request throttling."),
        Error::Auth(error) => gateway::auth(error),
        Error::Injected(wire) => wire.clone(),
        Error::Internal => row(500, "InternalError", INTERNAL),
        Error::Domain(error) => domain(error),
    }
}

fn param(error: &ParamError) -> VendorError {
    match error {
        ParamError::Missing { name } => missing(name),
        ParamError::Invalid { name, .. } => value::value(name),
        // ECS ignores what it does not know, but not an index where there is no list.
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
        DomainError::Credit(error) => credit(error),
        DomainError::Capacity(error) => pools::capacity(error),
        DomainError::Network(error) => network(error),
        DomainError::Group(error) => groups::group(error),
        DomainError::Spec(error) => spec::spec(error),
        DomainError::Tag(error) => tags::tag(error),
        DomainError::Image(error) => image(error),
        DomainError::KeyPair(error) => key_pair(error),
        DomainError::Address(error) => addresses::address(error),
        DomainError::Billing(error) => billing::billing(error),
        // What an operation of EC2 finds does not come here.
        DomainError::Disk(_) => row(500, "InternalError", INTERNAL),
    }
}

fn instance(error: &InstanceError) -> VendorError {
    match error {
        InstanceError::Malformed(_) | InstanceError::NotFound(_) | InstanceError::LaunchTerminated => {
            row(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.")
        }
        InstanceError::WrongState { state: State::Pending, doing: Doing::Terminate, .. } => row(
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
        InstanceError::LockedForSecurity => row(
            403,
            "InstanceLockedForSecurity",
            "The specified operation is denied as your instance is locked for security reasons.",
        ),
        InstanceError::InArrears => row(400, "Account.Arrearage", "Your account has been in arrears."),
        InstanceError::Subscription => {
            row(403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.")
        }
        InstanceError::LocalDisks => row(
            403,
            "InstanceType.ParameterMismatch",
            "The input parameter ConfirmStop must be true when an instance have localstorage.",
        ),
        InstanceError::TypeUnknown(_) | InstanceError::TypesUnknown(_) => {
            row(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType beyond the permitted range.")
        }
        InstanceError::TypeRetired(_) => {
            row(403, "InstanceType.Offline", "The specified InstanceType has been offline.")
        }
        InstanceError::ImageMalformed(_) | InstanceError::ImageNotFound(_) => {
            row(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.")
        }
        // RunInstances alone finds it, and says it itself.
        InstanceError::CountsDisagree { .. } => row(500, "InternalError", INTERNAL),
        InstanceError::Alibaba(refusal) => refusal::refusal(*refusal),
        InstanceError::DuplicateTag(_) => row(400, "Duplicate.TagKey", "The Tag.N.Key contain duplicate key."),
        InstanceError::TagReserved(_) => row(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid."),
    }
}

fn image(error: &ImageError) -> VendorError {
    match error {
        ImageError::Unavailable(_) => {
            row(403, "OperationDenied.ImageNotValid", "The specified Image is disabled or is deleted.")
        }
        ImageError::NameTaken { .. } => {
            row(400, "InvalidImageName.Duplicated", "The specified Image name has already bean used.")
        }
        ImageError::NameMalformed => {
            row(400, "InvalidImageName.Malformed", "The specified Image name is wrongly formed.")
        }
        ImageError::Larger => row(
            404,
            "InvalidSystemDiskSize.LessThanImageSize",
            "The specified parameter SystemDisk.Size is less than the image size.",
        ),
        ImageError::InUse(_) => row(
            403,
            "ImageUsingByInstance",
            "The specified image has been used to create instances. You can use the DescribeInstances API to query these \
             instances, or you can use the force parameter to proceed.",
        ),
        ImageError::BeingMade(_) => row(403, "ImageIsCreating", "The specified image is being created."),
        // What an operation of EC2 finds does not come here.
        ImageError::NotYours(_) | ImageError::Architecture { .. } => row(500, "InternalError", INTERNAL),
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
        KeyPairError::Attached => row(
            400,
            "InvalidParameter.KeypairAlreadyAttachedInstance",
            "The specified parameter \"KeyPairNames\" attached to instances can not be deleted.",
        ),
        KeyPairError::Windows => row(
            403,
            "DependencyViolation.WindowsInstance",
            "The instance creating is windows, cannot use ssh key pair to login.",
        ),
    }
}

fn credit(error: &CreditError) -> VendorError {
    match error {
        CreditError::UnknownMode { .. }
        | CreditError::DuplicateInstance(_)
        | CreditError::UnknownFamily(_)
        | CreditError::DefaultSetTooOften
        | CreditError::Refused { .. } => row(400, "InvalidParameter.CreditSpecification", CREDITS),
    }
}

fn network(error: &NetworkError) -> VendorError {
    match error {
        NetworkError::SubnetNotFound(_) => {
            row(404, "InvalidVSwitchId.NotFound", "Specified virtual switch does not exist.")
        }
        NetworkError::GroupNotFound(_) => {
            row(400, "InvalidSecurityGroupId.NotFound", "The SecurityGroupId provided does not exist in our records.")
        }
        // The vendor's text is a placeholder.
        NetworkError::TooManyGroups => row(
            400,
            "JoinedGroupLimitExceed",
            "The number of security groups that the instance joins exceeds the limit.",
        ),
        NetworkError::Mismatch(_) | NetworkError::GroupElsewhere { .. } => row(
            400,
            "InvalidParameter.Mismatch",
            "Specified security group and virtual switch are not in the same VPC.",
        ),
        NetworkError::ZoneNotFound(_) => {
            row(404, "InvalidZoneId.NotFound", "The ZoneId provided does not exist in our records.")
        }
        NetworkError::AddressesExhausted(_) => {
            row(400, "QuotaExceeded.PrivateIpAddress", "Don't have enough private IPs in this switch.")
        }
        // Ours.
        NetworkError::AddressUnusable(_) => {
            row(400, "InvalidPrivateIpAddress.Duplicated", "The specified private IP address is already in use.")
        }
        // Only the VPC API makes and deletes networks, and has its own words.
        NetworkError::Malformed(..)
        | NetworkError::RouteTableNotFound(_)
        | NetworkError::GatewayNotFound(_)
        | NetworkError::NoGateway(_)
        | NetworkError::CidrMalformed(_)
        | NetworkError::VpcRange(_)
        | NetworkError::SubnetRange(_)
        | NetworkError::SubnetConflict(_)
        | NetworkError::VpcInUse(_)
        | NetworkError::SubnetMask(_)
        | NetworkError::VpcHasSubnets(_)
        | NetworkError::VpcHasGroups(_)
        | NetworkError::SubnetInUse(_) => row(500, "InternalError", INTERNAL),
        NetworkError::SubnetRequired => missing("VSwitchId"),
        NetworkError::GroupRequired => missing("SecurityGroupId"),
        NetworkError::GroupKindsDiffer => row(
            403,
            "EnterpriseGroupLimited.MutliGroupType",
            "The specified instance can't join multi SecurityGroup types.",
        ),
        // The vendor's text is a placeholder.
        NetworkError::InterfaceNotFound(_) => {
            row(404, "InvalidEniId.NotFound", "The specified NetworkInterfaceId does not exist.")
        }
        NetworkError::VpcNotFound(_) => row(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."),
    }
}
