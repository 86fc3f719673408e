//! Alibaba Cloud STS: the operation that tells clients of ECS which account they use.

pub mod get_caller_identity;

use crate::operation::operations;

pub const VERSION: &str = "2015-04-01";

operations! {
    read get_caller_identity::GetCallerIdentity,
}

/// Whether STS documents an action of this name.
pub fn is_action(name: &str) -> bool {
    matches!(name, "AssumeRole" | "AssumeRoleWithOIDC" | "AssumeRoleWithSAML" | "GetCallerIdentity")
}
