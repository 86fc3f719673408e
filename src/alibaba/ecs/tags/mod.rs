//! Tags.

pub mod add_tags;
pub mod changes;
pub mod describe_tags;
mod kind;
pub mod list_tag_resources;
pub mod listing;
pub mod refusals;
pub mod remove_tags;
pub mod tag_resources;
pub mod untag_resources;
