//! Instances and instance types.

mod cpu_options;
pub mod describe_instance_attribute;
pub mod describe_instance_status;
pub mod describe_instance_type_offerings;
pub mod describe_instance_types;
pub mod describe_instances;
pub mod get_console_output;
pub mod interface;
pub mod launch_network;
mod launch_view;
pub(super) mod metadata;
pub mod modify_instance_attribute;
pub mod modify_instance_capacity_reservation_attributes;
pub mod modify_instance_maintenance_options;
pub mod modify_instance_metadata_options;
pub mod modify_instance_placement;
pub mod modify_private_dns_name_options;
pub mod monitor_instances;
mod monitoring;
mod options;
pub mod reboot_instances;
pub mod run_instances;
pub mod start_instances;
mod state_change;
pub mod stop_instances;
pub mod terminate_instances;
mod type_view;
pub mod unmonitor_instances;
mod user_data;
mod view;

pub use view::{StateView, architecture};
