mod assign_ipv6_addresses;
mod assign_private_ip_addresses;
mod attach_network_interface;
mod create_network_interface;
mod delete_network_interface;
mod describe_network_interface_attribute;
mod detach_network_interface;
mod launches;
mod modify_network_interface_attribute;
mod reset_network_interface_attribute;
mod unassign_ipv6_addresses;
mod unassign_private_ip_addresses;

use super::parts::{found, made, refused_without_change, subnet, vpc};
use crate::support::{Answer, Twin};

/// What shows interfaces.
const LOOK: &[&str] =
    &["DescribeNetworkInterfaces", "DescribeSubnets", "DescribeInstances", "DescribeAddresses", "DescribeTags"];

/// A subnet of 11 addresses, 10.0.1.4 to 10.0.1.14.
fn place(twin: &Twin) -> String {
    let vpc = vpc(twin);
    subnet(twin, &vpc, "10.0.1.0/28")
}

/// A subnet of 251 addresses, with a range of IPv6.
fn place6(twin: &Twin) -> String {
    let vpc = vpc(twin);
    twin.ec2(&format!("AssociateVpcCidrBlock&VpcId={vpc}&AmazonProvidedIpv6CidrBlock=true")).ok();
    let range = twin.ec2(&format!("DescribeVpcs&VpcId.1={vpc}")).one("ipv6CidrBlock");
    let range = range.replace("/56", "/64");
    let create = format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.1.0/24&Ipv6CidrBlock={range}");
    made(twin, &create, "subnetId")
}

fn interface(twin: &Twin, subnet: &str, more: &str) -> String {
    made(twin, &format!("CreateNetworkInterface&SubnetId={subnet}{more}"), "networkInterfaceId")
}

fn instance_in(twin: &Twin, subnet: &str) -> String {
    super::parts::instance(twin, subnet)
}

fn shown(twin: &Twin, id: &str) -> Answer {
    let answer = twin.ec2(&format!("DescribeNetworkInterfaces&NetworkInterfaceId.1={id}"));
    answer.ok();
    answer
}

/// The private addresses of an interface, the primary one first.
fn addresses(twin: &Twin, id: &str) -> Vec<String> {
    shown(twin, id).all("privateIpAddress").split_off(1)
}

fn free(twin: &Twin, subnet: &str) -> u32 {
    found(twin, "DescribeSubnets", "subnet-id", subnet, "availableIpAddressCount")[0].parse().expect("a number")
}

/// An interface of a subnet, attached to an instance of it, and that instance.
fn attached(twin: &Twin, subnet: &str) -> (String, String) {
    let (id, instance) = (interface(twin, subnet, ""), instance_in(twin, subnet));
    let attach = format!("AttachNetworkInterface&NetworkInterfaceId={id}&InstanceId={instance}&DeviceIndex=1");
    twin.ec2(&attach).ok();
    (id, instance)
}

/// The id of an interface's attachment.
fn attachment(twin: &Twin, id: &str) -> String {
    shown(twin, id).one("attachmentId")
}

/// The primary interface of an instance.
fn primary(twin: &Twin, instance: &str) -> String {
    let filters = format!(
        "Filter.1.Name=attachment.instance-id&Filter.1.Value.1={instance}&Filter.2.Name=attachment.device-index&Filter.2.Value.1=0"
    );
    made(twin, &format!("DescribeNetworkInterfaces&{filters}"), "networkInterfaceId")
}
