//! Alibaba Cloud.

mod ecs;
mod location;
mod sts;
mod vpc;
