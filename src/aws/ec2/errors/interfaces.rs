//! EC2's errors for network interfaces.

use super::{VendorError, row};
use crate::domain::network::interfaces::{AwsInterfaceError, InterfaceError};

/// The texts about addresses are as recorded from EC2.
pub(super) fn interface(error: &InterfaceError) -> VendorError {
    let invalid = |text: String| row(400, "InvalidParameterValue", text);
    match error {
        InterfaceError::Zone => row(
            400,
            "InvalidParameterCombination",
            "You may not attach a network interface to an instance if they are not in the same availability zone",
        ),
        InterfaceError::TooMany { count, instance_type } => row(
            400,
            "AttachmentLimitExceeded",
            format!("Interface count {count} exceeds the limit for {instance_type}"),
        ),
        InterfaceError::TooManyIpv4 | InterfaceError::TooManyIpv6 => {
            row(400, "PrivateIpAddressLimitExceeded", "Number of private addresses will exceed limit.")
        }
        InterfaceError::Outside(_) => invalid("Address does not fall within the subnet's address range".to_owned()),
        InterfaceError::Reserved(_) => invalid("Address is in subnet's reserved address range".to_owned()),
        InterfaceError::Taken(_) => row(400, "InvalidIPAddress.InUse", "The specified address is already in use."),
        InterfaceError::NotAssigned(id) => {
            invalid(format!("Some of the specified addresses are not assigned to interface {id}"))
        }
        InterfaceError::PrimaryAddress(address) => invalid(format!(
            "Value ({address}) for parameter privateIpAddress is invalid. The primary IP address of an interface cannot be \
             unassigned."
        )),
        InterfaceError::Full(_) => row(
            400,
            "InsufficientFreeAddressesInSubnet",
            "The specified subnet does not have enough free addresses to satisfy the request.",
        ),
        // Ours.
        InterfaceError::Prefix(prefix) => {
            invalid(format!("Value ({prefix}) for a prefix is invalid. It is not one of the subnet's, or not free."))
        }
        InterfaceError::SubnetWithoutRange6(subnet) => {
            invalid(format!("The subnet '{subnet}' does not have an IPv6 CIDR block associated with it."))
        }
        InterfaceError::AddressOutside6(address) => {
            invalid(format!("Address {address} does not fall within the subnet's address range"))
        }
        InterfaceError::AddressTaken6(address) => {
            row(400, "InvalidIPAddress.InUse", format!("Address {address} is in use."))
        }
    }
}

pub(super) fn aws_interface(error: &AwsInterfaceError) -> VendorError {
    let invalid = |text: String| row(400, "InvalidParameterValue", text);
    match error {
        AwsInterfaceError::InUse(id) => invalid(format!("Network interface '{id}' is currently in use.")),
        AwsInterfaceError::Busy(id) => row(400, "InvalidNetworkInterface.InUse", format!("Interface: [{id}] in use.")),
        AwsInterfaceError::NoAttachment(id) => row(
            400,
            "InvalidAttachmentID.NotFound",
            format!("The network interface attachment ID '{id}' does not exist"),
        ),
        AwsInterfaceError::Primary => {
            row(400, "OperationNotPermitted", "The network interface at device index 0 cannot be detached.")
        }
        AwsInterfaceError::IndexTaken { instance, index } => {
            invalid(format!("Instance '{instance}' already has an interface attached at device index '{index}'."))
        }
        AwsInterfaceError::Managed(_) => {
            row(401, "AuthFailure", "You do not have permission to access the specified resource.")
        }
        AwsInterfaceError::Several(id) => row(
            400,
            "InvalidInstanceID",
            format!(
                "There are multiple interfaces attached to instance '{id}'. Please specify an interface ID for the \
                 operation instead."
            ),
        ),
        AwsInterfaceError::Elsewhere(address) => invalid(format!("[{address}] assigned, but move is not allowed.")),
        // Sic.
        AwsInterfaceError::PrimaryElsewhere(_) => invalid("secondary-addresses".to_owned()),
    }
}
