//! Which instance types and disks there are to choose from.

mod available;
mod describe_available_resource;
mod describe_instance_type_families;
mod describe_resources_modification;
mod refusals;

pub use describe_available_resource::DescribeAvailableResource;
pub use describe_instance_type_families::DescribeInstanceTypeFamilies;
pub use describe_resources_modification::DescribeResourcesModification;
