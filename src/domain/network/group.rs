//! Security groups and their rules.

use super::interfaces::nics;
use super::{Cidr, Cidr6};
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error;
use crate::domain::ids::Ids;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use crate::domain::scope::{Cloud, Scope};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// Errors about security groups and their rules.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GroupError {
    #[error("something refers to the security group {0}")]
    InUse(SmolStr),
    #[error("no rule of a security group has the id {0}")]
    RuleNotFound(SmolStr),
    #[error("the request has the same rule twice")]
    PermissionTwice,
    #[error("{from} to {to} is not a range of ports that the protocol has")]
    PortsInvalid { from: i64, to: i64 },
}

/// Errors about security groups and their rules that only EC2 reports.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsGroupError {
    #[error("the security group {0} came with its VPC, and goes with it")]
    Default(SmolStr),
    #[error("the VPC {vpc} has a security group of the name {name}")]
    Duplicate { name: SmolStr, vpc: SmolStr },
    #[error("the name {0} stands for the security groups that come with VPCs")]
    Reserved(SmolStr),
    #[error("the security group has this rule: {0}")]
    PermissionDuplicate(Box<Permission>),
    #[error("the security group has no such rule")]
    PermissionNotFound,
    #[error("there is no protocol {0}")]
    ProtocolUnknown(SmolStr),
    #[error("the parameter {parameter} is not ASCII: {text}")]
    NotAscii { parameter: &'static str, text: SmolStr },
    #[error("the protocol {0} needs a range of ports")]
    PortsRequired(SmolStr),
    #[error("{0} is not a range of addresses that a rule can have")]
    RuleRange(SmolStr),
    #[error("the other side of the rule is a security group of another VPC")]
    PeerElsewhere,
    #[error("the security group would have more than 60 rules in one direction")]
    TooManyRules,
    #[error("the rule has no other side")]
    PeerRequired,
    #[error("the rule has no protocol")]
    ProtocolRequired,
    #[error("the other side of the rule {rule} is of another kind")]
    PeerKind { rule: SmolStr, old: Box<Peer>, new: Box<Peer> },
}

/// Errors about security groups and their rules that only ECS reports.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AlibabaGroupError {
    #[error("the same rule is named twice")]
    RuleTwice,
    #[error("there is no security group {0} for the other side of the rule")]
    PeerNotFound(SmolStr),
    #[error("the security group {0}, the other side of the rule, is in another VPC")]
    PeerElsewhere(SmolStr),
    #[error("the security group {0} cannot be the other side of its own rule")]
    PeerSelf(SmolStr),
    #[error("no rule can name a security group for enterprises as its other side")]
    PeerEnterprise,
    #[error("the rules of a security group for enterprises neither drop nor name security groups")]
    EnterpriseRule,
    #[error("the protocol is one of IPv{}, the addresses are not", if *.v6 { 6 } else { 4 })]
    Family {
        /// Whether the protocol is one of IPv6.
        v6: bool,
    },
    #[error("both sides of the rule are the same")]
    SidesEqual,
    #[error("the security group would have more than 200 rules")]
    TooManyRules,
    #[error("the security group would have more than 20 rules about other security groups")]
    TooManyPeers,
    #[error("the instance is in the security group")]
    AlreadyIn,
    #[error("the instance is not in the security group")]
    NotIn,
    #[error("the security group is the last that the instance is in")]
    Last,
    #[error("instances join and leave security groups, not their primary network interfaces")]
    PrimaryInterface,
    #[error("there is no prefix list {0}")]
    ListNotFound(SmolStr),
    #[error("the ranges of the prefix list {0} are of another family than the rule")]
    ListFamily(SmolStr),
    #[error("no rule of the security group has this permission")]
    PermissionNotFound,
    #[error("the other side of a rule stays of its kind")]
    PeerKind,
    #[error("nothing of the rule would change, or it would be the same as another one")]
    NoChange,
    #[error("members of a security group for enterprises never reach each other by themselves")]
    EnterprisePolicy,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SecurityGroup {
    pub id: SmolStr,
    pub name: SmolStr,
    pub description: SmolStr,
    /// The id of its VPC.
    pub vpc: SmolStr,
    /// Whether it is the default group of its VPC.
    pub default: bool,
    /// Whether it is an advanced security group (`enterprise`) of ECS: for more instances, isolated from one another.
    pub enterprise: bool,
    pub created: Timestamp,
    /// Its rules, the oldest first.
    pub rules: Vec<Rule>,
    /// The resource group of ECS it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// On ECS, its members reach each other only as its rules say.
    #[serde(default)]
    pub isolated: bool,
    pub tags: Tags,
}

/// The attributes of a new security group.
#[derive(Clone, Debug)]
pub struct NewSecurityGroup {
    pub name: SmolStr,
    pub description: SmolStr,
    pub vpc: SmolStr,
    /// Whether it is an advanced security group (`enterprise`) of ECS.
    pub enterprise: bool,
    /// Its resource group on ECS.
    pub resource_group: SmolStr,
    pub tags: Tags,
}

/// A rule of a security group. It allows traffic, unless its terms drop it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    pub id: SmolStr,
    /// The traffic that it applies to.
    pub permission: Permission,
    pub description: Option<SmolStr>,
    pub created: Timestamp,
    pub tags: Tags,
}

/// The traffic that a rule applies to. It is unique among the rules of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Permission {
    /// Whether it applies to outbound traffic.
    pub egress: bool,
    pub protocol: Protocol,
    /// The range of ports, or ICMP's type and code; `None` for all.
    pub ports: Option<(i64, i64)>,
    /// The source of inbound traffic, or the destination of outbound traffic.
    pub peer: Peer,
    /// Attributes of ECS only.
    pub terms: Terms,
}

impl fmt::Display for Permission {
    /// A short form, such as `tcp in from 10.0.0.0/8, 22 to 22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let protocol = if self.protocol == Protocol::ALL { "everything" } else { self.protocol.as_str() };
        write!(f, "{protocol} {} ", if self.egress { "out to" } else { "in from" })?;
        match &self.peer {
            Peer::V4(range) => range.fmt(f)?,
            Peer::V6(range) => range.fmt(f)?,
            Peer::Group(id) | Peer::PrefixList(id) => id.fmt(f)?,
        }
        self.ports.map_or(Ok(()), |(from, to)| write!(f, ", {from} to {to}"))
    }
}

/// The attributes of a rule that only ECS has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Terms {
    /// Drops the traffic instead of allowing it.
    pub drop: bool,
    /// 1 to 100; rules with smaller numbers are applied first.
    pub priority: u8,
    /// The range of source ports; `None` for all.
    pub source_ports: Option<(i64, i64)>,
    /// The range of addresses on the instances' side; `None` for all.
    pub own: Option<LocalRange>,
}

/// A range of addresses on the instances' side of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LocalRange {
    /// A range of addresses.
    V4(Cidr),
    /// A range of IPv6 addresses.
    V6(Cidr6),
}

impl Default for Terms {
    /// Allows traffic from all ports, with the highest priority.
    fn default() -> Self {
        Self { drop: false, priority: 1, source_ports: None, own: None }
    }
}

/// The other side of the traffic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Peer {
    /// A range of addresses.
    V4(Cidr),
    /// A range of IPv6 addresses.
    V6(Cidr6),
    /// The instances of a security group, by its id.
    Group(SmolStr),
    /// The ranges of a prefix list, by its id.
    PrefixList(SmolStr),
}

/// A protocol in EC2's form: `tcp`, `udp`, `icmp`, `icmpv6`, the number of another protocol, or `-1` for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Protocol(SmolStr);

impl Protocol {
    /// All protocols.
    pub const ALL: Self = Self(SmolStr::new_static("-1"));

    /// Parses a name or number.
    pub fn new(text: &str) -> Result<Self, AwsGroupError> {
        let text = text.to_ascii_lowercase();
        let name = match text.as_str() {
            "6" | "tcp" => "tcp",
            "17" | "udp" => "udp",
            "1" | "icmp" => "icmp",
            "58" | "icmpv6" => "icmpv6",
            "-1" | "all" => "-1",
            number if number.parse::<u8>().is_ok_and(|read| read.to_string() == number) => number,
            _ => return Err(AwsGroupError::ProtocolUnknown(text.into())),
        };
        Ok(Self(name.into()))
    }

    pub fn as_str(&self) -> &SmolStr {
        &self.0
    }

    /// Checks the ports of a rule with this protocol. They are ignored for protocols without ports and for all
    /// protocols; they are optional for ICMPv6.
    pub fn ports(&self, from: Option<i64>, to: Option<i64>) -> Result<Option<(i64, i64)>, Error> {
        let (from, to) = match (self.0.as_str(), from, to) {
            ("tcp" | "udp" | "icmp" | "icmpv6", Some(from), Some(to)) => (from, to),
            ("tcp" | "udp" | "icmp", ..) => return Err(AwsGroupError::PortsRequired(self.0.clone()).into()),
            _ => return Ok(None),
        };
        let good = match self.0.as_str() {
            "tcp" | "udp" => 0 <= from && from <= to && to <= 65535,
            _ => (-1..=255).contains(&from) && (-1..=255).contains(&to) && (from != -1 || to == -1),
        };
        if good { Ok(Some((from, to))) } else { Err(GroupError::PortsInvalid { from, to }.into()) }
    }
}

impl SecurityGroup {
    /// A new group. On EC2 it has a rule that allows all outbound traffic; on ECS that is the default without a rule.
    pub(super) fn new(
        scope: &Scope,
        ids: &mut dyn Ids,
        id: SmolStr,
        new: NewSecurityGroup,
        created: Timestamp,
    ) -> Self {
        let NewSecurityGroup { name, description, vpc, enterprise, resource_group, tags } = new;
        let rules = Vec::new();
        let default = false;
        let isolated = enterprise;
        let mut group =
            Self { id, name, description, vpc, default, enterprise, created, rules, resource_group, isolated, tags };
        if scope.cloud == Cloud::Aws {
            group.allow_all(scope, ids, true, Peer::V4(Cidr::ALL));
        }
        group
    }

    /// Adds a rule that allows all traffic in one direction between the group and a peer.
    pub(super) fn allow_all(&mut self, scope: &Scope, ids: &mut dyn Ids, egress: bool, peer: Peer) {
        let permission = Permission { egress, protocol: Protocol::ALL, ports: None, peer, terms: Terms::default() };
        let id = ids.new_id(scope, "sgr");
        self.rules.push(Rule { id, permission, description: None, created: self.created, tags: Tags::new() });
    }

    /// The number of rules whose other side is a security group.
    pub fn rules_about_groups(&self) -> usize {
        self.rules.iter().filter(|rule| matches!(rule.permission.peer, Peer::Group(_))).count()
    }

    /// The rule with this permission.
    pub fn rule(&self, permission: &Permission) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.permission == *permission)
    }

    /// Whether these can be added: none must exist already or occur twice.
    pub fn check_new(&self, permissions: &[&Permission]) -> Result<(), Error> {
        for (n, permission) in permissions.iter().enumerate() {
            if self.rule(permission).is_some() {
                return Err(AwsGroupError::PermissionDuplicate(Box::new((*permission).clone())).into());
            }
            if permissions[..n].contains(permission) {
                return Err(GroupError::PermissionTwice.into());
            }
        }
        Ok(())
    }
}

/// The group with this name in a VPC. The case does not matter.
pub fn group_named<'r>(region: &'r Region, vpc: &str, name: &str) -> Option<&'r SecurityGroup> {
    region.groups.values().find(|group| group.vpc == vpc && group.name.eq_ignore_ascii_case(name))
}

/// Creates a group and returns its id.
pub fn make_group(at: &mut PlaceMut<'_>, new: NewSecurityGroup) -> SmolStr {
    let id = at.new_id("sg");
    let group = SecurityGroup::new(at.scope, at.ids, id.clone(), new, at.now);
    at.region.groups.insert(id.clone(), group);
    id
}

/// Adds rules to a group and returns them. Requires that none of them exists.
pub fn add_rules(
    at: &mut PlaceMut<'_>,
    group: &SmolStr,
    requested: Vec<(Permission, Option<SmolStr>)>,
    tags: &Tags,
) -> Vec<Rule> {
    let mut made = Vec::with_capacity(requested.len());
    for (permission, description) in requested {
        let id = at.new_id("sgr");
        made.push(Rule { id, permission, description, created: at.now, tags: tags.clone() });
    }
    if let Some(group) = at.region.groups.get_mut(group) {
        group.rules.extend(made.iter().cloned());
    }
    made
}

/// Whether a group can be deleted: it must be neither a default group nor [in use](check_group_unreferenced).
pub fn check_group_unused(region: &Region, group: &SecurityGroup) -> Result<(), Error> {
    if group.default {
        return Err(AwsGroupError::Default(group.id.clone()).into());
    }
    Ok(check_group_unreferenced(region, group)?)
}

/// Whether no interface and no rule of another group refers to a group.
pub fn check_group_unreferenced(region: &Region, group: &SecurityGroup) -> Result<(), GroupError> {
    let peer = Peer::Group(group.id.clone());
    let mut others = region.groups.values().filter(|other| other.id != group.id);
    if others.any(|other| other.rules.iter().any(|rule| rule.permission.peer == peer))
        || nics(region).any(|nic| nic.groups.contains(&group.id))
        || region.endpoints.values().any(|endpoint| endpoint.groups.contains(&group.id))
    {
        return Err(GroupError::InUse(group.id.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_a_short_form() {
        let protocol = Protocol::new("tcp").unwrap();
        let (peer, terms) = (Peer::V4("10.0.0.0/8".parse().unwrap()), Terms::default());
        let into = Permission { egress: false, protocol, ports: Some((22, 23)), peer, terms };
        let out = Permission { egress: true, protocol: Protocol::ALL, ports: None, ..into.clone() };
        assert_eq!(into.to_string(), "tcp in from 10.0.0.0/8, 22 to 23");
        assert_eq!(out.to_string(), "everything out to 10.0.0.0/8");
    }
}
