//! Errors about network interfaces.

use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Errors about network interfaces.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InterfaceError {
    #[error("the interface and the instance are in different zones")]
    Zone,
    #[error("{count} interfaces are more than instances of the type {instance_type} can have")]
    TooMany { count: usize, instance_type: &'static str },
    #[error("the interface would have more addresses of IPv4 than those of its instance's type")]
    TooManyIpv4,
    #[error("the interface would have more addresses of IPv6 than those of its instance's type")]
    TooManyIpv6,
    #[error("{0} is outside of the subnet")]
    Outside(Ipv4Addr),
    #[error("{0} is reserved in the subnet")]
    Reserved(Ipv4Addr),
    #[error("{0} is in use")]
    Taken(Ipv4Addr),
    #[error("the interface {0} has not all of these addresses")]
    NotAssigned(SmolStr),
    #[error("{0} is the primary address of the interface")]
    PrimaryAddress(Ipv4Addr),
    #[error("the subnet {0} has not so many free addresses")]
    Full(SmolStr),
    #[error("{0} is not a prefix that an interface can have")]
    Prefix(SmolStr),
    #[error("the subnet {0} has no range of IPv6")]
    SubnetWithoutRange6(SmolStr),
    #[error("the address {0} is not one of the subnet's")]
    AddressOutside6(Ipv6Addr),
    #[error("the address {0} is in use")]
    AddressTaken6(Ipv6Addr),
}

/// Errors about network interfaces that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsInterfaceError {
    #[error("the interface {0} is attached")]
    InUse(SmolStr),
    #[error("the interface {0} is attached to an instance, or is that of another service")]
    Busy(SmolStr),
    #[error("no interface has the attachment {0}")]
    NoAttachment(SmolStr),
    #[error("the primary interface cannot be detached")]
    Primary,
    #[error("the instance {instance} has an interface with the device index {index}")]
    IndexTaken { instance: SmolStr, index: u32 },
    #[error("the interface {0} is that of another service")]
    Managed(SmolStr),
    #[error("the instance {0} has several interfaces")]
    Several(SmolStr),
    #[error("{0} belongs to another interface")]
    Elsewhere(Ipv4Addr),
    #[error("{0} is the primary address of another interface")]
    PrimaryElsewhere(Ipv4Addr),
}

/// Errors about network interfaces that only ECS reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaInterfaceError {
    #[error("the interface {id} is {status}")]
    Status { id: SmolStr, status: &'static str },
    #[error("the instance {id} is {status}")]
    InstanceStatus { id: SmolStr, status: &'static str },
    #[error("the interface {0} is the primary one of its instance")]
    Primary(SmolStr),
    #[error("of the primary interface {0} only the name and the description can be changed")]
    PrimaryAttributes(SmolStr),
    #[error("the queues of the primary interface {0} cannot be changed")]
    PrimaryQueues(SmolStr),
    #[error("the interface and the instance are in different VPCs")]
    Vpc,
    #[error("the interface {interface} is not one of the instance {instance}")]
    NotOfInstance { interface: SmolStr, instance: SmolStr },
    #[error("the queues of {0} can be changed while it is available, or its instance is stopped")]
    QueuesInUse(SmolStr),
    #[error("the interface would have {count} queues, and an interface of the type {instance_type} has at most {most}")]
    TooManyQueues { count: u32, most: u32, instance_type: &'static str },
    #[error("all interfaces would have {count} queues, and those of the type {instance_type} have at most {most}")]
    TooManyQueuesInAll { count: u32, most: u32, instance_type: &'static str },
    #[error("an interface that is not attached can have 49 secondary addresses of IPv4")]
    UnattachedIpv4,
    #[error("an interface that is not attached can have 10 addresses of IPv6")]
    UnattachedIpv6,
}
