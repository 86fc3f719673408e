//! The instance types and disks that are available.

mod available;
pub mod describe_available_resource;
pub mod describe_instance_type_families;
pub mod describe_resources_modification;
mod refusals;
