//! Network interfaces: the primary ones of instances, and others.

mod addresses;
pub mod assign_ipv6_addresses;
pub mod assign_private_ip_addresses;
pub mod attach_network_interface;
pub mod create_network_interface;
pub mod delete_network_interface;
pub mod describe_network_interface_attribute;
pub mod detach_network_interface;
mod eni;
pub mod launch;
pub mod modify_network_interface_attribute;
mod refusals;
pub mod unassign_ipv6_addresses;
pub mod unassign_private_ip_addresses;
pub mod view;

pub use eni::Eni;
