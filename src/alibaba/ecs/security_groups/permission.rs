//! Permissions in a request, in both directions, in a list or without one.

use super::group;
use crate::domain::estate::Place;
use crate::domain::network::{Cidr, Cidr6, GroupError, Own, Peer, Permission, Protocol, SecurityGroup, Terms};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};
use std::net::{Ipv4Addr, Ipv6Addr};

/// A permission for what comes in.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ingress {
    pub policy: Option<SmolStr>,
    pub priority: Option<SmolStr>,
    pub ip_protocol: Option<SmolStr>,
    pub port_range: Option<SmolStr>,
    pub port_range_list_id: Option<SmolStr>,
    pub source_port_range: Option<SmolStr>,
    pub source_cidr_ip: Option<SmolStr>,
    pub ipv6_source_cidr_ip: Option<SmolStr>,
    pub source_group_id: Option<SmolStr>,
    pub source_group_owner_id: Option<SmolStr>,
    pub source_prefix_list_id: Option<SmolStr>,
    pub dest_cidr_ip: Option<SmolStr>,
    pub ipv6_dest_cidr_ip: Option<SmolStr>,
    pub nic_type: Option<SmolStr>,
    pub description: Option<SmolStr>,
}

/// A permission for what goes out.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Egress {
    pub policy: Option<SmolStr>,
    pub priority: Option<SmolStr>,
    pub ip_protocol: Option<SmolStr>,
    pub port_range: Option<SmolStr>,
    pub port_range_list_id: Option<SmolStr>,
    pub source_port_range: Option<SmolStr>,
    pub dest_cidr_ip: Option<SmolStr>,
    pub ipv6_dest_cidr_ip: Option<SmolStr>,
    pub dest_group_id: Option<SmolStr>,
    pub dest_group_owner_id: Option<SmolStr>,
    pub dest_prefix_list_id: Option<SmolStr>,
    pub source_cidr_ip: Option<SmolStr>,
    pub ipv6_source_cidr_ip: Option<SmolStr>,
    pub nic_type: Option<SmolStr>,
    pub description: Option<SmolStr>,
}

/// A permission for either direction.
#[derive(Debug, Default, PartialEq)]
pub struct Asked {
    policy: Option<SmolStr>,
    priority: Option<SmolStr>,
    ip_protocol: Option<SmolStr>,
    port_range: Option<SmolStr>,
    port_range_list_id: Option<SmolStr>,
    source_port_range: Option<SmolStr>,
    peer: Side,
    group_id: Option<SmolStr>,
    group_owner_id: Option<SmolStr>,
    prefix_list_id: Option<SmolStr>,
    own: Side,
    nic_type: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// The addresses of one side.
#[derive(Debug, Default, PartialEq)]
struct Side {
    v4: Option<SmolStr>,
    v6: Option<SmolStr>,
}

impl From<Ingress> for Asked {
    fn from(asked: Ingress) -> Self {
        Self {
            policy: asked.policy,
            priority: asked.priority,
            ip_protocol: asked.ip_protocol,
            port_range: asked.port_range,
            port_range_list_id: asked.port_range_list_id,
            source_port_range: asked.source_port_range,
            peer: Side { v4: asked.source_cidr_ip, v6: asked.ipv6_source_cidr_ip },
            group_id: asked.source_group_id,
            group_owner_id: asked.source_group_owner_id,
            prefix_list_id: asked.source_prefix_list_id,
            own: Side { v4: asked.dest_cidr_ip, v6: asked.ipv6_dest_cidr_ip },
            nic_type: asked.nic_type,
            description: asked.description,
        }
    }
}

impl From<Egress> for Asked {
    fn from(asked: Egress) -> Self {
        Self {
            policy: asked.policy,
            priority: asked.priority,
            ip_protocol: asked.ip_protocol,
            port_range: asked.port_range,
            port_range_list_id: asked.port_range_list_id,
            source_port_range: asked.source_port_range,
            peer: Side { v4: asked.dest_cidr_ip, v6: asked.ipv6_dest_cidr_ip },
            group_id: asked.dest_group_id,
            group_owner_id: asked.dest_group_owner_id,
            prefix_list_id: asked.dest_prefix_list_id,
            own: Side { v4: asked.source_cidr_ip, v6: asked.ipv6_source_cidr_ip },
            nic_type: asked.nic_type,
            description: asked.description,
        }
    }
}

/// A permission that is asked for.
pub struct Wanted {
    /// What it lets through, or drops.
    pub permission: Permission,
    /// The rule's description.
    pub description: Option<SmolStr>,
    /// Whether the request says a priority.
    pub priority_given: bool,
}

/// Where a permission stands in a request, and its direction: what its parameters are called.
struct Names<'a> {
    prefix: &'a str,
    egress: bool,
}

impl Names<'_> {
    fn of(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The name of the other side, or of the instances' own.
    fn side(&self, peer: bool) -> &'static str {
        if peer == self.egress { "Dest" } else { "Source" }
    }
}

/// The permissions that a request asks for, in one of the two ways. There is one that says nothing where neither is
/// used: it lacks what every permission has.
pub fn wanted(
    at: Place<'_>,
    of: &SecurityGroup,
    egress: bool,
    list: Vec<Asked>,
    flat: Asked,
) -> Result<Vec<Wanted>, Error> {
    if list.is_empty() {
        return Ok(vec![flat.read(at, of, &Names { prefix: "", egress })?]);
    }
    if flat != Asked::default() || list.len() > 100 {
        return Err(Error::invalid("Permissions", list.len(), "1 to 100, without permissions beside the list"));
    }
    let read = |(n, asked): (usize, Asked)| {
        let prefix = format!("Permissions.{n}.");
        asked.read(at, of, &Names { prefix: &prefix, egress })
    };
    let wanted: Vec<Wanted> = (1..).zip(list).map(read).collect::<Result<_, _>>()?;
    for (n, one) in wanted.iter().enumerate() {
        if wanted[..n].iter().any(|other| other.permission == one.permission) {
            return Err(GroupError::PermissionTwice.into());
        }
    }
    Ok(wanted)
}

impl Asked {
    fn read(self, at: Place<'_>, of: &SecurityGroup, names: &Names<'_>) -> Result<Wanted, Error> {
        if self.port_range_list_id.is_some() {
            return Err(Error::NotModelled(names.of("PortRangeListId")));
        }
        let drop = match self.policy.as_ref().map(|text| text.to_ascii_lowercase()).as_deref() {
            None | Some("accept") => false,
            Some("drop") => true,
            Some(other) => return Err(Error::invalid(&names.of("Policy"), other, "accept or drop")),
        };
        let priority = match &self.priority {
            None => 1,
            Some(text) => {
                let number = text.parse().ok().filter(|number| (1..=100).contains(number));
                number.ok_or_else(|| Error::invalid(&names.of("Priority"), text, "1 to 100"))?
            }
        };
        // A group in a VPC has one kind of interface: the other is read as this one.
        if let Some(other) = self.nic_type.as_ref().filter(|text| !["intranet", "internet"].contains(&text.as_str())) {
            return Err(Error::invalid(&names.of("NicType"), other, "intranet"));
        }
        if let Some(text) = self.description.as_ref().filter(|text| text.chars().count() > 512) {
            return Err(Error::invalid(&names.of("Description"), text, "1 to 512 characters"));
        }
        let protocol = protocol(self.ip_protocol.as_ref(), names)?;
        let port_range = self.port_range.as_ref().ok_or_else(|| Error::missing(&names.of("PortRange")))?;
        let ports = ports(&protocol, port_range, &names.of("PortRange"))?;
        let source_ports = match &self.source_port_range {
            None => None,
            Some(text) => ports_of_source(&protocol, text, &names.of("SourcePortRange"))?,
        };
        let own = match side(&self.own, names, false)? {
            None => None,
            Some(Peer::V6(range)) => Some(Own::V6(range)),
            Some(Peer::V4(range)) => Some(Own::V4(range)),
            Some(Peer::Group(_)) => None,
        };
        let peer = self.peer(at, of, names)?;
        let terms = Terms { drop, priority, source_ports, own };
        let permission = Permission { egress: names.egress, protocol, ports, peer, terms };
        check(of, &permission)?;
        Ok(Wanted { permission, description: self.description, priority_given: self.priority.is_some() })
    }

    /// The other side: a range stands before a group, a group before a list of ranges.
    fn peer(&self, at: Place<'_>, of: &SecurityGroup, names: &Names<'_>) -> Result<Peer, Error> {
        if let Some(range) = side(&self.peer, names, true)? {
            return Ok(range);
        }
        let Some(id) = &self.group_id else {
            let name = names.of(&format!("{}PrefixListId", names.side(true)));
            return Err(match self.prefix_list_id {
                Some(_) => Error::NotModelled(name),
                None => Error::missing(&names.of(&format!("{}CidrIp", names.side(true)))),
            });
        };
        let not_found = || GroupError::PeerNotFound(id.clone());
        if self.group_owner_id.as_ref().is_some_and(|owner| *owner != at.scope.account) {
            return Err(not_found().into());
        }
        let found = group(at.region, id).map_err(|_| not_found())?;
        if found.vpc != of.vpc {
            return Err(GroupError::PeerElsewhere(id.clone()).into());
        }
        if found.id == of.id {
            return Err(GroupError::PeerSelf(id.clone()).into());
        }
        if found.enterprise {
            return Err(GroupError::PeerEnterprise.into());
        }
        Ok(Peer::Group(id.clone()))
    }
}

fn protocol(text: Option<&SmolStr>, names: &Names<'_>) -> Result<Protocol, Error> {
    let name = names.of("IpProtocol");
    let text = text.ok_or_else(|| Error::missing(&name))?;
    let known = match text.to_ascii_lowercase().as_str() {
        "tcp" => "tcp",
        "udp" => "udp",
        "icmp" => "icmp",
        "icmpv6" => "icmpv6",
        "gre" => GRE,
        "all" => "all",
        _ => return Err(Error::invalid(&name, text, "TCP, UDP, ICMP, ICMPv6, GRE or ALL")),
    };
    Ok(Protocol::new(known)?)
}

/// The number of GRE, which is its name in the domain.
const GRE: &str = "47";

/// A protocol, as ECS spells it.
pub fn protocol_name(protocol: &Protocol) -> SmolStr {
    match protocol.as_str().as_str() {
        "icmpv6" => "ICMPv6".into(),
        GRE => "GRE".into(),
        "-1" => "ALL".into(),
        name => name.to_ascii_uppercase().into(),
    }
}

/// Ports, as ECS spells them.
pub fn port_range(ports: Option<(i64, i64)>) -> SmolStr {
    ports.map_or("-1/-1".into(), |(from, to)| format_smolstr!("{from}/{to}"))
}

/// The ports of a rule: `1/200` of TCP and UDP, `-1/-1` of all other protocols.
fn ports(protocol: &Protocol, text: &SmolStr, name: &str) -> Result<Option<(i64, i64)>, Error> {
    let range = text.split_once('/').and_then(|(from, to)| Some((from.parse::<i64>().ok()?, to.parse::<i64>().ok()?)));
    let has_ports = matches!(protocol.as_str().as_str(), "tcp" | "udp");
    match range {
        Some((-1, -1)) if !has_ports => Ok(None),
        Some((from, to)) if has_ports && 1 <= from && from <= to && to <= 65_535 => Ok(Some((from, to))),
        Some((from, to)) if to <= 65_535 => Err(GroupError::PortsInvalid { from, to }.into()),
        _ => Err(Error::invalid(name, text, "two ports, as in 1/200")),
    }
}

/// The same of the ports that traffic comes from, of which TCP and UDP can leave all open as well.
fn ports_of_source(protocol: &Protocol, text: &SmolStr, name: &str) -> Result<Option<(i64, i64)>, Error> {
    if text == "-1/-1" {
        return Ok(None);
    }
    ports(protocol, text, name).map_err(|_| Error::invalid(name, text, "two ports, as in 1/200"))
}

/// The range of one side, if it has one.
fn side(side: &Side, names: &Names<'_>, peer: bool) -> Result<Option<Peer>, Error> {
    let which = names.side(peer);
    let bad = |name: String, text: &SmolStr| Error::invalid(&names.of(&name), text, "an address, or a range in CIDR");
    match (&side.v4, &side.v6) {
        (None, None) => Ok(None),
        // There is no parameter of this name: the vendor's code for both at once is.
        (Some(text), Some(_)) => Err(bad(format!("{which}Ip"), text)),
        (Some(text), None) => {
            let address = || text.parse::<Ipv4Addr>().map(|address| Cidr::new(address, 32));
            let range = text.parse().or_else(|()| address());
            Ok(Some(Peer::V4(range.map_err(|_| bad(format!("{which}CidrIp"), text))?)))
        }
        (None, Some(text)) => {
            let whole = text.parse::<Ipv6Addr>().map(|address| format!("{address}/128"));
            let range = whole.as_deref().unwrap_or(text).parse::<Cidr6>();
            Ok(Some(Peer::V6(range.map_err(|()| bad(format!("Ipv6{which}CidrIp"), text))?)))
        }
    }
}

/// Whether the parts of a permission go together, and with the group.
fn check(of: &SecurityGroup, permission: &Permission) -> Result<(), Error> {
    let Permission { protocol, peer, terms, .. } = permission;
    let v4 = matches!(peer, Peer::V4(_)) || matches!(terms.own, Some(Own::V4(_)));
    let v6 = matches!(peer, Peer::V6(_)) || matches!(terms.own, Some(Own::V6(_)));
    match protocol.as_str().as_str() {
        "icmp" if v6 => return Err(GroupError::Family { v6: false }.into()),
        "icmpv6" if v4 => return Err(GroupError::Family { v6: true }.into()),
        _ => {}
    }
    if v4 && v6 {
        return Err(Error::Conflict("IPv6 and IPv4 addresses cannot exist at the same time.".to_owned()));
    }
    let same = match (peer, &terms.own) {
        (Peer::V4(peer), Some(Own::V4(own))) => peer == own,
        (Peer::V6(peer), Some(Own::V6(own))) => peer == own,
        _ => false,
    };
    if same {
        return Err(GroupError::SidesEqual.into());
    }
    if of.enterprise && (terms.drop || matches!(peer, Peer::Group(_))) {
        return Err(GroupError::EnterpriseRule.into());
    }
    Ok(())
}
