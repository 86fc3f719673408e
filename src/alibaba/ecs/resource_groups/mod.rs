//! Resource groups, of which only their ids are known here: whoever names one is in it.

mod join_resource_group;

pub use join_resource_group::JoinResourceGroup;
