//! Tags of all kinds of resources.

pub mod create_tags;
pub mod delete_tags;
pub mod describe_tags;
