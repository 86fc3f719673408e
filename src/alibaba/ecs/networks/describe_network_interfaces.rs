//! [DescribeNetworkInterfaces](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeNetworkInterfaces)

use crate::alibaba::ecs::common::{Paging, TagRequest, check_tag_count, matches_filter};
use crate::alibaba::ecs::interfaces::Eni;
use crate::alibaba::ecs::interfaces::view::{
    Attachment, DescribedEni, Detail, kind, private_addresses, resource_group,
};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt::Display;

/// Describes network interfaces: the primary ones of instances, and others. Pages by number or by token. Unknown ids are
/// ignored.
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
    network_interface_set: Vec<DescribedEni<Attachment>>,
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
        let mut matching: Vec<Eni<'_>> = Eni::all(at.region).filter(|eni| passes(eni, &request)).collect();
        matching.sort_by(|a, b| a.nic.id.cmp(&b.nic.id));
        let paging = Paging {
            page_number: request.page_number,
            page_size: request.page_size,
            // The vendor reads less than 10 as 10, and more than 500 as 500.
            max_results: request.max_results.map(|size| size.clamp(10, 500)),
            next_token: request.next_token,
        };
        let page = paging.take(matching, MAX, |eni| &eni.nic.id)?;
        let view = |eni: &Eni<'_>| DescribedEni::new(at, eni, Detail::Full, Attachment::new(eni));
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

fn passes(eni: &Eni<'_>, request: &Request) -> bool {
    let nic = eni.nic;
    let instance = eni.instance.map_or("", |instance| &instance.id);
    let (ids, addresses, ipv6) = (&request.network_interface_id, &request.private_ip_address, &request.ipv6_address);
    let is_one = |texts: &[SmolStr], address: &dyn Display| texts.iter().any(|text| *text == address.to_string());
    (ids.is_empty() || ids.contains(&nic.id))
        && (addresses.is_empty() || private_addresses(nic).any(|address| is_one(addresses, &address)))
        && (ipv6.is_empty() || nic.ipv6.iter().any(|address| is_one(ipv6, address)))
        && matches_filter(&request.instance_id, instance)
        && matches_filter(&request.v_switch_id, &nic.subnet)
        && matches_filter(&request.vpc_id, &nic.vpc)
        && matches_filter(&request.primary_ip_address, &nic.private_ip.to_string())
        && matches_filter(&request.r#type, kind(eni))
        && matches_filter(&request.resource_group_id, resource_group(eni))
        && matches_filter(&request.status, eni.status())
        && matches_filter(&request.network_interface_name, &nic.more().name)
        && request.security_group_id.as_ref().is_none_or(|id| nic.groups.contains(id))
        // No interface here is that of another service.
        && request.service_managed != Some(true)
        && request.tag.iter().all(|tag| tag.matches(&nic.tags))
}
