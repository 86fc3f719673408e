//! NAT gateways, and their SNAT and DNAT entries. The API calls DNAT entries forward entries.

pub mod create_forward_entry;
pub mod create_nat_gateway;
pub mod create_snat_entry;
pub mod delete_forward_entry;
pub mod delete_nat_gateway;
pub mod delete_snat_entry;
pub mod describe_forward_table_entries;
pub mod describe_nat_gateways;
pub mod describe_snat_table_entries;
mod forwarding;
pub mod get_nat_gateway_attribute;
pub mod modify_forward_entry;
pub mod modify_nat_gateway_attribute;
pub mod modify_snat_entry;
mod parameters;
mod view;
