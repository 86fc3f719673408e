//! CPU credits of burstable instances.

mod default_view;
pub mod describe_instance_credit_specifications;
pub mod get_default_credit_specification;
pub mod modify_default_credit_specification;
pub mod modify_instance_credit_specification;
