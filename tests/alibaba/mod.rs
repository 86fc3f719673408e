//! Alibaba Cloud.

mod cms;
mod ecs;
mod location;
mod sts;
mod vpc;
