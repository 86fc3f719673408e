//! The network interfaces of an instance in responses.

use crate::domain::compute::instance::Instance;
use crate::domain::compute::interface::hex_pairs;
use serde::Serialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Interfaces {
    network_interface: Vec<Interface>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Interface {
    network_interface_id: SmolStr,
    r#type: &'static str,
    mac_address: SmolStr,
    primary_ip_address: Ipv4Addr,
    private_ip_sets: PrivateIps,
    ipv6_sets: Ipv6Sets,
    ipv4_prefix_sets: Ipv4PrefixSets,
    ipv6_prefix_sets: Ipv6PrefixSets,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateIps {
    private_ip_set: Vec<PrivateIp>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateIp {
    private_ip_address: Ipv4Addr,
    private_dns_name: &'static str,
    primary: bool,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6Sets {
    ipv6_set: [SmolStr; 0],
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv4PrefixSets {
    ipv4_prefix_set: [SmolStr; 0],
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6PrefixSets {
    ipv6_prefix_set: [SmolStr; 0],
}

/// The network type of an instance: `vpc` or `classic`.
pub fn network_type(instance: &Instance) -> &'static str {
    if instance.alibaba().classic { "classic" } else { "vpc" }
}

/// The MAC address of an interface: a locally administered one, derived from the private address.
pub fn mac_address(address: Ipv4Addr) -> SmolStr {
    let [a, b, c, d] = address.octets();
    hex_pairs(&[0x02, 0x16, a, b, c, d])
}

/// An instance has one interface, its primary one.
pub fn interfaces(instance: &Instance) -> Interfaces {
    let nic = &instance.nic;
    let private = PrivateIp { private_ip_address: nic.private_ip, private_dns_name: "", primary: true };
    let interface = Interface {
        network_interface_id: nic.id.clone(),
        r#type: "Primary",
        mac_address: mac_address(nic.private_ip),
        primary_ip_address: nic.private_ip,
        private_ip_sets: PrivateIps { private_ip_set: vec![private] },
        ipv6_sets: Ipv6Sets::default(),
        ipv4_prefix_sets: Ipv4PrefixSets::default(),
        ipv6_prefix_sets: Ipv6PrefixSets::default(),
    };
    Interfaces { network_interface: vec![interface] }
}
