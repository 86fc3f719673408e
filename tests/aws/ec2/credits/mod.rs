mod describe_instance_credit_specifications;
mod get_default_credit_specification;
mod modify_default_credit_specification;
mod modify_instance_credit_specification;

use super::{elsewhere, invalid, lines, missing, refused, unknown, would_succeed};
