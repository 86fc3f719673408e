mod create_network_acl;
mod create_network_acl_entry;
mod delete_network_acl;
mod delete_network_acl_entry;
mod describe_network_acls;
mod replace_network_acl_association;
mod replace_network_acl_entry;

use super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeNetworkAcls", "DescribeTags"];

const HTTPS: &str = "&Protocol=6&CidrBlock=10.1.2.3/8&PortRange.From=443&PortRange.To=443";

fn acl(twin: &Twin, vpc: &str) -> String {
    made(twin, &format!("CreateNetworkAcl&VpcId={vpc}"), "networkAclId")
}

fn entry(acl: &str, number: u32, more: &str) -> String {
    format!("&NetworkAclId={acl}&RuleNumber={number}&Egress=false&RuleAction=allow{more}")
}
