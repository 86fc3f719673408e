//! The network interfaces of an instance in responses.

use crate::alibaba::ecs::interfaces::view::{Ipv4PrefixSets, Ipv6PrefixSets, Ipv6Sets, ipv6_sets, private_addresses};
use crate::domain::compute::instance::{Instance, Nic};
use crate::domain::compute::interface::hex_pairs;
use crate::domain::network::interfaces::others;
use crate::domain::region::Region;
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

/// The network type of an instance: `vpc` or `classic`.
pub fn network_type(instance: &Instance) -> &'static str {
    if instance.alibaba().classic { "classic" } else { "vpc" }
}

/// The MAC address of an interface: a locally administered one, derived from the private address.
pub fn mac_address(address: Ipv4Addr) -> SmolStr {
    let [a, b, c, d] = address.octets();
    hex_pairs(&[0x02, 0x16, a, b, c, d])
}

/// The primary interface of an instance, and the further ones in the order in which they were attached.
pub fn interfaces(region: &Region, instance: &Instance) -> Interfaces {
    let others = others(region, instance).into_iter().map(|other| view(&other.nic, "Secondary"));
    Interfaces { network_interface: std::iter::once(view(&instance.nic, "Primary")).chain(others).collect() }
}

fn view(nic: &Nic, kind: &'static str) -> Interface {
    let private =
        |address| PrivateIp { private_ip_address: address, private_dns_name: "", primary: address == nic.private_ip };
    Interface {
        network_interface_id: nic.id.clone(),
        r#type: kind,
        mac_address: mac_address(nic.private_ip),
        primary_ip_address: nic.private_ip,
        private_ip_sets: PrivateIps { private_ip_set: private_addresses(nic).map(private).collect() },
        ipv6_sets: ipv6_sets(nic),
        ipv4_prefix_sets: Ipv4PrefixSets::default(),
        ipv6_prefix_sets: Ipv6PrefixSets::default(),
    }
}
