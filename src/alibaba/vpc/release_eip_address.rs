//! ReleaseEipAddress: the same on ECS and on VPC.

pub use crate::alibaba::ecs::addresses::ReleaseEipAddress;
