//! The network interface of an instance, in answers.

use super::launch_view::Surroundings;
use crate::aws::ec2::common::{OperatorView, Set, whole_seconds};
use crate::domain::compute::instance::{Instance, Nic};
use crate::domain::compute::interface::hex_pairs;
use crate::domain::geography::partition;
use crate::domain::network::{ManagedInterface, Vpc, address};
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
#[derive(Serialize)]
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
    attachment: AttachmentView,
    association: Option<AssociationView>,
    ipv6_addresses_set: Set<Ipv6AddressView>,
    private_ip_addresses_set: Set<AddressView>,
    interface_type: &'static str,
    operator: OperatorView,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttachmentView {
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
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AddressView {
    private_ip_address: Ipv4Addr,
    private_dns_name: Option<SmolStr>,
    primary: bool,
    association: Option<AssociationView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ipv6AddressView {
    ipv6_address: Ipv6Addr,
    is_primary_ipv6: bool,
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

/// The interface as DescribeInstances shows it: without the ids of the instance and of an elastic address. It has a private
/// DNS name only in a VPC with DNS host names, and elsewhere an empty public one.
pub fn interface(scope: &Scope, instance: &Instance, nic: &Nic, around: &Surroundings) -> InterfaceView {
    let private_dns_name = around.dns_hostnames.then(|| private_dns(scope, nic.private_ip));
    let association = nic.public_ip.map(|public_ip| AssociationView {
        public_ip,
        public_dns_name: if around.dns_hostnames { public_dns(scope, public_ip) } else { SmolStr::default() },
        ip_owner_id: if nic.elastic { scope.account.clone() } else { SmolStr::new_static("amazon") },
        allocation_id: None,
        association_id: None,
    });
    InterfaceView {
        network_interface_id: nic.id.clone(),
        subnet_id: nic.subnet.clone(),
        vpc_id: nic.vpc.clone(),
        description: nic.description.clone(),
        owner_id: scope.account.clone(),
        status: "in-use",
        mac_address: mac_address(nic.private_ip),
        private_ip_address: nic.private_ip,
        private_dns_name: private_dns_name.clone(),
        source_dest_check: !instance.aws.routes_traffic,
        group_set: around.groups.iter().cloned().collect(),
        attachment: attachment(nic, instance.created, around.in_launch),
        ipv6_addresses_set: nic.ipv6.iter().map(|address| Ipv6AddressView::new(*address)).collect(),
        private_ip_addresses_set: addresses(nic, private_dns_name, association.clone()),
        association,
        interface_type: "interface",
        operator: OperatorView::SHORT,
    }
}

/// The interface as DescribeNetworkInterfaces shows it: with the ids of its instance and of its elastic address.
pub fn interface_with_owner(at: Place<'_>, instance: &Instance) -> InterfaceView {
    let nic = &instance.nic;
    let mut view = interface(at.scope, instance, nic, &Surroundings::of(at.region, instance));
    view.operator = OperatorView::FULL;
    view.attachment.instance_id = Some(instance.id.clone());
    view.attachment.instance_owner_id = Some(at.scope.account.clone());
    if let Some(association) = &mut view.association
        && let Some(address) = address::of(at.region, &instance.id)
    {
        association.allocation_id = Some(address.id.clone());
        association.association_id = address.association.as_ref().map(|association| association.id.clone());
        view.private_ip_addresses_set = addresses(nic, view.private_dns_name.clone(), view.association.clone());
    }
    view
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
        attachment: AttachmentView {
            attachment_id: managed.id.replace("eni-", "ela-attach-"),
            instance_id: None,
            instance_owner_id: Some("amazon-aws".into()),
            device_index: 1,
            status: "attached",
            attach_time: whole_seconds(managed.created),
            delete_on_termination: false,
            network_card_index: 0,
        },
        association,
        ipv6_addresses_set: Set::from_iter([]),
        private_ip_addresses_set: Set::from_iter([address]),
        interface_type: managed.kind,
        operator: OperatorView::FULL,
    }
}

/// The private addresses of an interface. There is exactly one.
fn addresses(nic: &Nic, private_dns_name: Option<SmolStr>, association: Option<AssociationView>) -> Set<AddressView> {
    Set::from_iter([AddressView { private_ip_address: nic.private_ip, private_dns_name, primary: true, association }])
}

/// The id of an interface's attachment. It has the digits of the interface's id.
fn attachment_id(nic: &Nic) -> String {
    ["eni-attach-", nic.id.trim_start_matches("eni-")].concat()
}

fn attachment(nic: &Nic, at: Timestamp, in_launch: bool) -> AttachmentView {
    AttachmentView {
        attachment_id: attachment_id(nic),
        instance_id: None,
        instance_owner_id: None,
        device_index: 0,
        status: if in_launch { "attaching" } else { "attached" },
        attach_time: whole_seconds(at),
        delete_on_termination: true,
        network_card_index: 0,
    }
}

/// The MAC address of an interface: a locally administered one, with the octets of the private address.
fn mac_address(address: Ipv4Addr) -> SmolStr {
    let [a, b, c, d] = address.octets();
    hex_pairs(&[0x0a, 0xff, a, b, c, d])
}
