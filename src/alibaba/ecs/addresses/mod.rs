//! Elastic addresses. ECS has the operations of the VPC API of old: what both have in common is here.

pub mod allocate_eip_address;
pub mod associate_eip_address;
pub mod describe_eip_addresses;
pub mod refusals;
pub mod release_eip_address;
pub mod search;
pub mod terms;
pub mod unassociate_eip_address;
pub mod view;
