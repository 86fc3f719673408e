//! Resource groups. Only their ids are modelled: a group needs no creation, and every id is accepted.

pub mod join_resource_group;
