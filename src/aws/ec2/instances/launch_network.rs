//! The network parameters of a launch, given directly or in its network interfaces.

use crate::aws::ec2::common::check_length;
use crate::aws::ec2::interfaces::addresses::{AddressParameters, Ipv6Address};
use crate::aws::ec2::interfaces::available;
use crate::domain::compute::instance::{NicCommon, Tags};
use crate::domain::compute::launch::Ipv6Request;
use crate::domain::compute::launch_interfaces::{FurtherInterface, LaunchInterfaces};
use crate::domain::network::wanted::Wanted;
use crate::domain::network::{AwsNetworkError, NetworkError, group_named};
use crate::domain::place::Place;
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NetworkParameters {
    subnet_id: Option<SmolStr>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    #[serde(default)]
    security_group: Vec<SmolStr>,
    private_ip_address: Option<SmolStr>,
    #[serde(default)]
    ipv6_address: Vec<Ipv6Address>,
    ipv6_address_count: Option<i64>,
    #[serde(default)]
    network_interface: Vec<NetworkInterface>,
}

#[derive(Debug, Default, Deserialize)]
struct NetworkInterface(AddressParameters, InterfaceFields);

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct InterfaceFields {
    device_index: i64,
    subnet_id: Option<SmolStr>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    associate_public_ip_address: Option<bool>,
    delete_on_termination: Option<bool>,
    description: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
}

/// The network of a launch.
pub struct LaunchNetwork {
    pub subnet: Option<SmolStr>,
    pub groups: Vec<SmolStr>,
    pub private_ip: Option<Ipv4Addr>,
    /// Whether the interface gets a public address. `None` is the default of the subnet.
    pub public: Option<bool>,
    /// Its addresses of IPv6. `None` is the default of the subnet.
    pub ipv6: Option<Ipv6Request>,
    /// The description of the interface.
    pub description: SmolStr,
    /// What is beside that of interfaces.
    pub interfaces: LaunchInterfaces,
}

impl NetworkParameters {
    pub fn read(mut self, at: Place<'_>, max_count: i64) -> Result<LaunchNetwork, Error> {
        if !self.network_interface.is_empty() {
            self.check_no_instance_level()?;
            let interfaces = std::mem::take(&mut self.network_interface);
            return of_interfaces(at, interfaces, max_count);
        }
        if self.subnet_id.is_some() && !self.security_group.is_empty() {
            let text = "The parameter groupName cannot be used with the parameter subnet";
            return Err(Error::Conflict(text.to_owned()));
        }
        let mut groups = self.security_group_id;
        for name in &self.security_group {
            // Group names refer to groups of the default VPC.
            let vpc = at.region.default_vpc().ok_or(AwsNetworkError::NoDefaultVpc)?;
            let group = group_named(at.region, &vpc.id, name);
            groups.push(group.ok_or_else(|| NetworkError::GroupNotFound(name.clone()))?.id.clone());
        }
        Ok(LaunchNetwork {
            subnet: self.subnet_id,
            groups,
            private_ip: self.private_ip_address.map(|text| address(&text, max_count)).transpose()?,
            public: None,
            ipv6: ipv6(&self.ipv6_address, self.ipv6_address_count, max_count)?,
            description: SmolStr::default(),
            interfaces: LaunchInterfaces::default(),
        })
    }

    /// Refuses what an interface has instead, if there is one.
    fn check_no_instance_level(&self) -> Result<(), Error> {
        let has_groups = !self.security_group_id.is_empty() || !self.security_group.is_empty();
        let has_ipv6 = !self.ipv6_address.is_empty() || self.ipv6_address_count.is_some_and(|count| count != 0);
        let given = [
            (has_ipv6, "IPv6 addresses"),
            (self.subnet_id.is_some(), "subnet ID"),
            (has_groups, "security groups"),
            (self.private_ip_address.is_some(), "private IP address"),
        ];
        let Some((_, what)) = given.iter().find(|(given, _)| *given) else { return Ok(()) };
        let text = format!("Network interfaces and an instance-level {what} may not be specified on the same request");
        Err(Error::Conflict(text))
    }
}

/// The network of a launch that names interfaces.
fn of_interfaces(at: Place<'_>, mut all: Vec<NetworkInterface>, max_count: i64) -> Result<LaunchNetwork, Error> {
    all.sort_by_key(|NetworkInterface(_, fields)| fields.device_index);
    if let Some(pair) = all.windows(2).find(|pair| pair[0].1.device_index == pair[1].1.device_index) {
        return Err(Error::invalid(INDEX, pair[0].1.device_index, "another index for each interface"));
    }
    if all.len() > 1 && all.iter().any(|NetworkInterface(_, fields)| fields.associate_public_ip_address.is_some()) {
        let text = "The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.";
        return Err(Error::Conflict(text.to_owned()));
    }
    let mut ids: Vec<_> =
        all.iter().filter_map(|NetworkInterface(_, fields)| fields.network_interface_id.as_ref()).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Error::invalid(
            "NetworkInterface.N.NetworkInterfaceId",
            pair[0],
            "another interface for each index",
        ));
    }
    let others = all.split_off(1);
    let NetworkInterface(addresses, fields) = all.pop().unwrap_or_default();
    if fields.device_index != 0 {
        return Err(Error::invalid(FIRST_INDEX, fields.device_index, "0"));
    }
    let description = description(&fields)?;
    if let Some(text) = &addresses.private_ip_address {
        address(text, max_count)?;
    }
    let existing = existing(at, &fields, &addresses, max_count)?;
    let wanted = addresses.read()?;
    check_single(&wanted, max_count)?;
    let mut network = LaunchNetwork {
        subnet: fields.subnet_id,
        groups: fields.security_group_id,
        private_ip: wanted.primary,
        public: fields.associate_public_ip_address.or((!others.is_empty()).then_some(false)),
        ipv6: ipv6(&addresses.ipv6_addresses, addresses.ipv6_address_count, max_count)?,
        description,
        interfaces: LaunchInterfaces {
            stays: !fields.delete_on_termination.unwrap_or(existing.is_none()),
            wanted: Wanted { primary: None, ipv6: Vec::new(), ipv6_count: 0, ..wanted },
            others: others.into_iter().map(|other| further(at, other, max_count)).collect::<Result<_, _>>()?,
            primary: None,
            name: SmolStr::default(),
        },
    };
    if let Some(common) = existing {
        network.subnet = Some(common.subnet);
        network.groups = common.groups;
        network.interfaces.primary = fields.network_interface_id;
        network.public = Some(false);
        network.ipv6 = Some(Ipv6Request::Count(0));
    }
    Ok(network)
}

/// A further interface: one that is there, or a new one.
fn further(at: Place<'_>, of: NetworkInterface, max_count: i64) -> Result<FurtherInterface, Error> {
    let NetworkInterface(addresses, fields) = of;
    let invalid = |_| Error::invalid(INDEX, fields.device_index, "a number from 0");
    let device_index = u32::try_from(fields.device_index).map_err(invalid)?;
    let existing = existing(at, &fields, &addresses, max_count)?;
    let new = NicCommon {
        vpc: SmolStr::default(),
        subnet: fields.subnet_id.clone().unwrap_or_default(),
        groups: fields.security_group_id.clone(),
        description: description(&fields)?,
        tags: Tags::new(),
    };
    let wanted = addresses.read()?;
    check_single(&wanted, max_count)?;
    Ok(FurtherInterface {
        device_index,
        delete_on_termination: fields.delete_on_termination.unwrap_or(existing.is_none()),
        common: existing.unwrap_or(new),
        existing: fields.network_interface_id,
        wanted,
        name: SmolStr::default(),
        alibaba: None,
    })
}

fn description(fields: &InterfaceFields) -> Result<SmolStr, Error> {
    let description = fields.description.clone().unwrap_or_default();
    check_length("Description", &description)?;
    Ok(description)
}

/// What the interface has that the request names by its id, if it does so. It must be available, and has all that a new one would
/// get from the request.
fn existing(
    at: Place<'_>,
    fields: &InterfaceFields,
    addresses: &AddressParameters,
    max_count: i64,
) -> Result<Option<NicCommon>, Error> {
    let Some(id) = &fields.network_interface_id else { return Ok(None) };
    let conflict = |what: &str| {
        Error::Conflict(format!("A network interface may not specify both a network interface ID and {what}"))
    };
    if fields.subnet_id.is_some() {
        return Err(conflict("a subnet"));
    }
    if !fields.security_group_id.is_empty() {
        return Err(conflict("security groups"));
    }
    if !addresses.is_empty() || fields.associate_public_ip_address == Some(true) {
        return Err(conflict("IP addresses"));
    }
    if max_count > 1 {
        return Err(not_for_several("networkInterfaceId"));
    }
    let interface = available(at.region, id)?;
    Ok(Some((*interface.nic.common).clone()))
}

/// Refuses addresses that several instances would have.
fn check_single(wanted: &Wanted, max_count: i64) -> Result<(), Error> {
    let names_some = !wanted.secondary.is_empty() || !wanted.prefixes.is_empty();
    let names_some = names_some || !wanted.ipv6.is_empty() || !wanted.prefixes6.is_empty() || wanted.primary.is_some();
    if names_some && max_count > 1 { Err(not_for_several("privateIpAddresses")) } else { Ok(()) }
}

/// The page has the rule; the text is ours.
fn not_for_several(parameter: &str) -> Error {
    Error::Conflict(format!("The parameter {parameter} cannot be used when more than one instance is launched"))
}

/// The requested addresses of IPv6: some, or how many.
fn ipv6(addresses: &[Ipv6Address], count: Option<i64>, max_count: i64) -> Result<Option<Ipv6Request>, Error> {
    if addresses.is_empty() {
        let number = |count: i64| usize::try_from(count).ok().filter(|count| *count <= MAX_IPV6);
        let invalid = |count: i64| Error::invalid("Ipv6AddressCount", count, format!("a number from 0 to {MAX_IPV6}"));
        return count.map(|count| number(count).map(Ipv6Request::Count).ok_or_else(|| invalid(count))).transpose();
    }
    if count.is_some() {
        let text = "The parameter ipv6Addresses cannot be used with the parameter ipv6AddressCount";
        return Err(Error::Conflict(text.to_owned()));
    }
    if max_count > 1 {
        return Err(not_for_several("ipv6Addresses"));
    }
    let mut these: Vec<Ipv6Addr> = addresses.iter().map(Ipv6Address::read).collect::<Result<_, _>>()?;
    these.sort_unstable();
    these.dedup();
    Ok(Some(Ipv6Request::These(these)))
}

/// The most addresses of IPv6 of an interface: as many as the largest types have.
const MAX_IPV6: usize = 64;

const FIRST_INDEX: &str = "NetworkInterface.1.DeviceIndex";
const INDEX: &str = "NetworkInterface.N.DeviceIndex";

fn address(text: &SmolStr, max_count: i64) -> Result<Ipv4Addr, Error> {
    if max_count > 1 {
        return Err(not_for_several("privateIpAddress"));
    }
    text.parse().map_err(|_| Error::invalid("PrivateIpAddress", text, "an IPv4 address"))
}

/// What RunInstances says of its network parameters.
pub fn refuse(error: &Error) -> Option<VendorError> {
    let text = match error {
        Error::Param(ParamError::Missing { name }) if is_device_index(name) => {
            "Each network interface requires a device index."
        }
        // The text is that of a report, the code ours.
        Error::Param(ParamError::Invalid { name, expected, .. }) if name == FIRST_INDEX && expected == "0" => {
            "When specifying network interfaces, you must include a device at index 0"
        }
        _ => return None,
    };
    Some(row(400, "InvalidParameterValue", text))
}

fn is_device_index(name: &str) -> bool {
    name.starts_with("NetworkInterface.") && name.ends_with(".DeviceIndex")
}
