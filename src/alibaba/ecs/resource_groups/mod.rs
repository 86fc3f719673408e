//! Resource groups, of which only their ids are known here: whoever names one is in it.

pub mod join_resource_group;
