//! DescribeInstances.

use super::interface::{private_dns, public_dns};
use super::view::{LaunchView, StateView, architecture, launches};
use crate::domain::estate::Place;
use crate::domain::instance::Instance;
use crate::ec2::Ec2;
use crate::ec2::common::{Filter, Set, check_filters, ids_or_page, instances, page, passes, time};
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes the instances named, or all, in the order of their ids, gathered into launches.
pub struct DescribeInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    reservation_set: Set<LaunchView>,
    next_token: Option<String>,
}

/// The documented filters about what instances have here.
const FILTERS: &[&str] = &[
    "architecture",
    "availability-zone",
    "block-device-mapping.delete-on-termination",
    "block-device-mapping.device-name",
    "block-device-mapping.volume-id",
    "capacity-reservation-id",
    "dns-name",
    "image-id",
    "instance-id",
    "instance-lifecycle",
    "instance-state-code",
    "instance-state-name",
    "instance-type",
    "instance.group-id",
    "ip-address",
    "key-name",
    "launch-index",
    "launch-time",
    "network-interface.network-interface-id",
    "network-interface.subnet-id",
    "network-interface.vpc-id",
    "owner-id",
    "platform",
    "private-dns-name",
    "private-ip-address",
    "reservation-id",
    "root-device-type",
    "subnet-id",
    "tag-key",
    "tenancy",
    "vpc-id",
];

impl Operation for DescribeInstances {
    const ACTION: &'static str = "DescribeInstances";
    const DRY_RUN: bool = true;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Dialect = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstances {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.instance_id;
        ids_or_page(ids, request.max_results, "instancesSet")?;
        check_filters(&request.filter, FILTERS)?;
        let page = page(request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let all: Box<dyn Iterator<Item = &Instance>> = if ids.is_empty() {
            Box::new(at.region.instances.values())
        } else {
            Box::new(instances(at.region, ids)?.into_iter())
        };
        let passing = all.filter(|instance| passes(&request.filter, &instance.tags, |name| values(at, instance, name)));
        let (shown, next_token) = page.take(passing, |instance| &instance.id);
        let reservation_set = launches(at.scope, at.region, shown).into_iter().collect();
        Ok(Response { reservation_set, next_token })
    }
}

/// What an instance has under a filter's name.
fn values(at: Place<'_>, instance: &Instance, name: &str) -> Vec<String> {
    let nic = &instance.nic;
    let address = |address: Option<Ipv4Addr>| address.map(|address| address.to_string());
    let state = StateView::from(instance.state);
    let one = match name {
        "architecture" => Some(architecture(instance).to_owned()),
        "availability-zone" => Some(instance.zone.to_owned()),
        "block-device-mapping.delete-on-termination" => {
            return instance.disks.iter().map(|disk| disk.delete_with_instance.to_string()).collect();
        }
        "block-device-mapping.device-name" => {
            return instance.disks.iter().map(|disk| disk.device.to_string()).collect();
        }
        "block-device-mapping.volume-id" => return instance.disks.iter().map(|disk| disk.id.to_string()).collect(),
        "capacity-reservation-id" => instance.reservation.as_ref().map(SmolStr::to_string),
        "dns-name" => nic.public_ip.map(|address| public_dns(at.scope, address)),
        "image-id" => Some(instance.image.to_string()),
        "instance-id" => Some(instance.id.to_string()),
        "instance-lifecycle" => instance.aws.interruptible.then(|| "interruptible-capacity-reservation".to_owned()),
        "instance-state-code" => Some(state.code().to_string()),
        "instance-state-name" => Some(state.name().to_owned()),
        "instance-type" => Some(instance.kind.name.to_owned()),
        "instance.group-id" => return nic.groups.iter().map(SmolStr::to_string).collect(),
        "ip-address" => address(nic.public_ip),
        "key-name" => instance.key_name.as_ref().map(SmolStr::to_string),
        "launch-index" => Some(instance.aws.launch_index.to_string()),
        "launch-time" => Some(time(instance.launched)),
        "network-interface.network-interface-id" => Some(nic.id.to_string()),
        "subnet-id" | "network-interface.subnet-id" => Some(nic.subnet.to_string()),
        "vpc-id" | "network-interface.vpc-id" => Some(nic.vpc.to_string()),
        "owner-id" => Some(at.scope.account.to_string()),
        "platform" => (instance.platform == "Windows").then(|| "windows".to_owned()),
        "private-dns-name" => Some(private_dns(at.scope, nic.private_ip)),
        "private-ip-address" => address(Some(nic.private_ip)),
        "reservation-id" => Some(instance.aws.launch.to_string()),
        "root-device-type" => Some("ebs".to_owned()),
        "tenancy" => Some(instance.tenancy.as_str().to_owned()),
        _ => None,
    };
    one.into_iter().collect()
}
