//! Elastic addresses. ECS has the operations of the VPC API of old: what both have in common is here.

mod allocate_eip_address;
mod associate_eip_address;
mod describe_eip_addresses;
pub mod refusals;
mod release_eip_address;
pub mod search;
pub mod terms;
mod unassociate_eip_address;
pub mod view;

pub use allocate_eip_address::AllocateEipAddress;
pub use associate_eip_address::AssociateEipAddress;
pub use describe_eip_addresses::DescribeEipAddresses;
pub use release_eip_address::ReleaseEipAddress;
pub use unassociate_eip_address::UnassociateEipAddress;
