mod associate_dhcp_options;
mod create_dhcp_options;
mod delete_dhcp_options;
mod describe_dhcp_options;
