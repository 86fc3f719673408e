//! CPU credits of burstable instances.

mod describe_instance_credit_specifications;
mod modify_instance_credit_specification;

pub use describe_instance_credit_specifications::DescribeInstanceCreditSpecifications;
pub use modify_instance_credit_specification::ModifyInstanceCreditSpecification;
