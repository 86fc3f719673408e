//! Security groups and their rules.

pub mod authorize_security_group;
pub mod authorize_security_group_egress;
pub mod create_security_group;
pub mod delete_security_group;
pub mod describe_security_group_attribute;
pub mod describe_security_group_references;
pub mod describe_security_groups;
pub mod join_security_group;
pub mod leave_security_group;
mod member;
mod modification;
pub mod modify_security_group_attribute;
pub mod modify_security_group_egress_rule;
pub mod modify_security_group_policy;
pub mod modify_security_group_rule;
mod permission;
mod refusals;
pub mod revoke_security_group;
pub mod revoke_security_group_egress;
mod rules;

use crate::domain::network::{NetworkError, SecurityGroup};
use crate::domain::region::Region;
use smol_str::SmolStr;

/// Finds a security group by id.
fn group<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r SecurityGroup, NetworkError> {
    region.groups.get(id).ok_or_else(|| NetworkError::GroupNotFound(id.clone()))
}
