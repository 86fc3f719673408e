//! Instances and instance types.

mod describe_instance_types;
mod describe_instances;
mod interface;
mod reboot_instances;
mod run_instances;
mod start_instances;
mod state_change;
mod stop_instances;
mod terminate_instances;
mod view;

pub use describe_instance_types::DescribeInstanceTypes;
pub use describe_instances::DescribeInstances;
pub use reboot_instances::RebootInstances;
pub use run_instances::RunInstances;
pub use start_instances::StartInstances;
pub use stop_instances::StopInstances;
pub use terminate_instances::TerminateInstances;
