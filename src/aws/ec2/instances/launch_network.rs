//! The network parameters of a launch, given directly or in its only network interface.

use crate::aws::ec2::common::check_length;
use crate::domain::compute::launch::Ipv6Request;
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
#[serde(rename_all = "PascalCase")]
struct NetworkInterface {
    device_index: i64,
    subnet_id: Option<SmolStr>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    associate_public_ip_address: Option<bool>,
    description: Option<SmolStr>,
    private_ip_address: Option<SmolStr>,
    #[serde(default)]
    ipv6_addresses: Vec<Ipv6Address>,
    ipv6_address_count: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6Address {
    ipv6_address: SmolStr,
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
}

impl NetworkParameters {
    pub fn read(mut self, at: Place<'_>, max_count: i64) -> Result<LaunchNetwork, Error> {
        if self.network_interface.len() > 1 {
            return Err(Error::NotModelled("NetworkInterface.2".to_owned()));
        }
        let interface = match self.network_interface.pop() {
            Some(interface) => {
                self.check_no_instance_level()?;
                if interface.device_index != 0 {
                    return Err(Error::invalid(FIRST_INDEX, interface.device_index, "0"));
                }
                interface
            }
            None => NetworkInterface {
                subnet_id: self.subnet_id,
                security_group_id: self.security_group_id,
                private_ip_address: self.private_ip_address,
                ipv6_addresses: self.ipv6_address,
                ipv6_address_count: self.ipv6_address_count,
                ..NetworkInterface::default()
            },
        };
        if interface.subnet_id.is_some() && !self.security_group.is_empty() {
            let text = "The parameter groupName cannot be used with the parameter subnet";
            return Err(Error::Conflict(text.to_owned()));
        }
        let mut groups = interface.security_group_id;
        for name in &self.security_group {
            // Group names refer to groups of the default VPC.
            let vpc = at.region.default_vpc().ok_or(AwsNetworkError::NoDefaultVpc)?;
            let group = group_named(at.region, &vpc.id, name);
            groups.push(group.ok_or_else(|| NetworkError::GroupNotFound(name.clone()))?.id.clone());
        }
        let description = interface.description.unwrap_or_default();
        check_length("Description", &description)?;
        Ok(LaunchNetwork {
            subnet: interface.subnet_id,
            groups,
            private_ip: interface.private_ip_address.map(|text| address(text, max_count)).transpose()?,
            public: interface.associate_public_ip_address,
            ipv6: ipv6(&interface.ipv6_addresses, interface.ipv6_address_count, max_count)?,
            description,
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
        let text = "The parameter ipv6Addresses cannot be used when more than one instance is launched";
        return Err(Error::Conflict(text.to_owned()));
    }
    let parse = |address: &Ipv6Address| {
        let text = &address.ipv6_address;
        text.parse().map_err(|_| Error::invalid("Ipv6Address", text, "an IPv6 address"))
    };
    let mut these: Vec<Ipv6Addr> = addresses.iter().map(parse).collect::<Result<_, _>>()?;
    these.sort_unstable();
    these.dedup();
    Ok(Some(Ipv6Request::These(these)))
}

/// The most addresses of IPv6 of an interface: as many as the largest types have.
const MAX_IPV6: usize = 64;

const FIRST_INDEX: &str = "NetworkInterface.1.DeviceIndex";

fn address(text: SmolStr, max_count: i64) -> Result<Ipv4Addr, Error> {
    // The page has the rule; the text is ours.
    if max_count > 1 {
        let text = "The parameter privateIpAddress cannot be used when more than one instance is launched";
        return Err(Error::Conflict(text.to_owned()));
    }
    text.parse().map_err(|_| Error::invalid("PrivateIpAddress", &text, "an IPv4 address"))
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
