//! Further ranges of VPCs, ranges of IPv6, and egress-only internet gateways.

pub mod associate_subnet_cidr_block;
pub mod associate_vpc_cidr_block;
pub mod create_egress_only_internet_gateway;
pub mod delete_egress_only_internet_gateway;
pub mod describe_egress_only_internet_gateways;
pub mod disassociate_subnet_cidr_block;
pub mod disassociate_vpc_cidr_block;
mod view;
