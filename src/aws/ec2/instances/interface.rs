//! Network interfaces in answers.

use super::launch_view::Surroundings;
use crate::aws::ec2::common::{OperatorView, Set, whole_seconds};
use crate::domain::compute::instance::{Instance, Nic};
use crate::domain::compute::interface::hex_pairs;
use crate::domain::geography::partition;
use crate::domain::network::address::{self, Address};
use crate::domain::network::interfaces::{Interface, find_nic};
use crate::domain::network::{Cidr, Cidr6, ManagedInterface, Vpc};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};
use std::net::{Ipv4Addr, Ipv6Addr};

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupView {
    group_id: SmolStr,
    group_name: SmolStr,
}

#[serde_with::skip_serializing_none]
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InterfaceView {
    network_interface_id: SmolStr,
    subnet_id: SmolStr,
    vpc_id: SmolStr,
    description: SmolStr,
    owner_id: SmolStr,
    status: &'static str,
    mac_address: SmolStr,
    private_ip_address: Ipv4Addr,
    private_dns_name: Option<SmolStr>,
    source_dest_check: bool,
    group_set: Set<GroupView>,
    attachment: Option<AttachmentView>,
    association: Option<AssociationView>,
    ipv6_addresses_set: Set<Ipv6AddressView>,
    private_ip_addresses_set: Set<AddressView>,
    ipv4_prefix_set: Option<Set<PrefixView>>,
    ipv6_prefix_set: Option<Set<Prefix6View>>,
    interface_type: &'static str,
    operator: OperatorView,
}

#[serde_with::skip_serializing_none]
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    attachment_id: String,
    instance_id: Option<SmolStr>,
    instance_owner_id: Option<SmolStr>,
    device_index: u32,
    status: &'static str,
    attach_time: String,
    delete_on_termination: bool,
    network_card_index: u32,
}

#[serde_with::skip_serializing_none]
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct AssociationView {
    public_ip: Ipv4Addr,
    public_dns_name: SmolStr,
    ip_owner_id: SmolStr,
    allocation_id: Option<SmolStr>,
    association_id: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct AddressView {
    private_ip_address: Ipv4Addr,
    private_dns_name: Option<SmolStr>,
    primary: bool,
    association: Option<AssociationView>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Ipv6AddressView {
    ipv6_address: Ipv6Addr,
    is_primary_ipv6: bool,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrefixView {
    ipv4_prefix: String,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Prefix6View {
    ipv6_prefix: String,
}

/// The prefixes of an interface, if there are some.
pub fn prefixes(prefixes: &[Cidr]) -> Vec<PrefixView> {
    prefixes.iter().map(|prefix| PrefixView { ipv4_prefix: prefix.to_string() }).collect()
}

fn prefixes6(prefixes: &[Cidr6]) -> Vec<Prefix6View> {
    prefixes.iter().map(|prefix| Prefix6View { ipv6_prefix: prefix.to_string() }).collect()
}

impl Ipv6AddressView {
    fn new(ipv6_address: Ipv6Addr) -> Self {
        Self { ipv6_address, is_primary_ipv6: false }
    }
}

/// The DNS name of a private address in this region.
pub fn private_dns(scope: &Scope, address: Ipv4Addr) -> SmolStr {
    match scope.region {
        "us-east-1" => dns("ip", address, "ec2.internal"),
        region => dns("ip", address, &format!("{region}.compute.internal")),
    }
}

/// The DNS name of a public address in this region.
pub fn public_dns(scope: &Scope, address: Ipv4Addr) -> SmolStr {
    match scope.region {
        "us-east-1" => dns("ec2", address, "compute-1.amazonaws.com"),
        region => dns("ec2", address, &format!("{region}.compute.{}", partition(region).dns_suffix)),
    }
}

/// The DNS name of an address: prefix, octets with hyphens, domain.
fn dns(prefix: &str, address: Ipv4Addr, domain: &str) -> SmolStr {
    let [a, b, c, d] = address.octets();
    format_smolstr!("{prefix}-{a}-{b}-{c}-{d}.{domain}")
}

impl InterfaceView {
    /// As the answer to its creation has it.
    pub fn pending(self) -> Self {
        Self { status: "pending", operator: OperatorView::SHORT, ..self }
    }

    pub fn public_dns_name(&self) -> Option<SmolStr> {
        self.association.as_ref().map(|association| association.public_dns_name.clone())
    }
}

/// The security groups of an interface.
pub fn groups(region: &Region, nic: &Nic) -> Vec<GroupView> {
    group_views(region, &nic.groups)
}

fn group_views(region: &Region, groups: &[SmolStr]) -> Vec<GroupView> {
    let group = |id: &SmolStr| GroupView {
        group_id: id.clone(),
        group_name: region.groups.get(id).map(|group| group.name.clone()).unwrap_or_default(),
    };
    groups.iter().map(group).collect()
}

/// An elastic address of a private one.
pub type Mapped<'r> = (Ipv4Addr, &'r Address);

/// What an interface shows beside itself.
struct Shown<'a> {
    groups: Vec<GroupView>,
    /// Whether interfaces of its VPC get DNS host names.
    dns_hostnames: bool,
    source_dest_check: bool,
    attachment: Option<AttachmentView>,
    /// The elastic addresses of private ones that are not the primary one of an instance.
    mapped: &'a [Mapped<'a>],
    /// Whether the ids of elastic addresses are shown.
    described: bool,
}

/// A private DNS name is there only in a VPC with DNS host names, and elsewhere an empty public one.
fn view(scope: &Scope, nic: &Nic, shown: Shown<'_>) -> InterfaceView {
    let names = shown.dns_hostnames;
    let private_name = |address| names.then(|| private_dns(scope, address));
    let associated = |public_ip, elastic: Option<&Address>, own: bool| AssociationView {
        public_ip,
        public_dns_name: if names { public_dns(scope, public_ip) } else { SmolStr::default() },
        ip_owner_id: if own { scope.account.clone() } else { SmolStr::new_static("amazon") },
        allocation_id: elastic.filter(|_| shown.described).map(|address| address.id.clone()),
        association_id: elastic
            .filter(|_| shown.described)
            .and_then(|address| Some(address.association.as_ref()?.id.clone())),
    };
    let of =
        |private: Ipv4Addr| shown.mapped.iter().find(|(address, _)| *address == private).map(|(_, elastic)| *elastic);
    let association = nic.public_ip.map(|public| associated(public, of(nic.private_ip), nic.elastic));
    let primary = AddressView {
        private_ip_address: nic.private_ip,
        private_dns_name: private_name(nic.private_ip),
        primary: true,
        association: association.clone(),
    };
    let secondary = nic.more().secondary.iter().map(|address| AddressView {
        private_ip_address: *address,
        private_dns_name: Some(private_name(*address).unwrap_or_default()),
        primary: false,
        association: of(*address).map(|elastic| associated(elastic.public_ip, Some(elastic), true)),
    });
    InterfaceView {
        network_interface_id: nic.id.clone(),
        subnet_id: nic.subnet.clone(),
        vpc_id: nic.vpc.clone(),
        description: nic.description.clone(),
        owner_id: scope.account.clone(),
        status: if shown.attachment.is_some() { "in-use" } else { "available" },
        mac_address: mac_address(nic.private_ip),
        private_ip_address: nic.private_ip,
        private_dns_name: private_name(nic.private_ip),
        source_dest_check: shown.source_dest_check,
        group_set: shown.groups.into_iter().collect(),
        attachment: shown.attachment,
        association,
        ipv6_addresses_set: nic.ipv6.iter().map(|address| Ipv6AddressView::new(*address)).collect(),
        private_ip_addresses_set: [primary].into_iter().chain(secondary).collect(),
        ipv4_prefix_set: Set::non_empty(prefixes(&nic.more().prefixes)),
        ipv6_prefix_set: Set::non_empty(prefixes6(&nic.more().prefixes6)),
        interface_type: "interface",
        operator: if shown.described { OperatorView::FULL } else { OperatorView::SHORT },
    }
}

/// The primary interface as DescribeInstances shows it: without the ids of the instance and of an elastic address.
pub fn interface(scope: &Scope, instance: &Instance, nic: &Nic, around: &Surroundings) -> InterfaceView {
    let mapped: Vec<Mapped<'_>> = around.mapped.iter().map(|(private, elastic)| (*private, elastic)).collect();
    let shown = Shown {
        groups: around.groups.clone(),
        dns_hostnames: around.dns_hostnames,
        source_dest_check: !instance.aws.routes_traffic,
        attachment: Some(primary_attachment(nic, instance.created, around.in_launch)),
        mapped: &mapped,
        described: false,
    };
    view(scope, nic, shown)
}

/// The primary interface as DescribeNetworkInterfaces shows it: with the ids of its instance and of its elastic addresses.
pub fn interface_with_owner(at: Place<'_>, instance: &Instance) -> InterfaceView {
    let nic = &instance.nic;
    let mut attachment = primary_attachment(nic, instance.created, false);
    attachment.instance_id = Some(instance.id.clone());
    attachment.instance_owner_id = Some(at.scope.account.clone());
    let own = address::of(at.region, &instance.id).map(|elastic| (nic.private_ip, elastic));
    let others = if nic.more.is_some() { address::of_interface(at.region, &nic.id) } else { Vec::new() };
    let mapped: Vec<_> = own.into_iter().chain(others).collect();
    let shown = Shown {
        groups: groups(at.region, nic),
        dns_hostnames: at.region.vpcs.get(&nic.vpc).is_some_and(Vpc::names_instances),
        source_dest_check: !instance.aws.routes_traffic,
        attachment: Some(attachment),
        mapped: &mapped,
        described: true,
    };
    view(at.scope, nic, shown)
}

/// A further interface of an instance as DescribeInstances shows it, or with `described` any interface that is not a primary one
/// as DescribeNetworkInterfaces does.
pub fn other_interface(scope: &Scope, region: &Region, interface: &Interface, described: bool) -> InterfaceView {
    let nic = &interface.nic;
    let attachment = interface.attachment.as_ref().map(|attachment| AttachmentView {
        attachment_id: attachment_id(nic),
        instance_id: described.then(|| attachment.instance.clone()),
        instance_owner_id: described.then(|| scope.account.clone()),
        device_index: attachment.device_index,
        status: attachment.state(),
        attach_time: whole_seconds(attachment.since),
        delete_on_termination: attachment.delete_on_termination,
        network_card_index: 0,
    });
    let shown = Shown {
        groups: groups(region, nic),
        dns_hostnames: region.vpcs.get(&nic.vpc).is_some_and(Vpc::names_instances),
        source_dest_check: !interface.routes_traffic,
        attachment,
        mapped: &address::of_interface(region, &nic.id),
        described,
    };
    view(scope, nic, shown)
}

/// The attachment of an interface, for the attribute of that name.
pub fn attachment_view(at: Place<'_>, id: &str) -> Option<AttachmentView> {
    match at.region.interfaces.get(id) {
        Some(interface) => other_interface(at.scope, at.region, interface, true).attachment,
        None => interface_with_owner(at, find_nic(at.region, id)?.1?).attachment,
    }
}

/// The interface of a NAT gateway or an endpoint, as DescribeNetworkInterfaces shows it.
pub fn managed_interface(at: Place<'_>, managed: &ManagedInterface<'_>) -> InterfaceView {
    let vpc = at.region.vpcs.get(managed.vpc);
    let names = vpc.is_some_and(Vpc::names_instances);
    let private_dns_name = names.then(|| private_dns(at.scope, managed.address));
    let association = managed.elastic.map(|address| AssociationView {
        public_ip: address.public_ip,
        public_dns_name: if names { public_dns(at.scope, address.public_ip) } else { SmolStr::default() },
        ip_owner_id: at.scope.account.clone(),
        allocation_id: Some(address.id.clone()),
        association_id: address.association.as_ref().map(|association| association.id.clone()),
    });
    let address = AddressView {
        private_ip_address: managed.address,
        private_dns_name: private_dns_name.clone(),
        primary: true,
        association: association.clone(),
    };
    InterfaceView {
        network_interface_id: managed.id.clone(),
        subnet_id: managed.subnet.clone(),
        vpc_id: managed.vpc.clone(),
        description: managed.description.as_str().into(),
        owner_id: at.scope.account.clone(),
        status: "in-use",
        mac_address: mac_address(managed.address),
        private_ip_address: managed.address,
        private_dns_name,
        source_dest_check: managed.kind != "nat_gateway",
        group_set: group_views(at.region, managed.groups).into_iter().collect(),
        attachment: Some(AttachmentView {
            attachment_id: managed.id.replace("eni-", "ela-attach-"),
            instance_id: None,
            instance_owner_id: Some("amazon-aws".into()),
            device_index: 1,
            status: "attached",
            attach_time: whole_seconds(managed.created),
            delete_on_termination: false,
            network_card_index: 0,
        }),
        association,
        ipv6_addresses_set: Set::from_iter([]),
        private_ip_addresses_set: Set::from_iter([address]),
        ipv4_prefix_set: None,
        ipv6_prefix_set: None,
        interface_type: managed.kind,
        operator: OperatorView::FULL,
    }
}

/// The id of an interface's attachment. It has the digits of the interface's id.
pub fn attachment_id(nic: &Nic) -> String {
    ["eni-attach-", nic.id.trim_start_matches("eni-")].concat()
}

fn primary_attachment(nic: &Nic, at: Timestamp, in_launch: bool) -> AttachmentView {
    AttachmentView {
        attachment_id: attachment_id(nic),
        instance_id: None,
        instance_owner_id: None,
        device_index: 0,
        status: if in_launch { "attaching" } else { "attached" },
        attach_time: whole_seconds(at),
        delete_on_termination: !nic.more().stays,
        network_card_index: 0,
    }
}

/// The MAC address of an interface: a locally administered one, with the octets of the private address.
fn mac_address(address: Ipv4Addr) -> SmolStr {
    let [a, b, c, d] = address.octets();
    hex_pairs(&[0x0a, 0xff, a, b, c, d])
}
