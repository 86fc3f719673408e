//! ReleaseEipAddress: the same on ECS and on VPC.

pub use crate::ecs::addresses::ReleaseEipAddress;
