//! Errors about network interfaces. The vendor's texts for most of them are placeholders; these texts replace them.

use super::{VendorError, row};
use crate::domain::network::interfaces::{AlibabaInterfaceError, InterfaceError};

#[rustfmt::skip]
pub(super) fn interface(error: &InterfaceError) -> VendorError {
    use InterfaceError as E;
    match error {
        E::Zone => row(403, "InvalidOperation.AvailabilityZoneMismatch", "The specified network interface and instance are not in the same zone."),
        E::TooMany { count, instance_type } => row(403, "EniPerInstanceLimitExceeded", format!("{count} network interfaces exceed the limit of the instance type {instance_type}.")),
        E::TooManyIpv4 => row(403, "InvalidOperation.Ipv4CountExceeded", "The number of IPv4 addresses exceeds the limit of the instance type."),
        E::TooManyIpv6 => row(403, "InvalidOperation.Ipv6CountExceeded", "The number of IPv6 addresses exceeds the limit of the instance type."),
        E::Outside(address) | E::Reserved(address) => row(403, "InvalidVSwitchId.IpInvalid", format!("The specified IP address {address} is not valid in the specified VSwitch.")),
        E::Taken(address) => row(403, "InvalidIp.IpAssigned", format!("The specified IP address {address} has been assigned.")),
        E::NotAssigned(id) => row(403, "InvalidIp.IpUnassigned", format!("The specified IP address is not assigned to {id}.")),
        E::PrimaryAddress(address) => row(403, "InvalidIp.IpUnassigned", format!("The primary IP address {address} cannot be unassigned.")),
        E::Full(id) => row(403, "InvalidVSwitchId.IpNotEnough", format!("The VSwitch {id} has not enough IP addresses.")),
        E::Prefix(prefix) => row(403, "InvalidIp.IpPrefixIllegal", format!("The ip prefixes {prefix} is/are illegal.")),
        E::SubnetWithoutRange6(_) => row(404, "InvalidOperation.VSwitchIpv6Disabled", "The specified VSwitch does not support Ipv6 feature."),
        E::AddressOutside6(_) => row(404, "InvalidVSwitchId.IpInvalid", "The specified ipv6 does not match VSwitch cidr scope."),
        E::AddressTaken6(_) => row(404, "InvalidIp.IpAssigned", "The specified ipv6 has already been allocated."),
    }
}

#[rustfmt::skip]
pub(super) fn alibaba_interface(error: &AlibabaInterfaceError) -> VendorError {
    use AlibabaInterfaceError as E;
    match error {
        E::Status { id, status } => row(400, "InvalidOperation.InvalidEniState", format!("The network interface {id} is {status}, which does not support this operation.")),
        E::InstanceStatus { id, status } => row(400, "InvalidOperation.InvalidEcsState", format!("The instance {id} is {status}, which does not support this operation.")),
        E::Primary(id) => row(400, "InvalidOperation.DetachPrimaryEniNotAllowed", format!("{id} is a primary network interface, which cannot be detached or deleted.")),
        E::PrimaryAttributes(_) => row(404, "InvalidOperation.PrimaryEniOnlySupportModifyNameAndDesc", "Primary NetworkInterface is only allowed to modify name and description."),
        E::PrimaryQueues(_) => row(403, "InvalidOperation.ModifyPrimaryEniQueueNumber", "Primary NetworkInterface is not allowed to modify queue number."),
        E::Vpc => row(403, "InvalidOperation.VpcMismatch", "The specified network interface and instance are not in the same VPC."),
        E::NotOfInstance { interface, instance } => row(403, "InvalidParameter.EniNotBelongEcs", format!("The network interface {interface} is not attached to the instance {instance}.")),
        E::QueuesInUse(_) => row(403, "InvalidOperation.InvalidEniState", "Available status or ECS instance attached is Stopped is allowed to modify network interface queue number."),
        E::TooManyQueues { count, most, .. } => row(403, "InvalidOperation.MaxEniQueueNumberExceeded", format!("The network interface would have {count} queues; the instance type supports {most}.")),
        E::TooManyQueuesInAll { count, most, .. } => row(403, "InvalidOperation.ExceedInstanceTypeQueueNumber", format!("All network interfaces would have {count} queues; the instance type supports {most}.")),
        E::UnattachedIpv4 => row(403, "MaxEniPrivateIpsCountExceeded", "A network interface that is not attached can have at most 49 secondary private IP addresses."),
        E::UnattachedIpv6 => row(403, "MaxEniIpv6IpsCountExceeded", "A network interface that is not attached can have at most 10 IPv6 addresses."),
    }
}
