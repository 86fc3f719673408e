//! Route tables of VPCs, their entries, and the VSwitches that use them.

pub mod associate_route_table;
pub mod create_route_entry;
pub mod create_route_table;
pub mod delete_route_entry;
pub mod delete_route_table;
pub mod describe_route_entry_list;
pub mod describe_route_table_list;
pub mod describe_route_tables;
mod entry;
pub mod modify_route_entry;
pub mod modify_route_table_attributes;
pub mod unassociate_route_table;
mod view;
