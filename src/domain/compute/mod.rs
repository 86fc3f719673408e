//! Instances: their types, images, disks, interfaces and key pairs, their launch and their states.

pub mod catalog;
mod chunks;
pub mod disk;
pub mod ebs;
pub mod ecs_snapshot;
pub mod ena;
pub mod image;
pub mod instance;
pub mod instances;
pub mod interface;
pub mod key_material;
pub mod key_pair;
pub mod launch;
pub mod launch_interfaces;
pub mod lifecycle;
pub mod options;
pub mod placement;
mod public_images;
pub mod release;
pub mod shared;
pub mod snapshot;
pub mod subscription;
pub mod template;
pub mod volume;
