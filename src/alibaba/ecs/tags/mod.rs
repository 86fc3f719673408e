//! Tags.

pub mod add_tags;
mod changes;
pub mod describe_tags;
mod kind;
pub mod list_tag_resources;
pub mod refusals;
pub mod remove_tags;
pub mod tag_resources;
pub mod untag_resources;
