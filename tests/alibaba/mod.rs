//! Alibaba Cloud.

mod cms;
pub mod ecs;
mod location;
mod sts;
mod vpc;
