//! Tags of whatever has them.

mod create_tags;
mod delete_tags;
mod describe_tags;

pub use create_tags::CreateTags;
pub use delete_tags::DeleteTags;
pub use describe_tags::DescribeTags;
