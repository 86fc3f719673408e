//! Network interfaces that are made by themselves, and what is changed of any interface.

pub mod addresses;
pub mod assign_ipv6_addresses;
pub mod assign_private_ip_addresses;
pub mod attach_network_interface;
pub mod create_network_interface;
pub mod delete_network_interface;
pub mod describe_network_interface_attribute;
pub mod detach_network_interface;
pub mod modify_network_interface_attribute;
pub mod reset_network_interface_attribute;
pub mod unassign_ipv6_addresses;
pub mod unassign_private_ip_addresses;

use crate::aws::ec2::instances::interface::attachment_id;
use crate::domain::compute::instance::{Instance, Nic};
use crate::domain::network::interfaces::{AwsInterfaceError, Interface, find_nic, live_instances};
use crate::domain::network::{NetworkError, Subnet, managed_interfaces};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The interface with this id, and the instance whose primary one it is. Fails if it does not exist, or is that of a NAT gateway
/// or an endpoint.
fn nic<'r>(region: &'r Region, id: &SmolStr) -> Result<(&'r Nic, Option<&'r Instance>), Error> {
    match find_nic(region, id) {
        Some(found) => Ok(found),
        None if managed_interfaces(region).any(|managed| managed.id == id) => {
            Err(AwsInterfaceError::Managed(id.clone()).into())
        }
        None => Err(NetworkError::InterfaceNotFound(id.clone()).into()),
    }
}

/// The interface with this id, if it is attached to nothing.
pub fn available<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Interface, Error> {
    nic(region, id)?;
    let free = region.interfaces.get(id).filter(|interface| interface.attachment.is_none());
    free.ok_or_else(|| AwsInterfaceError::Busy(id.clone()).into())
}

/// The interface with this attachment, and whether it is the primary one of its instance.
fn attached<'r>(region: &'r Region, attachment: &SmolStr) -> Result<(&'r Nic, bool), AwsInterfaceError> {
    let others = region.interfaces.values().filter(|interface| interface.attachment.is_some());
    let primary = live_instances(region).map(|instance| (&instance.nic, true));
    let mut all = primary.chain(others.map(|interface| (&interface.nic, false)));
    let found = all.find(|(nic, _)| attachment_id(nic) == *attachment);
    found.ok_or_else(|| AwsInterfaceError::NoAttachment(attachment.clone()))
}

/// A copy of the subnet of an interface, from which addresses are taken.
fn subnet_of(region: &Region, nic: &Nic) -> Result<Subnet, NetworkError> {
    let subnet = region.subnets.get(&nic.subnet);
    subnet.cloned().ok_or_else(|| NetworkError::SubnetNotFound(nic.subnet.clone()))
}
