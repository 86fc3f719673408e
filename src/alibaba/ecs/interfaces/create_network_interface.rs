//! [CreateNetworkInterface](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateNetworkInterface)

use super::Eni;
use super::addresses::{check_new, conflict, count, list, one};
use super::refusals;
use super::view::{Detail, EniView};
use crate::alibaba::ecs::common::{TagRequest, check_value, in_range, tags};
use crate::alibaba::ecs::texts::{check_description, check_name, resource_group};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Nic, NicCommon};
use crate::domain::compute::launch::check_groups;
use crate::domain::network::interfaces::{EniFacts, make};
use crate::domain::network::wanted::{Taken, Wanted};
use crate::domain::network::{NetworkError, Subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a network interface in a VSwitch. It is available at once, as the vendor says.
pub struct CreateNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    v_switch_id: SmolStr,
    security_group_id: Option<SmolStr>,
    #[serde(default)]
    security_group_ids: Vec<SmolStr>,
    network_interface_name: Option<SmolStr>,
    description: Option<SmolStr>,
    primary_ip_address: Option<SmolStr>,
    #[serde(default)]
    private_ip_address: Vec<SmolStr>,
    secondary_private_ip_address_count: Option<i64>,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
    ipv6_address_count: Option<i64>,
    queue_number: Option<i64>,
    network_interface_traffic_mode: Option<SmolStr>,
    network_interface_traffic_config: Option<TrafficConfig>,
    delete_on_release: Option<bool>,
    source_dest_check: Option<bool>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

/// The same as the parameters beside it of these names.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TrafficConfig {
    queue_number: Option<i64>,
    network_interface_traffic_mode: Option<SmolStr>,
}

#[derive(Serialize)]
pub struct Response {
    #[serde(flatten)]
    view: Option<EniView>,
}

pub struct Plan {
    nic: Nic,
    taken: Taken,
    subnet: Subnet,
    facts: EniFacts,
    source_dest_check: bool,
}

impl Operation for CreateNetworkInterface {
    const ACTION: &'static str = "CreateNetworkInterface";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // Not public, says the vendor.
    const IGNORED: &'static [&'static str] = &["BusinessType", "Visible"];
    // Prefixes are taken from what is reserved of a VSwitch, and CreateVSwitchCidrReservation is not modelled.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("ConnectionTrackingConfiguration", ""),
        ("EnablePrimaryIPv6", "false"),
        ("EnhancedNetwork", ""),
        ("InstanceType", "Secondary"),
        ("Ipv4Prefix", ""),
        ("Ipv4PrefixCount", ""),
        ("Ipv6Prefix", ""),
        ("Ipv6PrefixCount", ""),
        ("NetworkInterfaceTrafficConfig.QueuePairNumber", ""),
        ("NetworkInterfaceTrafficConfig.RxQueueSize", ""),
        ("NetworkInterfaceTrafficConfig.TxQueueSize", ""),
        ("QueuePairNumber", ""),
        ("RxQueueSize", ""),
        ("TxQueueSize", ""),
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::create(error)
    }
}

impl Change for CreateNetworkInterface {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = &request.v_switch_id;
        let mut subnet = at.region.subnets.get(id).cloned().ok_or_else(|| NetworkError::SubnetNotFound(id.clone()))?;
        let facts = facts(at, &request)?;
        let wanted = wanted(&request)?;
        let groups = groups(request.security_group_ids, request.security_group_id)?;
        check_groups(at.region, &groups, &subnet.id, &subnet.vpc)?;
        let name = request.network_interface_name.unwrap_or_default();
        check_name("NetworkInterfaceName", &name)?;
        let description = request.description.unwrap_or_default();
        check_description("Description", &description)?;
        check_new(&wanted)?;
        let taken = wanted.take(at.region, &mut subnet, true)?;
        let (vpc, subnet_id) = (subnet.vpc.clone(), subnet.id.clone());
        let tags = tags(&request.tag)?;
        let mut nic = Nic::without_address(NicCommon { vpc, subnet: subnet_id, groups, description, tags });
        nic.change_more(|more| more.name = name);
        let source_dest_check = request.source_dest_check.unwrap_or(false);
        Ok(Plan { nic, taken, subnet, facts, source_dest_check })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let Plan { nic, taken, subnet, facts, source_dest_check } = plan;
        let zone = subnet.zone;
        at.region.subnets.insert(subnet.id.clone(), subnet);
        let id = make(at, nic, taken, zone, Some(Box::new(facts)));
        if let Some(made) = at.region.interfaces.get_mut(&id) {
            made.routes_traffic = !source_dest_check;
        }
        let made = Eni::find(at.region, &id).ok();
        Response { view: made.map(|eni| EniView::new(at.scope, at.region, &eni, Detail::Short)) }
    }
}

fn facts(at: Place<'_>, request: &Request) -> Result<EniFacts, Error> {
    let config = request.network_interface_traffic_config.as_ref();
    let modes =
        [&request.network_interface_traffic_mode, &config.and_then(|one| one.network_interface_traffic_mode.clone())];
    modes.into_iter().try_for_each(check_mode)?;
    let number = request.queue_number.or(config.and_then(|config| config.queue_number));
    Ok(EniFacts {
        created: at.now,
        delete_on_release: request.delete_on_release.unwrap_or(true),
        resource_group: resource_group(request.resource_group_id.clone())?,
        queues: queues(number)?,
        deleting: None,
    })
}

/// Reads a number of queues: 1 to 2048.
pub fn queues(number: Option<i64>) -> Result<Option<u32>, Error> {
    number.map(|number| in_range("QueueNumber", number, 1..=2048)).transpose()
}

/// Checks the traffic mode. Elastic RDMA interfaces, of the mode `HighPerformance`, are not modelled.
pub fn check_mode(mode: &Option<SmolStr>) -> Result<(), Error> {
    if mode.as_deref() == Some("HighPerformance") {
        return Err(Error::NotModelled("NetworkInterfaceTrafficMode=HighPerformance".to_owned()));
    }
    check_value("NetworkInterfaceTrafficMode", mode, &["Standard"])
}

fn wanted(request: &Request) -> Result<Wanted, Error> {
    let primary = request.primary_ip_address.as_ref().map(|text| one("PrimaryIpAddress", text)).transpose()?;
    let private = ("PrivateIpAddress", &request.private_ip_address[..]);
    let ipv6 = ("Ipv6Address", &request.ipv6_address[..]);
    let mut secondary = list(private.0, private.1, 10)?;
    // A list that names the primary address, too, means the same (ours).
    secondary.retain(|address| Some(*address) != primary);
    Ok(Wanted {
        primary,
        secondary,
        secondary_count: count(
            "SecondaryPrivateIpAddressCount",
            request.secondary_private_ip_address_count,
            65_536,
            private,
        )?,
        ipv6: list(ipv6.0, ipv6.1, 10)?,
        ipv6_count: count("Ipv6AddressCount", request.ipv6_address_count, 10, ipv6)?,
        ..Wanted::default()
    })
}

/// The security groups of a request, which are one or several.
pub fn groups(several: Vec<SmolStr>, one: Option<SmolStr>) -> Result<Vec<SmolStr>, Error> {
    match one {
        Some(_) if !several.is_empty() => Err(conflict("SecurityGroupId", "SecurityGroupIds")),
        None if several.is_empty() => Err(Error::missing("SecurityGroupId")),
        one => different(several.into_iter().chain(one).collect()),
    }
}

/// Fails if a security group is named twice.
pub fn different(groups: Vec<SmolStr>) -> Result<Vec<SmolStr>, Error> {
    let twice = groups.iter().enumerate().find(|(n, id)| groups[..*n].contains(id));
    match twice {
        Some((_, id)) => Err(Error::invalid("SecurityGroupIds[]", id, "different security groups")),
        None => Ok(groups),
    }
}
