//! Permissions in requests, in both syntaxes: a list, or the parameters of a single permission.

use super::{group, group_by_name};
use crate::aws::ec2::common::check_length;
use crate::aws::ec2::prefix_lists::any_list;
use crate::domain::network::{AwsGroupError, NetworkError, Peer, Permission, Protocol, SecurityGroup, Terms};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;
use std::str::FromStr;

/// Permissions of one protocol and port range. Each peer is a rule.
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

/// Parameters of a pair without effect: the group's id already has this information.
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
struct PrefixListId {
    description: Option<SmolStr>,
    prefix_list_id: SmolStr,
}

/// The parameters of a single permission: the syntax before there were lists.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SinglePermission {
    ip_protocol: Option<SmolStr>,
    from_port: Option<i64>,
    to_port: Option<i64>,
    cidr_ip: Option<SmolStr>,
    #[serde(rename = "SourceSecurityGroupName")]
    source_name: Option<SmolStr>,
    #[serde(rename = "SourceSecurityGroupOwnerId")]
    source_owner: Option<SmolStr>,
}

/// A requested permission, and the description of its rule.
pub type RequestedRule = (Permission, Option<SmolStr>);

impl SinglePermission {
    /// Whether the request has none of these parameters.
    pub fn is_empty(&self) -> bool {
        let Self { ip_protocol, from_port, to_port, cidr_ip, source_name, source_owner } = self;
        let texts = [ip_protocol, cidr_ip, source_name, source_owner];
        texts.iter().all(|text| text.is_none()) && from_port.is_none() && to_port.is_none()
    }

    /// Refuses these parameters in a request for outbound traffic.
    pub fn check_outbound(&self) -> Result<(), Error> {
        if self.is_empty() {
            return Ok(());
        }
        Err(Error::Conflict("Rules for outbound traffic are specified by the parameter ipPermissions only".to_owned()))
    }

    /// Converts the parameters to a list. A group means all of TCP, UDP and ICMP, and cannot be combined with the other
    /// parameters.
    fn into_list(self) -> Result<Vec<IpPermission>, Error> {
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

/// The requested rules of a group. Fails if both syntaxes are used, or neither.
pub fn requested_rules(
    at: Place<'_>,
    owner: &SecurityGroup,
    egress: bool,
    list: Vec<IpPermission>,
    single: SinglePermission,
) -> Result<Vec<RequestedRule>, Error> {
    let list = match (list.is_empty(), single.is_empty()) {
        (false, true) => list,
        (true, false) => single.into_list()?,
        (true, true) => return Err(Error::missing("IpPermissions")),
        (false, false) => {
            let text = "The parameter ipPermissions may not be used with the parameters of a single permission";
            return Err(Error::Conflict(text.to_owned()));
        }
    };
    let mut requested = Vec::new();
    for (n, permission) in (1..).zip(list) {
        permission.expand(at, owner, egress, n, &mut requested)?;
    }
    Ok(requested)
}

impl IpPermission {
    /// Adds one rule for each peer. `n` is the number of the permission in the request, from 1, for errors.
    fn expand(
        self,
        at: Place<'_>,
        owner: &SecurityGroup,
        egress: bool,
        n: usize,
        requested: &mut Vec<RequestedRule>,
    ) -> Result<(), Error> {
        let name = self.ip_protocol.ok_or_else(|| Error::missing(&format!("IpPermissions.{n}.IpProtocol")))?;
        let protocol = Protocol::new(&name)?;
        let ports = protocol.ports(self.from_port, self.to_port)?;
        let before = requested.len();
        let mut add = |peer: Peer, description: Option<SmolStr>| {
            let permission = Permission { egress, protocol: protocol.clone(), ports, peer, terms: Terms::default() };
            check_description(description.as_ref())?;
            requested.push((permission, description));
            Ok::<(), Error>(())
        };
        for range in self.ip_ranges {
            add(Peer::V4(parse(&range.cidr_ip)?), range.description)?;
        }
        for range in self.ipv6_ranges {
            add(Peer::V6(parse(&range.cidr_ipv6)?), range.description)?;
        }
        for list in self.prefix_list_ids {
            any_list(at, &list.prefix_list_id)?;
            add(Peer::PrefixList(list.prefix_list_id), list.description)?;
        }
        for pair in self.groups {
            add(Peer::Group(pair.find(at, owner, n)?), pair.description)?;
        }
        if requested.len() == before {
            return Err(Error::missing(&format!("IpPermissions.{n}.IpRanges")));
        }
        Ok(())
    }
}

impl UserIdGroupPair {
    /// The id of the group. It must be in the same VPC: groups of other accounts and of peered VPCs are not modelled.
    fn find(&self, at: Place<'_>, owner: &SecurityGroup, n: usize) -> Result<SmolStr, Error> {
        if self.vpc_peering_connection_id.is_some() {
            return Err(Error::NotModelled(format!("IpPermissions.{n}.Groups.1.VpcPeeringConnectionId")));
        }
        let found = match (&self.group_id, &self.group_name) {
            (Some(id), _) => group(at.region, id)?,
            (None, Some(name)) => group_by_name(at.region, name)?,
            (None, None) => return Err(Error::missing(&format!("IpPermissions.{n}.Groups.1.GroupId"))),
        };
        if found.vpc != owner.vpc {
            return Err(AwsGroupError::PeerElsewhere.into());
        }
        if self.user_id.as_ref().is_some_and(|user| *user != at.scope.account) {
            return Err(NetworkError::GroupNotFound(found.id.clone()).into());
        }
        Ok(found.id.clone())
    }
}

/// Parses a range of addresses.
pub fn parse<T: FromStr>(text: &SmolStr) -> Result<T, AwsGroupError> {
    text.parse().map_err(|_| AwsGroupError::RuleRange(text.clone()))
}

/// Checks a description: up to 255 of the allowed characters.
pub fn check_description(description: Option<&SmolStr>) -> Result<(), Error> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    check_length("Description", description.map_or("", |text| text))?;
    match description.filter(|text| !text.chars().all(allowed)) {
        Some(text) => Err(Error::invalid("Description", text, "only a-z, A-Z, 0-9 and ._-:/()#,@[]+=&;{}!$*")),
        None => Ok(()),
    }
}
