//! Instances and instance types.

mod create_instance;
mod delete_instance;
mod describe_instance_attribute;
mod describe_instance_status;
mod describe_instance_types;
mod describe_instances;
mod interface;
mod making;
mod modify_instance_spec;
mod reboot_instance;
mod run_instances;
mod start_instance;
mod stop_instance;
mod view;

pub use create_instance::CreateInstance;
pub use delete_instance::DeleteInstance;
pub use describe_instance_attribute::DescribeInstanceAttribute;
pub use describe_instance_status::DescribeInstanceStatus;
pub use describe_instance_types::DescribeInstanceTypes;
pub use describe_instances::DescribeInstances;
pub use modify_instance_spec::ModifyInstanceSpec;
pub use reboot_instance::RebootInstance;
pub use run_instances::RunInstances;
pub use start_instance::StartInstance;
pub use stop_instance::StopInstance;

pub use interface::mac;
pub use view::{charge_type, expired_time};
