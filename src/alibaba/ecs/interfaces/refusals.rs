//! What the operations on network interfaces say of errors, where it differs from what others say.

use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::interfaces::InterfaceError;
use crate::domain::network::{AlibabaNetworkError, NetworkError};
use crate::operation::{Error, VendorError, row};

/// Where the vendor's text is a placeholder, the text is ours.
#[rustfmt::skip]
pub fn refuse(error: &Error) -> Option<VendorError> {
    Some(match error {
        Error::Domain(DomainError::Network(error)) => return network(error),
        Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => row(404, "InvalidEcsId.NotFound", "The specified InstanceId does not exist."),
        _ => match error.invalid_parameter()? {
            "NetworkInterfaceName" => row(403, "InvalidParams.NetworkInterfaceName", "The specified parameter NetworkInterfaceName is not valid."),
            "QueueNumber" => row(403, "InvalidParameter.InvalidEniQueueNumber", "The specified parameter QueueNumber is not valid."),
            "NetworkInterfaceTrafficMode" => row(403, "InvalidParameter.EniTrafficMode", "The ENI traffic mode is set incorrectly, it must be either Standard or HighPerformance."),
            "InstanceType" => row(403, "InvalidOperation.InvalidEniType", "The specified parameter InstanceType is not valid."),
            "SecurityGroupIds" => row(400, "InvalidSecurityGroupId.SingleIdAndMultiIdConflict", "SecurityGroupId and SecurityGroupIds cannot be specified at the same time."),
            "SecurityGroupIds[]" => row(400, "InvalidParameter.SecurityGroupIdRepeated", "The specified security group ids has repeated."),
            _ => return None,
        },
    })
}

#[rustfmt::skip]
fn network(error: &NetworkError) -> Option<VendorError> {
    Some(match error {
        NetworkError::SubnetNotFound(id) => row(404, "InvalidVSwitchId.NotFound", format!("The specified VSwitch {id} does not exist.")),
        NetworkError::GroupNotFound(id) => row(404, "InvalidSecurityGroupId.NotFound", format!("The specified security group {id} does not exist.")),
        NetworkError::GroupElsewhere { .. } => row(403, "InvalidOperation.VpcMismatch", "The specified security group and network interface are not in the same VPC."),
        _ => return None,
    })
}

/// What CreateNetworkInterface says of addresses.
#[rustfmt::skip]
pub fn create(error: &Error) -> Option<VendorError> {
    Some(match error {
        Error::Domain(DomainError::Interface(InterfaceError::Taken(_))) => row(400, "InvalidPrivateIpAddress.Duplicated", "Specified private IP address is duplicated."),
        Error::Domain(DomainError::Interface(InterfaceError::AddressTaken6(_))) => row(404, "InvalidOperation.AddressAlreadyAllocated", "The specified ipv6 has been already allocated."),
        Error::Domain(DomainError::Interface(InterfaceError::AddressOutside6(_))) => row(404, "InvalidOperation.AddressNotInVSwitchCidr", "The specified ipv6 does not match VSwitch cidr scope."),
        _ => return address(error).or_else(|| refuse(error)),
    })
}

/// What all say of an address that is none, or is named twice.
#[rustfmt::skip]
pub fn address(error: &Error) -> Option<VendorError> {
    let name = error.invalid_parameter()?;
    let (list, rest) = name.split_once('.').unwrap_or((name, ""));
    Some(match list {
        "PrivateIpAddress" | "Ipv6Address" if rest == "repeated" => row(403, "InvalidIp.IpRepeated", "The specified IP address is repeated."),
        "PrimaryIpAddress" | "PrivateIpAddress" | "Ipv6Address" => row(403, "InvalidIp.Address", format!("The specified parameter {name} is not an IP address.")),
        _ => return None,
    })
}

/// What the operations that assign or unassign addresses say.
pub fn assign(error: &Error) -> Option<VendorError> {
    address(error).or_else(|| refuse(error))
}

/// What is said where the security groups of an attached interface are of different kinds.
#[rustfmt::skip]
pub fn group_kinds(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::AlibabaNetwork(AlibabaNetworkError::GroupKindsDiffer)) => {
            Some(row(403, "InvalidOperation.MultiGroupType", "The specified instance can't join different types of security group."))
        }
        _ => refuse(error),
    }
}
