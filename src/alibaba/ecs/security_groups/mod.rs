//! Security groups and their rules.

mod authorize_security_group;
mod authorize_security_group_egress;
mod create_security_group;
mod delete_security_group;
mod describe_security_group_attribute;
mod describe_security_groups;
mod join_security_group;
mod leave_security_group;
mod member;
mod permission;
mod refusals;
mod revoke_security_group;
mod revoke_security_group_egress;
mod rules;

pub use authorize_security_group::AuthorizeSecurityGroup;
pub use authorize_security_group_egress::AuthorizeSecurityGroupEgress;
pub use create_security_group::CreateSecurityGroup;
pub use delete_security_group::DeleteSecurityGroup;
pub use describe_security_group_attribute::DescribeSecurityGroupAttribute;
pub use describe_security_groups::DescribeSecurityGroups;
pub use join_security_group::JoinSecurityGroup;
pub use leave_security_group::LeaveSecurityGroup;
pub use revoke_security_group::RevokeSecurityGroup;
pub use revoke_security_group_egress::RevokeSecurityGroupEgress;

use crate::domain::estate::Region;
use crate::domain::network::{NetworkError, SecurityGroup};
use smol_str::SmolStr;

/// The group of this id.
fn group<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r SecurityGroup, NetworkError> {
    region.groups.get(id).ok_or_else(|| NetworkError::GroupNotFound(id.clone()))
}
