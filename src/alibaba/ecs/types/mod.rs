//! Which instance types and disks there are to choose from.

mod available;
pub mod describe_available_resource;
pub mod describe_instance_type_families;
pub mod describe_resources_modification;
mod refusals;
