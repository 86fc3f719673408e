//! Alibaba Cloud STS: the operations that tell clients of ECS which account they use, and give them credentials of another one.

pub mod assume_role;
pub mod get_caller_identity;

use crate::operation::operations;

pub const VERSION: &str = "2015-04-01";

operations! {
    change assume_role::AssumeRole,
    read get_caller_identity::GetCallerIdentity,
}

/// Whether STS documents an action of this name.
pub fn is_action(name: &str) -> bool {
    matches!(name, "AssumeRole" | "AssumeRoleWithOIDC" | "AssumeRoleWithSAML" | "GetCallerIdentity")
}
