//! Tags of VPCs and what is in them.

mod kind;
pub mod list_tag_resources;
pub mod tag_resources;
pub mod un_tag_resources;
