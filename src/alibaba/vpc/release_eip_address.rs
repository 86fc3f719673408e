//! ReleaseEipAddress: the same on ECS and on VPC.

pub use crate::alibaba::ecs::addresses::release_eip_address::ReleaseEipAddress;
