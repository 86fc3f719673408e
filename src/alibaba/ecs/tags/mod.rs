//! Tags.

mod add_tags;
mod changes;
mod describe_tags;
mod kind;
mod list_tag_resources;
pub mod refusals;
mod remove_tags;
mod tag_resources;
mod untag_resources;

pub use add_tags::AddTags;
pub use describe_tags::DescribeTags;
pub use list_tag_resources::ListTagResources;
pub use remove_tags::RemoveTags;
pub use tag_resources::TagResources;
pub use untag_resources::UntagResources;
