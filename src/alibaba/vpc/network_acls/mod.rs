//! Network ACLs of VPCs, and the VSwitches that they are for.

pub mod associate_network_acl;
pub mod copy_network_acl_entries;
pub mod create_network_acl;
pub mod delete_network_acl;
pub mod describe_network_acl_attributes;
pub mod describe_network_acls;
pub mod modify_network_acl_attributes;
mod parameters;
mod rules;
pub mod unassociate_network_acl;
pub mod update_network_acl_entries;
mod view;
