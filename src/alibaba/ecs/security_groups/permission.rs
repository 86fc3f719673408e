//! The permissions in a request on rules, for ingress or egress: in the list `Permissions.N`, or one permission
//! directly.

use super::group;
use crate::domain::network::{
    AlibabaGroupError, Cidr, Cidr6, GroupError, LocalRange, Peer, Permission, Protocol, SecurityGroup, Terms,
};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The parameters of a permission that both directions have.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CommonParameters {
    pub(super) policy: Option<SmolStr>,
    pub(super) priority: Option<SmolStr>,
    pub(super) ip_protocol: Option<SmolStr>,
    pub(super) port_range: Option<SmolStr>,
    pub(super) source_port_range: Option<SmolStr>,
    pub(super) source_cidr_ip: Option<SmolStr>,
    pub(super) ipv6_source_cidr_ip: Option<SmolStr>,
    pub(super) dest_cidr_ip: Option<SmolStr>,
    pub(super) ipv6_dest_cidr_ip: Option<SmolStr>,
    pub(super) nic_type: Option<SmolStr>,
}

/// The peer of an ingress rule, if it is a group or a prefix list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Source {
    source_group_id: Option<SmolStr>,
    source_group_owner_id: Option<SmolStr>,
    source_prefix_list_id: Option<SmolStr>,
}

/// The peer of an egress rule, if it is a group or a prefix list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dest {
    dest_group_id: Option<SmolStr>,
    dest_group_owner_id: Option<SmolStr>,
    dest_prefix_list_id: Option<SmolStr>,
}

/// The peer of a rule in either direction, if it is a group or a prefix list.
#[derive(Debug, Default, PartialEq)]
pub struct PeerParameters {
    pub(super) group_id: Option<SmolStr>,
    pub(super) group_owner_id: Option<SmolStr>,
    pub(super) prefix_list_id: Option<SmolStr>,
}

impl From<Source> for PeerParameters {
    fn from(side: Source) -> Self {
        Self {
            group_id: side.source_group_id,
            group_owner_id: side.source_group_owner_id,
            prefix_list_id: side.source_prefix_list_id,
        }
    }
}

impl From<Dest> for PeerParameters {
    fn from(side: Dest) -> Self {
        Self {
            group_id: side.dest_group_id,
            group_owner_id: side.dest_group_owner_id,
            prefix_list_id: side.dest_prefix_list_id,
        }
    }
}

/// The parameters that a permission has only in the list.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListParameters {
    port_range_list_id: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// One permission of the list.
#[derive(Debug, Deserialize)]
pub struct ListItem<S>(CommonParameters, S, ListParameters);

/// The parameters of one permission, in the list or not.
#[derive(Debug, Default, PartialEq)]
pub struct PermissionParameters {
    pub(super) common: CommonParameters,
    pub(super) peer: PeerParameters,
    pub(super) list_only: ListParameters,
}

impl<S: Into<PeerParameters>> From<ListItem<S>> for PermissionParameters {
    fn from(ListItem(common, peer, list_only): ListItem<S>) -> Self {
        Self { common, peer: peer.into(), list_only }
    }
}

impl PermissionParameters {
    /// A permission that is not in the list.
    pub fn single(common: CommonParameters, peer: impl Into<PeerParameters>, description: Option<SmolStr>) -> Self {
        Self { common, peer: peer.into(), list_only: ListParameters { port_range_list_id: None, description } }
    }
}

impl PermissionParameters {
    /// Reads it as the one permission of a request.
    pub fn read_single(
        self,
        at: Place<'_>,
        own_group: &SecurityGroup,
        egress: bool,
    ) -> Result<RequestedPermission, Error> {
        self.read(at, own_group, &Names { prefix: "", egress })
    }
}

/// A checked permission of a request.
pub struct RequestedPermission {
    pub permission: Permission,
    pub description: Option<SmolStr>,
    /// Whether the request has a priority; if not, `permission` has the default.
    pub priority_given: bool,
}

/// The names of the parameters of one permission, which depend on its place in the request and its direction.
struct Names<'a> {
    prefix: &'a str,
    egress: bool,
}

impl Names<'_> {
    fn of(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// `Dest` or `Source`: the part of parameter names that stands for the peer, or else for the side of the instances.
    fn side(&self, peer: bool) -> &'static str {
        if peer == self.egress { "Dest" } else { "Source" }
    }
}

/// Checks the permissions of a request, which has either the list or one permission outside of it. Without any, the
/// error is about the first missing parameter.
pub fn requested_permissions(
    at: Place<'_>,
    own_group: &SecurityGroup,
    egress: bool,
    list: Vec<PermissionParameters>,
    single: PermissionParameters,
) -> Result<Vec<RequestedPermission>, Error> {
    if list.is_empty() {
        return Ok(vec![single.read_single(at, own_group, egress)?]);
    }
    if single != PermissionParameters::default() || list.len() > 100 {
        return Err(Error::invalid("Permissions", list.len(), "1 to 100, without permissions beside the list"));
    }
    let read = |(n, parameters): (usize, PermissionParameters)| {
        let prefix = format!("Permissions.{n}.");
        parameters.read(at, own_group, &Names { prefix: &prefix, egress })
    };
    let permissions: Vec<RequestedPermission> = (1..).zip(list).map(read).collect::<Result<_, _>>()?;
    for (n, one) in permissions.iter().enumerate() {
        if permissions[..n].iter().any(|other| other.permission == one.permission) {
            return Err(GroupError::PermissionTwice.into());
        }
    }
    Ok(permissions)
}

impl PermissionParameters {
    fn read(self, at: Place<'_>, own_group: &SecurityGroup, names: &Names<'_>) -> Result<RequestedPermission, Error> {
        let Self { common, peer: peer_parameters, list_only: ListParameters { port_range_list_id, description } } =
            self;
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
        // A group in a VPC has only intranet interfaces, so `internet` is read as `intranet`.
        if let Some(other) = common.nic_type.as_ref().filter(|text| !["intranet", "internet"].contains(&text.as_str()))
        {
            return Err(Error::invalid(&names.of("NicType"), other, "intranet"));
        }
        if let Some(text) = description.as_ref().filter(|text| text.chars().count() > 512) {
            return Err(Error::invalid(&names.of("Description"), text, "1 to 512 characters"));
        }
        let protocol = protocol(common.ip_protocol.as_ref(), names)?;
        let port_range = common.port_range.as_ref().ok_or_else(|| Error::missing(&names.of("PortRange")))?;
        let ports = parse_ports(&protocol, port_range, &names.of("PortRange"))?;
        let source_ports = match &common.source_port_range {
            None => None,
            Some(text) => parse_source_ports(&protocol, text, &names.of("SourcePortRange"))?,
        };
        let own = match common.side(names, false)? {
            None => None,
            Some(Peer::V6(range)) => Some(LocalRange::V6(range)),
            Some(Peer::V4(range)) => Some(LocalRange::V4(range)),
            Some(Peer::Group(_) | Peer::PrefixList(_)) => None,
        };
        let peer = match common.side(names, true)? {
            Some(range) => range,
            None => peer_parameters.peer(at, own_group, names)?,
        };
        let terms = Terms { drop, priority, source_ports, own };
        let permission = Permission { egress: names.egress, protocol, ports, peer, terms };
        check(at, own_group, &permission)?;
        Ok(RequestedPermission { permission, description, priority_given: common.priority.is_some() })
    }
}

impl CommonParameters {
    /// The address range of the peer, or else of the side of the instances, if the request has one. A range takes
    /// precedence over a group or a prefix list.
    fn side(&self, names: &Names<'_>, peer: bool) -> Result<Option<Peer>, Error> {
        let which = names.side(peer);
        let invalid =
            |name: String, text: &SmolStr| Error::invalid(&names.of(&name), text, "an address, or a range in CIDR");
        let (v4, v6) = match which {
            "Source" => (&self.source_cidr_ip, &self.ipv6_source_cidr_ip),
            _ => (&self.dest_cidr_ip, &self.ipv6_dest_cidr_ip),
        };
        match (v4, v6) {
            (None, None) => Ok(None),
            // There is no parameter of this name, but the vendor's code for both ranges at once has it.
            (Some(text), Some(_)) => Err(invalid(format!("{which}Ip"), text)),
            (Some(text), None) => {
                let address = || text.parse::<Ipv4Addr>().map(|address| Cidr::new(address, 32));
                let range = text.parse().or_else(|()| address());
                Ok(Some(Peer::V4(range.map_err(|_| invalid(format!("{which}CidrIp"), text))?)))
            }
            (None, Some(text)) => {
                let single_address = text.parse::<Ipv6Addr>().map(|address| format!("{address}/128"));
                let range = single_address.as_deref().unwrap_or(text).parse::<Cidr6>();
                Ok(Some(Peer::V6(range.map_err(|()| invalid(format!("Ipv6{which}CidrIp"), text))?)))
            }
        }
    }
}

impl PeerParameters {
    /// The peer of the rule. A group takes precedence over a prefix list.
    fn peer(&self, at: Place<'_>, own_group: &SecurityGroup, names: &Names<'_>) -> Result<Peer, Error> {
        let Some(id) = &self.group_id else {
            let missing = || Error::missing(&names.of(&format!("{}CidrIp", names.side(true))));
            let list = self.prefix_list_id.as_ref().ok_or_else(missing)?;
            if !at.region.prefix_lists.contains_key(list) {
                return Err(AlibabaGroupError::ListNotFound(list.clone()).into());
            }
            return Ok(Peer::PrefixList(list.clone()));
        };
        let not_found = || AlibabaGroupError::PeerNotFound(id.clone());
        if self.group_owner_id.as_ref().is_some_and(|owner| *owner != at.scope.account) {
            return Err(not_found().into());
        }
        let found = group(at.region, id).map_err(|_| not_found())?;
        if found.vpc != own_group.vpc {
            return Err(AlibabaGroupError::PeerElsewhere(id.clone()).into());
        }
        if found.id == own_group.id {
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
    let protocol = match text.to_ascii_lowercase().as_str() {
        "tcp" => "tcp",
        "udp" => "udp",
        "icmp" => "icmp",
        "icmpv6" => "icmpv6",
        "gre" => GRE,
        "all" => "all",
        _ => return Err(Error::invalid(&name, text, "TCP, UDP, ICMP, ICMPv6, GRE or ALL")),
    };
    Ok(Protocol::new(protocol)?)
}

/// The domain knows GRE only by its protocol number.
const GRE: &str = "47";

/// The name of a protocol in ECS.
pub fn protocol_name(protocol: &Protocol) -> SmolStr {
    match protocol.as_str().as_str() {
        "icmpv6" => "ICMPv6".into(),
        GRE => "GRE".into(),
        "-1" => "ALL".into(),
        name => name.to_ascii_uppercase().into(),
    }
}

/// Formats a range of ports; `-1/-1` stands for all ports.
pub fn port_range(ports: Option<(i64, i64)>) -> SmolStr {
    ports.map_or("-1/-1".into(), |(from, to)| format_smolstr!("{from}/{to}"))
}

/// Parses the ports of a rule: a range like `1/200` for TCP and UDP, `-1/-1` for all other protocols.
fn parse_ports(protocol: &Protocol, text: &SmolStr, name: &str) -> Result<Option<(i64, i64)>, Error> {
    let range = text.split_once('/').and_then(|(from, to)| Some((from.parse::<i64>().ok()?, to.parse::<i64>().ok()?)));
    let has_ports = matches!(protocol.as_str().as_str(), "tcp" | "udp");
    match range {
        Some((-1, -1)) if !has_ports => Ok(None),
        Some((from, to)) if has_ports && 1 <= from && from <= to && to <= 65_535 => Ok(Some((from, to))),
        Some((from, to)) if has_ports && to <= 65_535 => Err(GroupError::PortsInvalid { from, to }.into()),
        _ => Err(Error::invalid(name, text, "two ports, as in 1/200")),
    }
}

/// Parses the source ports of a rule. Unlike in [`parse_ports`], `-1/-1` is valid for TCP and UDP as well.
fn parse_source_ports(protocol: &Protocol, text: &SmolStr, name: &str) -> Result<Option<(i64, i64)>, Error> {
    if text == "-1/-1" {
        return Ok(None);
    }
    parse_ports(protocol, text, name).map_err(|_| Error::invalid(name, text, "two ports, as in 1/200"))
}

/// Fails unless the parts of a permission fit each other and the group.
fn check(at: Place<'_>, own_group: &SecurityGroup, permission: &Permission) -> Result<(), Error> {
    let Permission { protocol, peer, terms, .. } = permission;
    let v4 = matches!(peer, Peer::V4(_)) || matches!(terms.own, Some(LocalRange::V4(_)));
    let v6 = matches!(peer, Peer::V6(_)) || matches!(terms.own, Some(LocalRange::V6(_)));
    if let Peer::PrefixList(id) = peer {
        let list_v6 = at.region.prefix_lists.get(id).is_some_and(|list| list.v6);
        let other = matches!((protocol.as_str().as_str(), list_v6), ("icmp", true) | ("icmpv6", false));
        if other || if list_v6 { v4 } else { v6 } {
            return Err(AlibabaGroupError::ListFamily(id.clone()).into());
        }
    }
    match protocol.as_str().as_str() {
        "icmp" if v6 => return Err(AlibabaGroupError::Family { v6: false }.into()),
        "icmpv6" if v4 => return Err(AlibabaGroupError::Family { v6: true }.into()),
        _ => {}
    }
    if v4 && v6 {
        return Err(Error::Conflict("IPv6 and IPv4 addresses cannot exist at the same time.".to_owned()));
    }
    let same = match (peer, &terms.own) {
        (Peer::V4(peer), Some(LocalRange::V4(own))) => peer == own,
        (Peer::V6(peer), Some(LocalRange::V6(own))) => peer == own,
        _ => false,
    };
    if same {
        return Err(AlibabaGroupError::SidesEqual.into());
    }
    if own_group.enterprise && (terms.drop || matches!(peer, Peer::Group(_))) {
        return Err(AlibabaGroupError::EnterpriseRule.into());
    }
    Ok(())
}
