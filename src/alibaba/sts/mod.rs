//! Alibaba Cloud STS, as far as clients of ECS need it: who is it that calls.

pub mod get_caller_identity;

use crate::operation::operations;

/// The version of the API.
pub const VERSION: &str = "2015-04-01";

operations! {
    read get_caller_identity::GetCallerIdentity,
}

/// Whether STS has this action.
pub fn is_action(name: &str) -> bool {
    matches!(name, "AssumeRole" | "AssumeRoleWithOIDC" | "AssumeRoleWithSAML" | "GetCallerIdentity")
}
