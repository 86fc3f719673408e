mod create_network_acl;
mod create_network_acl_entry;
mod delete_network_acl;
mod delete_network_acl_entry;
mod describe_network_acls;
mod replace_network_acl_association;
mod replace_network_acl_entry;
