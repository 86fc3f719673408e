//! Permissions in a request, in both of the ways to write them.

use super::{group, named};
use crate::domain::network::{AwsGroupError, NetworkError, Peer, Permission, Protocol, SecurityGroup, Terms};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;
use std::str::FromStr;

/// Permissions of one protocol and range of ports, a rule for each peer.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct IpPermission {
    ip_protocol: Option<SmolStr>,
    from_port: Option<i64>,
    to_port: Option<i64>,
    #[serde(default)]
    groups: Vec<UserIdGroupPair>,
    #[serde(default)]
    ip_ranges: Vec<IpRange>,
    #[serde(default)]
    ipv6_ranges: Vec<Ipv6Range>,
    #[serde(default)]
    prefix_list_ids: Vec<PrefixListId>,
}

/// What is known of a pair but has no effect: it says what the group's id says already.
pub const IGNORED: &[&str] = &["IpPermissions.N.Groups.N.PeeringStatus", "IpPermissions.N.Groups.N.VpcId"];

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UserIdGroupPair {
    description: Option<SmolStr>,
    group_id: Option<SmolStr>,
    group_name: Option<SmolStr>,
    user_id: Option<SmolStr>,
    vpc_peering_connection_id: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct IpRange {
    description: Option<SmolStr>,
    cidr_ip: SmolStr,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6Range {
    description: Option<SmolStr>,
    cidr_ipv6: SmolStr,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "its presence is what matters: it is refused")]
struct PrefixListId {
    description: Option<SmolStr>,
    prefix_list_id: Option<SmolStr>,
}

/// One permission without a list, as it was written before there were lists.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Flat {
    ip_protocol: Option<SmolStr>,
    from_port: Option<i64>,
    to_port: Option<i64>,
    cidr_ip: Option<SmolStr>,
    #[serde(rename = "SourceSecurityGroupName")]
    source_name: Option<SmolStr>,
    #[serde(rename = "SourceSecurityGroupOwnerId")]
    source_owner: Option<SmolStr>,
}

/// A permission that is asked for, and its rule's description.
pub type Wanted = (Permission, Option<SmolStr>);

impl Flat {
    /// Whether nothing was written in this way.
    pub fn is_empty(&self) -> bool {
        let Self { ip_protocol, from_port, to_port, cidr_ip, source_name, source_owner } = self;
        let texts = [ip_protocol, cidr_ip, source_name, source_owner];
        texts.iter().all(|text| text.is_none()) && from_port.is_none() && to_port.is_none()
    }

    /// Refuses one for outbound traffic.
    pub fn check_outbound(&self) -> Result<(), Error> {
        if self.is_empty() {
            return Ok(());
        }
        Err(Error::Conflict("Rules for outbound traffic are specified by the parameter ipPermissions only".to_owned()))
    }

    /// The same as a list. A group by itself means all of TCP, UDP and ICMP; it cannot be combined with the rest.
    fn list(self) -> Result<Vec<IpPermission>, Error> {
        let Some(name) = self.source_name else {
            let cidr_ip = self.cidr_ip.ok_or_else(|| Error::missing("CidrIp"))?;
            return Ok(vec![IpPermission {
                ip_protocol: self.ip_protocol,
                from_port: self.from_port,
                to_port: self.to_port,
                ip_ranges: vec![IpRange { description: None, cidr_ip }],
                ..IpPermission::default()
            }]);
        };
        if self.ip_protocol.is_some() || self.cidr_ip.is_some() || self.from_port.is_some() || self.to_port.is_some() {
            let text = "The parameter sourceSecurityGroupName cannot be used with a protocol, ports or a CIDR range";
            return Err(Error::Conflict(text.to_owned()));
        }
        let all = |(protocol, first, last): (&'static str, i64, i64)| IpPermission {
            ip_protocol: Some(protocol.into()),
            from_port: Some(first),
            to_port: Some(last),
            groups: vec![UserIdGroupPair {
                group_name: Some(name.clone()),
                user_id: self.source_owner.clone(),
                ..UserIdGroupPair::default()
            }],
            ..IpPermission::default()
        };
        Ok([("tcp", 0, 65535), ("udp", 0, 65535), ("icmp", -1, -1)].map(all).into())
    }
}

/// The permissions that a request asks for, in one of the two ways.
pub fn wanted(
    at: Place<'_>,
    of: &SecurityGroup,
    egress: bool,
    list: Vec<IpPermission>,
    flat: Flat,
) -> Result<Vec<Wanted>, Error> {
    let list = match (list.is_empty(), flat.is_empty()) {
        (false, true) => list,
        (true, false) => flat.list()?,
        (true, true) => return Err(Error::missing("IpPermissions")),
        (false, false) => {
            let text = "The parameter ipPermissions may not be used with the parameters of a single permission";
            return Err(Error::Conflict(text.to_owned()));
        }
    };
    let mut wanted = Vec::new();
    for (n, permission) in (1..).zip(list) {
        permission.expand(at, of, egress, n, &mut wanted)?;
    }
    Ok(wanted)
}

impl IpPermission {
    /// A permission for each peer.
    fn expand(
        self,
        at: Place<'_>,
        of: &SecurityGroup,
        egress: bool,
        n: usize,
        wanted: &mut Vec<Wanted>,
    ) -> Result<(), Error> {
        if !self.prefix_list_ids.is_empty() {
            return Err(Error::NotModelled(format!("IpPermissions.{n}.PrefixListIds")));
        }
        let name = self.ip_protocol.ok_or_else(|| Error::missing(&format!("IpPermissions.{n}.IpProtocol")))?;
        let protocol = Protocol::new(&name)?;
        let ports = protocol.ports(self.from_port, self.to_port)?;
        let before = wanted.len();
        let mut add = |peer: Peer, description: Option<SmolStr>| {
            let permission = Permission { egress, protocol: protocol.clone(), ports, peer, terms: Terms::default() };
            description_is_good(description.as_ref())?;
            wanted.push((permission, description));
            Ok::<(), Error>(())
        };
        for range in self.ip_ranges {
            add(Peer::V4(parse(&range.cidr_ip)?), range.description)?;
        }
        for range in self.ipv6_ranges {
            add(Peer::V6(parse(&range.cidr_ipv6)?), range.description)?;
        }
        for pair in self.groups {
            add(Peer::Group(pair.find(at, of, n)?), pair.description)?;
        }
        if wanted.len() == before {
            return Err(Error::missing(&format!("IpPermissions.{n}.IpRanges")));
        }
        Ok(())
    }
}

impl UserIdGroupPair {
    /// The group's id: one of the same VPC, as those of other accounts and peered VPCs are not modelled.
    fn find(&self, at: Place<'_>, of: &SecurityGroup, n: usize) -> Result<SmolStr, Error> {
        if self.vpc_peering_connection_id.is_some() {
            return Err(Error::NotModelled(format!("IpPermissions.{n}.Groups.1.VpcPeeringConnectionId")));
        }
        let found = match (&self.group_id, &self.group_name) {
            (Some(id), _) => group(at.region, id)?,
            (None, Some(name)) => named(at.region, name)?,
            (None, None) => return Err(Error::missing(&format!("IpPermissions.{n}.Groups.1.GroupId"))),
        };
        if found.vpc != of.vpc || self.user_id.as_ref().is_some_and(|user| *user != at.scope.account) {
            return Err(NetworkError::GroupNotFound(found.id.clone()).into());
        }
        Ok(found.id.clone())
    }
}

fn parse<T: FromStr>(text: &SmolStr) -> Result<T, AwsGroupError> {
    text.parse().map_err(|_| AwsGroupError::RuleRange(text.clone()))
}

/// A description has up to 255 of these characters.
fn description_is_good(description: Option<&SmolStr>) -> Result<(), Error> {
    let good = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    match description.filter(|text| text.len() > 255 || !text.chars().all(good)) {
        Some(text) => Err(Error::invalid("Description", text, "up to 255 of a-z, A-Z, 0-9 and ._-:/()#,@[]+=&;{}!$*")),
        None => Ok(()),
    }
}
