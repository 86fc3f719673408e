//! ReleaseEipAddress is the same operation in ECS and in the VPC API.

pub use crate::alibaba::ecs::addresses::release_eip_address::ReleaseEipAddress;
