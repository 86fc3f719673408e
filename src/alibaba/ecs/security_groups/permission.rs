//! Permissions in a request, in both directions, in a list or without one.

use super::group;
use crate::domain::network::{
    AlibabaGroupError, Cidr, Cidr6, GroupError, Own, Peer, Permission, Protocol, SecurityGroup, Terms,
};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};
use std::net::{Ipv4Addr, Ipv6Addr};

/// What a permission says in either direction.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Common {
    policy: Option<SmolStr>,
    priority: Option<SmolStr>,
    ip_protocol: Option<SmolStr>,
    port_range: Option<SmolStr>,
    source_port_range: Option<SmolStr>,
    source_cidr_ip: Option<SmolStr>,
    ipv6_source_cidr_ip: Option<SmolStr>,
    dest_cidr_ip: Option<SmolStr>,
    ipv6_dest_cidr_ip: Option<SmolStr>,
    nic_type: Option<SmolStr>,
}

/// The other side of what comes in, where it is no range.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Source {
    source_group_id: Option<SmolStr>,
    source_group_owner_id: Option<SmolStr>,
    source_prefix_list_id: Option<SmolStr>,
}

/// The other side of what goes out, where it is no range.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dest {
    dest_group_id: Option<SmolStr>,
    dest_group_owner_id: Option<SmolStr>,
    dest_prefix_list_id: Option<SmolStr>,
}

/// The other side in either direction, where it is no range.
#[derive(Debug, Default, PartialEq)]
pub struct Other {
    group_id: Option<SmolStr>,
    group_owner_id: Option<SmolStr>,
    prefix_list_id: Option<SmolStr>,
}

impl From<Source> for Other {
    fn from(side: Source) -> Self {
        Self {
            group_id: side.source_group_id,
            group_owner_id: side.source_group_owner_id,
            prefix_list_id: side.source_prefix_list_id,
        }
    }
}

impl From<Dest> for Other {
    fn from(side: Dest) -> Self {
        Self {
            group_id: side.dest_group_id,
            group_owner_id: side.dest_group_owner_id,
            prefix_list_id: side.dest_prefix_list_id,
        }
    }
}

/// What a permission says in a list.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Listed {
    port_range_list_id: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// A permission in a list.
#[derive(Debug, Deserialize)]
pub struct InList<S>(Common, S, Listed);

/// A permission for either direction, in a list or without one.
#[derive(Debug, Default, PartialEq)]
pub struct Asked {
    common: Common,
    other: Other,
    listed: Listed,
}

impl<S: Into<Other>> From<InList<S>> for Asked {
    fn from(InList(common, other, listed): InList<S>) -> Self {
        Self { common, other: other.into(), listed }
    }
}

impl Asked {
    /// A permission without a list.
    pub fn flat(common: Common, other: impl Into<Other>, description: Option<SmolStr>) -> Self {
        Self { common, other: other.into(), listed: Listed { port_range_list_id: None, description } }
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
        let Self { common, other, listed: Listed { port_range_list_id, description } } = self;
        if port_range_list_id.is_some() {
            return Err(Error::NotModelled(names.of("PortRangeListId")));
        }
        let drop = match common.policy.as_ref().map(|text| text.to_ascii_lowercase()).as_deref() {
            None | Some("accept") => false,
            Some("drop") => true,
            Some(other) => return Err(Error::invalid(&names.of("Policy"), other, "accept or drop")),
        };
        let priority = match &common.priority {
            None => 1,
            Some(text) => {
                let number = text.parse().ok().filter(|number| (1..=100).contains(number));
                number.ok_or_else(|| Error::invalid(&names.of("Priority"), text, "1 to 100"))?
            }
        };
        // A group in a VPC has one kind of interface: the other is read as this one.
        if let Some(other) = common.nic_type.as_ref().filter(|text| !["intranet", "internet"].contains(&text.as_str()))
        {
            return Err(Error::invalid(&names.of("NicType"), other, "intranet"));
        }
        if let Some(text) = description.as_ref().filter(|text| text.chars().count() > 512) {
            return Err(Error::invalid(&names.of("Description"), text, "1 to 512 characters"));
        }
        let protocol = protocol(common.ip_protocol.as_ref(), names)?;
        let port_range = common.port_range.as_ref().ok_or_else(|| Error::missing(&names.of("PortRange")))?;
        let ports = ports(&protocol, port_range, &names.of("PortRange"))?;
        let source_ports = match &common.source_port_range {
            None => None,
            Some(text) => ports_of_source(&protocol, text, &names.of("SourcePortRange"))?,
        };
        let own = match common.side(names, false)? {
            None => None,
            Some(Peer::V6(range)) => Some(Own::V6(range)),
            Some(Peer::V4(range)) => Some(Own::V4(range)),
            Some(Peer::Group(_)) => None,
        };
        let peer = match common.side(names, true)? {
            Some(range) => range,
            None => other.peer(at, of, names)?,
        };
        let terms = Terms { drop, priority, source_ports, own };
        let permission = Permission { egress: names.egress, protocol, ports, peer, terms };
        check(of, &permission)?;
        Ok(Wanted { permission, description, priority_given: common.priority.is_some() })
    }
}

impl Common {
    /// The range of the other side or of the instances' own, if there is one: it stands before all else.
    fn side(&self, names: &Names<'_>, peer: bool) -> Result<Option<Peer>, Error> {
        let which = names.side(peer);
        let bad =
            |name: String, text: &SmolStr| Error::invalid(&names.of(&name), text, "an address, or a range in CIDR");
        let (v4, v6) = match which {
            "Source" => (&self.source_cidr_ip, &self.ipv6_source_cidr_ip),
            _ => (&self.dest_cidr_ip, &self.ipv6_dest_cidr_ip),
        };
        match (v4, v6) {
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
}

impl Other {
    /// The other side: a group stands before a list of ranges.
    fn peer(&self, at: Place<'_>, of: &SecurityGroup, names: &Names<'_>) -> Result<Peer, Error> {
        let Some(id) = &self.group_id else {
            let name = names.of(&format!("{}PrefixListId", names.side(true)));
            return Err(match self.prefix_list_id {
                Some(_) => Error::NotModelled(name),
                None => Error::missing(&names.of(&format!("{}CidrIp", names.side(true)))),
            });
        };
        let not_found = || AlibabaGroupError::PeerNotFound(id.clone());
        if self.group_owner_id.as_ref().is_some_and(|owner| *owner != at.scope.account) {
            return Err(not_found().into());
        }
        let found = group(at.region, id).map_err(|_| not_found())?;
        if found.vpc != of.vpc {
            return Err(AlibabaGroupError::PeerElsewhere(id.clone()).into());
        }
        if found.id == of.id {
            return Err(AlibabaGroupError::PeerSelf(id.clone()).into());
        }
        if found.enterprise {
            return Err(AlibabaGroupError::PeerEnterprise.into());
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

/// Whether the parts of a permission go together, and with the group.
fn check(of: &SecurityGroup, permission: &Permission) -> Result<(), Error> {
    let Permission { protocol, peer, terms, .. } = permission;
    let v4 = matches!(peer, Peer::V4(_)) || matches!(terms.own, Some(Own::V4(_)));
    let v6 = matches!(peer, Peer::V6(_)) || matches!(terms.own, Some(Own::V6(_)));
    match protocol.as_str().as_str() {
        "icmp" if v6 => return Err(AlibabaGroupError::Family { v6: false }.into()),
        "icmpv6" if v4 => return Err(AlibabaGroupError::Family { v6: true }.into()),
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
        return Err(AlibabaGroupError::SidesEqual.into());
    }
    if of.enterprise && (terms.drop || matches!(peer, Peer::Group(_))) {
        return Err(AlibabaGroupError::EnterpriseRule.into());
    }
    Ok(())
}
