//! DescribeNetworkInterfaces.

use crate::domain::estate::Place;
use crate::domain::instance::{Instance, State};
use crate::domain::launch::is_hex_id;
use crate::domain::network::NetworkError;
use crate::ec2::Ec2;
use crate::ec2::common::{Filter, Set, TagView, check_filters, ids_or_page, page, passes, tag_set, time};
use crate::ec2::instances::interface::{InterfaceView, attachment_id, groups, interface, mac, private_dns, public_dns};
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Describes network interfaces: each instance has one until it is terminated; there are no others.
pub struct DescribeNetworkInterfaces;

/// The filters of the model, and `group-name`, which it had before.
const FILTERS: &[&str] = &[
    "addresses.association.owner-id",
    "addresses.association.public-ip",
    "addresses.primary",
    "addresses.private-ip-address",
    "association.allocation-id",
    "association.association-id",
    "association.ip-owner-id",
    "association.public-dns-name",
    "association.public-ip",
    "attachment.attach-time",
    "attachment.attachment-id",
    "attachment.delete-on-termination",
    "attachment.device-index",
    "attachment.instance-id",
    "attachment.instance-owner-id",
    "attachment.status",
    "availability-zone",
    "availability-zone-id",
    "description",
    "group-id",
    "group-name",
    "interface-type",
    "ipv6-addresses.ipv6-address",
    "mac-address",
    "network-interface-id",
    "operator.managed",
    "operator.principal",
    "owner-id",
    "private-dns-name",
    "private-ip-address",
    "requester-id",
    "requester-managed",
    "source-dest-check",
    "status",
    "subnet-id",
    "tag-key",
    "vpc-id",
];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    network_interface_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface_set: Set<Item>,
    next_token: Option<String>,
}

/// An interface, as its instance shows it, and what only this action says.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(flatten)]
    interface: InterfaceView,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    requester_managed: bool,
    tag_set: Option<Set<TagView>>,
}

impl Operation for DescribeNetworkInterfaces {
    const ACTION: &'static str = "DescribeNetworkInterfaces";
    const DRY_RUN: bool = true;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Dialect = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeNetworkInterfaces {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.network_interface_id;
        ids_or_page(ids, request.max_results, "networkInterfaceIdSet")?;
        check_filters(&request.filter, FILTERS)?;
        let page = page(request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let instances = at.region.instances.values().filter(|instance| instance.state != State::Terminated);
        let by_id: BTreeMap<&SmolStr, &Instance> = instances.map(|instance| (&instance.nic.id, instance)).collect();
        let all: Vec<&Instance> = if ids.is_empty() {
            by_id.into_values().collect()
        } else {
            let owner = |id: &SmolStr| match by_id.get(id) {
                Some(instance) => Ok(*instance),
                None if is_hex_id(id, "eni-") => Err(NetworkError::InterfaceNotFound(id.clone())),
                None => Err(NetworkError::Malformed("eni-", id.clone())),
            };
            ids.iter().map(owner).collect::<Result<_, _>>()?
        };
        let passing = all
            .into_iter()
            .filter(|instance| passes(&request.filter, &instance.nic.tags, |name| values(at, instance, name)));
        let (shown, next_token) = page.take(passing, |instance| &instance.nic.id);
        let item = |instance: &Instance| Item {
            interface: interface(at.scope, instance, &instance.nic, groups(at.region, &instance.nic))
                .owned(at.scope, instance),
            availability_zone: instance.zone,
            availability_zone_id: at.scope.zone_id(instance.zone),
            requester_managed: false,
            tag_set: tag_set(&instance.nic.tags),
        };
        Ok(Response { network_interface_set: shown.into_iter().map(item).collect(), next_token })
    }
}

/// What an instance's interface has under a filter's name.
fn values(at: Place<'_>, instance: &Instance, name: &str) -> Vec<String> {
    let nic = &instance.nic;
    let group_name = |id: &SmolStr| Some(at.region.groups.get(id)?.name.to_string());
    let one = match name {
        "addresses.association.owner-id" | "association.ip-owner-id" => nic.public_ip.map(|_| "amazon".to_owned()),
        "addresses.association.public-ip" | "association.public-ip" => nic.public_ip.map(|ip| ip.to_string()),
        "addresses.primary" | "attachment.delete-on-termination" => Some("true".to_owned()),
        "addresses.private-ip-address" | "private-ip-address" => Some(nic.private_ip.to_string()),
        "association.public-dns-name" => nic.public_ip.map(|ip| public_dns(at.scope, ip)),
        "attachment.attach-time" => Some(time(instance.created)),
        "attachment.attachment-id" => Some(attachment_id(nic)),
        "attachment.device-index" => Some("0".to_owned()),
        "attachment.instance-id" => Some(instance.id.to_string()),
        "attachment.instance-owner-id" | "owner-id" => Some(at.scope.account.to_string()),
        "attachment.status" => Some("attached".to_owned()),
        "availability-zone" => Some(instance.zone.to_owned()),
        "availability-zone-id" => Some(at.scope.zone_id(instance.zone).to_owned()),
        "description" => Some(String::new()),
        "group-id" => return nic.groups.iter().map(SmolStr::to_string).collect(),
        "group-name" => return nic.groups.iter().filter_map(group_name).collect(),
        "interface-type" => Some("interface".to_owned()),
        "mac-address" => Some(mac(nic.private_ip)),
        "network-interface-id" => Some(nic.id.to_string()),
        "operator.managed" | "requester-managed" => Some("false".to_owned()),
        "private-dns-name" => Some(private_dns(at.scope, nic.private_ip)),
        "source-dest-check" => Some((!instance.aws.routes_traffic).to_string()),
        "status" => Some("in-use".to_owned()),
        "subnet-id" => Some(nic.subnet.to_string()),
        "vpc-id" => Some(nic.vpc.to_string()),
        _ => None,
    };
    one.into_iter().collect()
}
