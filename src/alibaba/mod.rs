//! Alibaba Cloud: ECS, and the other services that its clients call.

pub mod caller;
pub mod cms;
pub mod ecs;
pub mod location;
pub mod nonces;
pub mod protocol;
pub mod services;
pub mod signature;
pub mod sts;
pub mod vpc;
