//! [DescribeNetworkInterfaces](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeNetworkInterfaces)

use crate::alibaba::ecs::common::{Paging, TagRequest, TagsView, check_tag_count, matches_filter, time_to_the_second};
use crate::alibaba::ecs::instances::mac_address;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Instance;
use crate::domain::network::address;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes network interfaces. Each instance has one, its primary interface. Pages by number or by token. Unknown ids
/// are ignored.
pub struct DescribeNetworkInterfaces;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    network_interface_id: Vec<SmolStr>,
    network_interface_name: Option<SmolStr>,
    instance_id: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    #[serde(rename = "VSwitchId")]
    v_switch_id: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    primary_ip_address: Option<SmolStr>,
    #[serde(default)]
    private_ip_address: Vec<SmolStr>,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
    r#type: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    status: Option<SmolStr>,
    service_managed: Option<bool>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    next_token: String,
    network_interface_sets: NetworkInterfaceSets,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NetworkInterfaceSets {
    network_interface_set: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    network_interface_id: SmolStr,
    network_interface_name: &'static str,
    description: &'static str,
    r#type: &'static str,
    status: &'static str,
    instance_id: SmolStr,
    owner_id: SmolStr,
    vpc_id: SmolStr,
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
    zone_id: &'static str,
    mac_address: SmolStr,
    private_ip_address: Ipv4Addr,
    private_ip_sets: PrivateIpSets,
    ipv6_sets: Ipv6Sets,
    ipv4_prefix_sets: Ipv4PrefixSets,
    ipv6_prefix_sets: Ipv6PrefixSets,
    associated_public_ip: PublicIp,
    attachment: Attachment,
    security_group_ids: GroupIds,
    creation_time: String,
    delete_on_release: bool,
    source_dest_check: bool,
    network_interface_traffic_mode: &'static str,
    queue_number: u32,
    queue_pair_number: u32,
    resource_group_id: SmolStr,
    service_managed: bool,
    #[serde(rename = "ServiceID")]
    service_id: i64,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateIpSets {
    private_ip_set: Vec<PrivateIp>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateIp {
    private_ip_address: Ipv4Addr,
    primary: bool,
    private_dns_name: &'static str,
    associated_public_ip: PublicIp,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
struct PublicIp {
    allocation_id: SmolStr,
    public_ip_address: String,
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

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Attachment {
    instance_id: SmolStr,
    device_index: u32,
    network_card_index: u32,
    trunk_network_interface_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GroupIds {
    security_group_id: Vec<SmolStr>,
}

impl Operation for DescribeNetworkInterfaces {
    const ACTION: &'static str = "DescribeNetworkInterfaces";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

/// The most interfaces on a page, and the most ids in one call.
const MAX: usize = 500;

impl Read for DescribeNetworkInterfaces {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let count = request.network_interface_id.len();
        if count > MAX {
            return Err(Error::invalid("NetworkInterfaceId", count, format!("at most {MAX}")));
        }
        let count = request.private_ip_address.len().max(request.ipv6_address.len());
        if count > MAX {
            return Err(Error::invalid("PrivateIpAddress", count, format!("at most {MAX}")));
        }
        let passing = |instance: &&Instance| passes(instance, &request);
        let mut matching: Vec<&Instance> = at.region.instances.values().filter(passing).collect();
        matching.sort_by(|a, b| a.nic.id.cmp(&b.nic.id));
        let paging = Paging {
            page_number: request.page_number,
            page_size: request.page_size,
            max_results: request.max_results,
            next_token: request.next_token,
        };
        let page = paging.take(matching, MAX, |instance| &instance.nic.id)?;
        let view = |instance: &&Instance| View::new(at, instance);
        Ok(Response {
            total_count: page.total,
            page_number: page.number,
            page_size: page.size,
            next_token: page.next_token,
            network_interface_sets: NetworkInterfaceSets {
                network_interface_set: page.items.iter().map(view).collect(),
            },
        })
    }
}

fn passes(instance: &Instance, request: &Request) -> bool {
    let nic = &instance.nic;
    let address = nic.private_ip.to_string();
    let (ids, addresses) = (&request.network_interface_id, &request.private_ip_address);
    (ids.is_empty() || ids.contains(&nic.id))
        && (addresses.is_empty() || addresses.iter().any(|requested| *requested == address))
        && matches_filter(&request.instance_id, &instance.id)
        && matches_filter(&request.v_switch_id, &nic.subnet)
        && matches_filter(&request.vpc_id, &nic.vpc)
        && matches_filter(&request.primary_ip_address, &address)
        && matches_filter(&request.r#type, "Primary")
        && matches_filter(&request.resource_group_id, &instance.alibaba().resource_group)
        && matches_filter(&request.status, "InUse")
        && request.security_group_id.as_ref().is_none_or(|id| nic.groups.contains(id))
        // No interface here has any of these.
        && request.network_interface_name.is_none()
        && request.ipv6_address.is_empty()
        && request.service_managed != Some(true)
        && request.tag.iter().all(|tag| tag.matches(&nic.tags))
}

impl View {
    fn new(at: Place<'_>, instance: &Instance) -> Self {
        let nic = &instance.nic;
        let elastic = address::of(at.region, &instance.id);
        let allocation_id = elastic.map(|address| address.id.clone()).unwrap_or_default();
        let public_ip_address = nic.public_ip.map(|address| address.to_string()).unwrap_or_default();
        let public = PublicIp { allocation_id, public_ip_address };
        let private = PrivateIp {
            private_ip_address: nic.private_ip,
            primary: true,
            private_dns_name: "",
            associated_public_ip: public.clone(),
        };
        Self {
            network_interface_id: nic.id.clone(),
            network_interface_name: "",
            description: "",
            r#type: "Primary",
            status: "InUse",
            instance_id: instance.id.clone(),
            owner_id: at.scope.account.clone(),
            vpc_id: nic.vpc.clone(),
            v_switch_id: nic.subnet.clone(),
            zone_id: instance.zone,
            mac_address: mac_address(nic.private_ip),
            private_ip_address: nic.private_ip,
            private_ip_sets: PrivateIpSets { private_ip_set: vec![private] },
            ipv6_sets: Ipv6Sets::default(),
            ipv4_prefix_sets: Ipv4PrefixSets::default(),
            ipv6_prefix_sets: Ipv6PrefixSets::default(),
            associated_public_ip: public,
            attachment: Attachment {
                instance_id: instance.id.clone(),
                device_index: 0,
                network_card_index: 0,
                trunk_network_interface_id: "",
            },
            security_group_ids: GroupIds { security_group_id: nic.groups.clone() },
            creation_time: time_to_the_second(instance.created),
            delete_on_release: true,
            source_dest_check: false,
            network_interface_traffic_mode: "Standard",
            queue_number: 0,
            queue_pair_number: 0,
            resource_group_id: instance.alibaba().resource_group.clone(),
            service_managed: false,
            service_id: 0,
            tags: TagsView::from(&nic.tags),
        }
    }
}
