//! Elastic addresses. The operations of ECS are an older form of those of the VPC API. The code that both share is
//! here.

pub mod allocate_eip_address;
pub mod associate_eip_address;
pub mod association;
pub mod describe_eip_addresses;
pub mod modify_eip_address_attribute;
pub mod refusals;
pub mod release_eip_address;
pub mod search;
pub mod terms;
pub mod unassociate_eip_address;
pub mod view;
