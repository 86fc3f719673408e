mod associate_dhcp_options;
mod create_dhcp_options;
mod delete_dhcp_options;
mod describe_dhcp_options;

use super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeDhcpOptions", "DescribeVpcs"];

fn options(twin: &Twin) -> String {
    let call = "CreateDhcpOptions&DhcpConfiguration.1.Key=domain-name&DhcpConfiguration.1.Value.1=example.com";
    made(twin, call, "dhcpOptionsId")
}
