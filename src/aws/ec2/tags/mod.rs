//! Tags of whatever has them.

pub mod create_tags;
pub mod delete_tags;
pub mod describe_tags;
