//! [DescribeAddresses](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html)

use super::{by_allocation_id, by_ip};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, tag_set};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::Instance;
use crate::domain::network::address::{Address, Holder};
use crate::domain::network::interfaces::find_nic;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes the listed elastic addresses, or all, in the order of their allocation ids.
pub struct DescribeAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: AllocationId PublicIp", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    public_ip: Vec<SmolStr>,
    #[serde(default)]
    allocation_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    addresses_set: Set<AddressView>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AddressView {
    public_ip: Ipv4Addr,
    allocation_id: SmolStr,
    domain: &'static str,
    instance_id: Option<SmolStr>,
    association_id: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
    network_interface_owner_id: Option<SmolStr>,
    private_ip_address: Option<Ipv4Addr>,
    subnet_id: Option<SmolStr>,
    tag_set: Option<Set<TagView>>,
    public_ipv4_pool: &'static str,
    network_border_group: &'static str,
}

/// The documented filters, and `domain` from older documents.
const FILTERS: &[&str] = &[
    "allocation-id",
    "association-id",
    "domain",
    "instance-id",
    "network-border-group",
    "network-interface-id",
    "network-interface-owner-id",
    "private-ip-address",
    "public-ip",
    "tag-key",
];

impl Operation for DescribeAddresses {
    const ACTION: &'static str = "DescribeAddresses";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&["PublicIp"]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAddresses {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let mut listed = Vec::new();
        for id in &request.allocation_id {
            listed.push(&by_allocation_id(at.region, id)?.id);
        }
        for ip in &request.public_ip {
            listed.push(&by_ip(at.region, ip)?.id);
        }
        let selected =
            at.region.addresses.values().filter(|address| listed.is_empty() || listed.contains(&&address.id));
        let views = selected.map(|address| (address, AddressView::new(at, address)));
        let passing =
            views.filter(|(address, view)| filters.pass(&address.tags, |name| view.value(name).into_iter().collect()));
        Ok(Response { addresses_set: passing.map(|(_, view)| view).collect() })
    }
}

impl AddressView {
    fn new(at: Place<'_>, address: &Address) -> Self {
        let association = address.association.as_ref();
        let instance: Option<&Instance> =
            association.and_then(|association| at.region.instances.get(association.instance()?));
        let gateway = association.and_then(|association| match &association.holder {
            Holder::NatGateway(id) => at.region.nat_gateways.get(id),
            Holder::Instance(_) | Holder::Interface { .. } => None,
        });
        let nic = association.and_then(|association| match &association.holder {
            Holder::Interface { id, private_ip } => Some((find_nic(at.region, id)?, *private_ip)),
            Holder::Instance(_) | Holder::NatGateway(_) => None,
        });
        let of_gateway = gateway.and_then(|gateway| gateway.interface.clone());
        let of_nic = nic.map(|((nic, _), private_ip)| (nic.id.clone(), private_ip));
        let interface = instance.map(|instance| (instance.nic.id.clone(), instance.nic.private_ip));
        let interface = interface.or(of_gateway).or(of_nic);
        let attached = nic.and_then(|((nic, owner), _)| {
            let attachment = at.region.interfaces.get(&nic.id).and_then(|one| one.attachment.as_ref());
            owner.map(|owner| &owner.id).or(attachment.map(|attachment| &attachment.instance))
        });
        let subnet = instance.map(|instance| &instance.nic.subnet).or(gateway.map(|gateway| &gateway.subnet));
        Self {
            public_ip: address.public_ip,
            allocation_id: address.id.clone(),
            domain: "vpc",
            instance_id: instance.map(|instance| &instance.id).or(attached).cloned(),
            association_id: association.map(|association| association.id.clone()),
            network_interface_id: interface.as_ref().map(|(id, _)| id.clone()),
            network_interface_owner_id: interface.as_ref().map(|_| at.scope.account.clone()),
            private_ip_address: interface.as_ref().map(|(_, address)| *address),
            subnet_id: subnet.or(nic.map(|((nic, _), _)| &nic.subnet)).cloned(),
            public_ipv4_pool: "amazon",
            network_border_group: at.scope.region,
            tag_set: tag_set(&address.tags),
        }
    }

    /// The value of the address for the filter of this name.
    fn value(&self, name: &str) -> Option<String> {
        let text = |text: &Option<SmolStr>| text.as_ref().map(SmolStr::to_string);
        match name {
            "allocation-id" => Some(self.allocation_id.to_string()),
            "association-id" => text(&self.association_id),
            "domain" => Some(self.domain.to_owned()),
            "instance-id" => text(&self.instance_id),
            "network-border-group" => Some(self.network_border_group.to_owned()),
            "network-interface-id" => text(&self.network_interface_id),
            "network-interface-owner-id" => text(&self.network_interface_owner_id),
            "private-ip-address" => self.private_ip_address.map(|address| address.to_string()),
            "public-ip" => Some(self.public_ip.to_string()),
            _ => None,
        }
    }
}
