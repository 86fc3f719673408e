//! The network interfaces in a request of RunInstances.

use super::Eni;
use super::addresses::{count, list, one};
use super::create_network_interface::{different, queues};
use crate::alibaba::ecs::texts::{check_description, check_name};
use crate::domain::compute::instance::{NicCommon, Tags};
use crate::domain::compute::launch_interfaces::{FurtherInterface, Ipv6Request, LaunchInterfaces};
use crate::domain::network::interfaces::EniFacts;
use crate::domain::network::wanted::Wanted;
use crate::domain::place::Place;
use crate::operation::{Error, row};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// One of `NetworkInterface.N`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NetworkInterface {
    instance_type: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
    v_switch_id: Option<SmolStr>,
    network_interface_name: Option<SmolStr>,
    description: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    #[serde(default)]
    security_group_ids: Vec<SmolStr>,
    primary_ip_address: Option<SmolStr>,
    secondary_private_ip_address_count: Option<i64>,
    ipv6_address_count: Option<i64>,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
    queue_number: Option<i64>,
    delete_on_release: Option<bool>,
}

/// What a launch says of the network beside its list of interfaces.
#[derive(Debug, Default)]
pub struct LaunchNetwork {
    pub subnet: Option<SmolStr>,
    pub groups: Vec<SmolStr>,
    pub private_ip: Option<Ipv4Addr>,
    pub ipv6: Option<Ipv6Request>,
    /// The description of the primary interface.
    pub description: SmolStr,
    pub interfaces: LaunchInterfaces,
}

impl LaunchNetwork {
    /// With this private address of the primary interface.
    pub fn at(mut self, address: Option<SmolStr>) -> Result<Self, Error> {
        self.private_ip = address.as_ref().map(|text| one("PrivateIpAddress", text)).transpose()?;
        Ok(self)
    }

    /// Adds the interfaces of the list. A primary one says what the parameters beside the list would say otherwise, which must be
    /// absent then.
    pub fn with(mut self, at: Place<'_>, list: Vec<NetworkInterface>, amount: u32) -> Result<Self, Error> {
        if list.len() > 10 {
            return Err(Error::invalid("NetworkInterface", list.len(), "at most 10"));
        }
        let mut has_primary = false;
        for (n, interface) in (1..).zip(list) {
            let prefix = format!("NetworkInterface.{n}");
            if amount > 1 && interface.primary_ip_address.is_some() {
                let text = "The NetworkInterface PrimaryIpAddress is used to create only one instance.";
                return Err(Error::Own(row(400, "InvalidPrimaryIpAddress.SizeInvalid", text)));
            }
            match interface.instance_type.as_deref() {
                Some("Primary") if !has_primary => {
                    has_primary = true;
                    self.set_primary(&prefix, interface)?;
                }
                // Ours: the vendor's text is a placeholder. So is the next.
                Some("Primary") => return Err(refused("An instance has one primary network interface.")),
                None | Some("Secondary") => {
                    let index = self.interfaces.others.len() as u32 + 1;
                    let id = interface.network_interface_id.clone();
                    if id.is_some() && self.interfaces.others.iter().any(|other| other.existing == id) {
                        return Err(refused("A network interface is named once."));
                    }
                    self.interfaces.others.push(further(at, &prefix, interface, (index, amount))?);
                }
                Some(other) => {
                    return Err(Error::invalid(&format!("{prefix}.InstanceType"), other, "Primary or Secondary"));
                }
            }
        }
        // Further interfaces are in the groups of the instance, unless the request names some.
        for other in self.interfaces.others.iter_mut().filter(|other| other.common.groups.is_empty()) {
            other.common.groups = self.groups.clone();
        }
        Ok(self)
    }

    fn set_primary(&mut self, prefix: &str, interface: NetworkInterface) -> Result<(), Error> {
        let beside =
            self.subnet.is_some() || !self.groups.is_empty() || self.private_ip.is_some() || self.ipv6.is_some();
        if beside {
            let text = "The network of a primary network interface is that of the instance: it is named once.";
            return Err(refused(text));
        }
        if interface.network_interface_id.is_some() || interface.queue_number.is_some() {
            return Err(Error::NotModelled(format!(
                "{prefix}.NetworkInterfaceId and QueueNumber of a primary interface"
            )));
        }
        if interface.delete_on_release == Some(false) {
            return Err(refused("A primary network interface is released with its instance."));
        }
        let wanted = wanted(prefix, &interface)?;
        self.private_ip = wanted.primary;
        self.ipv6 = (wanted.counts().1 > 0).then(|| match wanted.ipv6_count {
            0 => Ipv6Request::These(wanted.ipv6.clone()),
            count => Ipv6Request::Count(count),
        });
        (self.interfaces.name, self.description) = texts(prefix, &interface)?;
        self.interfaces.wanted = Wanted { secondary_count: wanted.secondary_count, ..Wanted::default() };
        self.subnet = interface.v_switch_id;
        self.groups = groups(interface.security_group_ids, interface.security_group_id)?;
        Ok(())
    }
}

fn refused(text: &str) -> Error {
    Error::Own(row(403, "InvalidParameter.NetworkInterface", text.to_owned()))
}

/// A further interface: a new one, or one that is available.
fn further(
    at: Place<'_>,
    prefix: &str,
    interface: NetworkInterface,
    (device_index, amount): (u32, u32),
) -> Result<FurtherInterface, Error> {
    if let Some(id) = &interface.network_interface_id {
        let eni = Eni::find(at.region, id)?;
        eni.check_status(&["Available"])?;
        if amount > 1 {
            // Ours: the vendor's text is a placeholder.
            let text = "A network interface that is there already is for one instance.";
            return Err(Error::Own(row(403, "InvalidOperation.InvalidNetworkInterfaceId", text)));
        }
        let alibaba = eni.other.and_then(|other| other.alibaba.clone());
        return Ok(FurtherInterface {
            device_index,
            existing: interface.network_interface_id,
            common: (*eni.nic.common).clone(),
            wanted: Wanted::default(),
            delete_on_termination: alibaba.as_ref().is_some_and(|facts| facts.delete_on_release),
            name: SmolStr::default(),
            alibaba,
        });
    }
    let wanted = wanted(prefix, &interface)?;
    let (name, description) = texts(prefix, &interface)?;
    let facts = EniFacts {
        created: at.now,
        delete_on_release: interface.delete_on_release.unwrap_or(true),
        resource_group: SmolStr::default(),
        queues: queues(interface.queue_number)?,
        deleting: None,
    };
    let groups = groups(interface.security_group_ids, interface.security_group_id)?;
    let subnet = interface.v_switch_id.unwrap_or_default();
    Ok(FurtherInterface {
        device_index,
        existing: None,
        common: NicCommon { vpc: SmolStr::default(), subnet, groups, description, tags: Tags::new() },
        wanted,
        delete_on_termination: facts.delete_on_release,
        name,
        alibaba: Some(Box::new(facts)),
    })
}

fn texts(prefix: &str, interface: &NetworkInterface) -> Result<(SmolStr, SmolStr), Error> {
    let name = interface.network_interface_name.clone().unwrap_or_default();
    check_name(&format!("{prefix}.NetworkInterfaceName"), &name)?;
    let description = interface.description.clone().unwrap_or_default();
    check_description(&format!("{prefix}.Description"), &description)?;
    Ok((name, description))
}

fn wanted(prefix: &str, interface: &NetworkInterface) -> Result<Wanted, Error> {
    let named = |name: &str| format!("{prefix}.{name}");
    let ipv6 = (named("Ipv6Address"), &interface.ipv6_address[..]);
    let secondary = interface.secondary_private_ip_address_count;
    let primary = interface.primary_ip_address.as_ref();
    Ok(Wanted {
        primary: primary.map(|text| one(&named("PrimaryIpAddress"), text)).transpose()?,
        secondary_count: count(&named("SecondaryPrivateIpAddressCount"), secondary, 49, ("", &[]))?,
        ipv6: list(&ipv6.0, ipv6.1, 10)?,
        ipv6_count: count(&named("Ipv6AddressCount"), interface.ipv6_address_count, 10, (&ipv6.0, ipv6.1))?,
        ..Wanted::default()
    })
}

fn groups(several: Vec<SmolStr>, one: Option<SmolStr>) -> Result<Vec<SmolStr>, Error> {
    match one {
        Some(one) if !several.is_empty() => Err(Error::invalid("SecurityGroupId", one, "none beside SecurityGroupIds")),
        one => different(several.into_iter().chain(one).collect()),
    }
}

/// The addresses of IPv6 that a launch wants for the primary interfaces, beside a list of interfaces.
pub fn ipv6(these: &[SmolStr], wanted: Option<i64>, amount: u32) -> Result<Option<Ipv6Request>, Error> {
    let name = "Ipv6Address";
    let count = count("Ipv6AddressCount", wanted, 10, (name, these))?;
    if these.is_empty() {
        return Ok((count > 0).then_some(Ipv6Request::Count(count)));
    }
    if amount > 1 {
        return Err(Error::invalid(name, &these[0], "none for more than one instance"));
    }
    Ok(Some(Ipv6Request::These(list(name, these, 10)?)))
}
