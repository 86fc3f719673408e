//! Security groups and their rules.

use super::{Cidr, Cidr6};
use crate::domain::compute::instance::{State, Tags};
use crate::domain::error::Error;
use crate::domain::ids::Ids;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use crate::domain::scope::{Cloud, Scope};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// What is wrong with a security group, or with rules for one.
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

/// What is wrong with a security group of EC2 only, or with rules for one.
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
    #[error("the protocol {0} needs a range of ports")]
    PortsRequired(SmolStr),
    #[error("{0} is not a range of addresses that a rule can have")]
    RuleRange(SmolStr),
}

/// What is wrong with a security group of ECS only, or with rules for one.
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
        /// The protocol's version of IP: 6, else 4.
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
}

/// A security group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SecurityGroup {
    /// Its id.
    pub id: SmolStr,
    /// Its name.
    pub name: SmolStr,
    /// Its description.
    pub description: SmolStr,
    /// The VPC it belongs to.
    pub vpc: SmolStr,
    /// Whether it is the one that came with its VPC, which instances get that name none.
    pub default: bool,
    /// Whether it is one of ECS for enterprises: for more instances, which are isolated from one another.
    pub enterprise: bool,
    /// When it was made.
    pub created: Timestamp,
    /// What it lets through, in the order in which the rules were made.
    pub rules: Vec<Rule>,
    /// The resource group of ECS it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// Its tags.
    pub tags: Tags,
}

/// A security group that is to be made.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its name.
    pub name: SmolStr,
    /// Its description.
    pub description: SmolStr,
    /// The VPC.
    pub vpc: SmolStr,
    /// Whether it is one of ECS for enterprises.
    pub enterprise: bool,
    /// The resource group of ECS it will be in.
    pub resource_group: SmolStr,
    /// Its tags.
    pub tags: Tags,
}

/// A rule of a security group: it lets through, unless its terms say that it drops.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: SmolStr,
    /// What it lets through.
    pub permission: Permission,
    /// Its description.
    pub description: Option<SmolStr>,
    /// When it was made.
    pub created: Timestamp,
    /// Its tags.
    pub tags: Tags,
}

/// What a rule lets through. No two rules of a group have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Permission {
    /// Out of the instances, not in.
    pub egress: bool,
    /// The protocol.
    pub protocol: Protocol,
    /// The range of ports, or ICMP's type and code; `None` where all are meant.
    pub ports: Option<(i64, i64)>,
    /// From or to where.
    pub peer: Peer,
    /// What only ECS says.
    pub terms: Terms,
}

impl fmt::Display for Permission {
    /// In short, as in `tcp in from 10.0.0.0/8, 22 to 22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let protocol = if self.protocol == Protocol::ALL { "everything" } else { self.protocol.as_str() };
        write!(f, "{protocol} {} ", if self.egress { "out to" } else { "in from" })?;
        match &self.peer {
            Peer::V4(range) => range.fmt(f)?,
            Peer::V6(range) => range.fmt(f)?,
            Peer::Group(id) => id.fmt(f)?,
        }
        self.ports.map_or(Ok(()), |(from, to)| write!(f, ", {from} to {to}"))
    }
}

/// What ECS says in a rule beyond the common part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Terms {
    /// It refuses what it names instead of letting it through.
    pub drop: bool,
    /// Rules with smaller numbers go first: 1 to 100.
    pub priority: u8,
    /// The range of ports that the traffic comes from; `None` where all are meant.
    pub source_ports: Option<(i64, i64)>,
    /// The range of addresses on the instances' own side; `None` where all are meant.
    pub own: Option<Own>,
}

/// The instances' own side of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Own {
    /// A range of addresses.
    V4(Cidr),
    /// A range of IPv6 addresses.
    V6(Cidr6),
}

impl Default for Terms {
    /// Lets through, before other rules, whatever it comes from.
    fn default() -> Self {
        Self { drop: false, priority: 1, source_ports: None, own: None }
    }
}

/// The other side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Peer {
    /// A range of addresses.
    V4(Cidr),
    /// A range of IPv6 addresses.
    V6(Cidr6),
    /// The instances of a security group, by its id.
    Group(SmolStr),
}

/// A protocol, as EC2 names it: `tcp`, `udp`, `icmp`, `icmpv6`, any other's number, or `-1` for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Protocol(SmolStr);

impl Protocol {
    /// Every protocol.
    pub const ALL: Self = Self(SmolStr::new_static("-1"));

    /// The protocol of this name or number.
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

    /// The name.
    pub fn as_str(&self) -> &SmolStr {
        &self.0
    }

    /// The ports of a rule of this protocol. Those of protocols that have none, and of all protocols, do not matter;
    /// ICMPv6 may leave them out.
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
    /// A group, on EC2 with the rule that lets everything out; those of ECS do so without a rule.
    pub(super) fn new(scope: &Scope, ids: &mut dyn Ids, id: SmolStr, draft: Draft, created: Timestamp) -> Self {
        let Draft { name, description, vpc, enterprise, resource_group, tags } = draft;
        let rules = Vec::new();
        let default = false;
        let mut group = Self { id, name, description, vpc, default, enterprise, created, rules, resource_group, tags };
        if scope.cloud == Cloud::Aws {
            group.let_all(scope, ids, true, Peer::V4(Cidr::ALL));
        }
        group
    }

    /// Lets everything through between the group and a peer.
    pub(super) fn let_all(&mut self, scope: &Scope, ids: &mut dyn Ids, egress: bool, peer: Peer) {
        let permission = Permission { egress, protocol: Protocol::ALL, ports: None, peer, terms: Terms::default() };
        let id = ids.new_id(scope, "sgr");
        self.rules.push(Rule { id, permission, description: None, created: self.created, tags: Tags::new() });
    }

    /// How many rules name a security group as the other side.
    pub fn rules_about_groups(&self) -> usize {
        self.rules.iter().filter(|rule| matches!(rule.permission.peer, Peer::Group(_))).count()
    }

    /// The rule that lets this through.
    pub fn rule(&self, permission: &Permission) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.permission == *permission)
    }

    /// Whether these can be added: none of them there already, none of them twice.
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

/// The group of this name in a VPC. Upper and lower case do not matter.
pub fn group_named<'r>(region: &'r Region, vpc: &str, name: &str) -> Option<&'r SecurityGroup> {
    region.groups.values().find(|group| group.vpc == vpc && group.name.eq_ignore_ascii_case(name))
}

/// Makes a group.
pub fn make_group(at: &mut PlaceMut<'_>, draft: Draft) -> SmolStr {
    let id = at.new_id("sg");
    let group = SecurityGroup::new(at.scope, at.ids, id.clone(), draft, at.now);
    at.region.groups.insert(id.clone(), group);
    id
}

/// Adds rules to a group that has none of them yet, and returns them.
pub fn add_rules(
    at: &mut PlaceMut<'_>,
    group: &SmolStr,
    wanted: Vec<(Permission, Option<SmolStr>)>,
    tags: &Tags,
) -> Vec<Rule> {
    let mut made = Vec::with_capacity(wanted.len());
    for (permission, description) in wanted {
        let id = at.new_id("sgr");
        made.push(Rule { id, permission, description, created: at.now, tags: tags.clone() });
    }
    if let Some(group) = at.region.groups.get_mut(group) {
        group.rules.extend(made.iter().cloned());
    }
    made
}

/// Whether a group can be deleted: not the one that came with its VPC, nor one that [is in
/// use](check_group_unreferenced).
pub fn check_group_unused(region: &Region, group: &SecurityGroup) -> Result<(), Error> {
    if group.default {
        return Err(AwsGroupError::Default(group.id.clone()).into());
    }
    Ok(check_group_unreferenced(region, group)?)
}

/// Whether neither an instance nor another group's rule refers to a group.
pub fn check_group_unreferenced(region: &Region, group: &SecurityGroup) -> Result<(), GroupError> {
    let peer = Peer::Group(group.id.clone());
    let mut others = region.groups.values().filter(|other| other.id != group.id);
    let mut instances = region.instances.values().filter(|instance| instance.state != State::Terminated);
    if others.any(|other| other.rules.iter().any(|rule| rule.permission.peer == peer))
        || instances.any(|instance| instance.nic.groups.contains(&group.id))
    {
        return Err(GroupError::InUse(group.id.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_said_in_short() {
        let protocol = Protocol::new("tcp").unwrap();
        let (peer, terms) = (Peer::V4("10.0.0.0/8".parse().unwrap()), Terms::default());
        let into = Permission { egress: false, protocol, ports: Some((22, 23)), peer, terms };
        let out = Permission { egress: true, protocol: Protocol::ALL, ports: None, ..into.clone() };
        assert_eq!(into.to_string(), "tcp in from 10.0.0.0/8, 22 to 23");
        assert_eq!(out.to_string(), "everything out to 10.0.0.0/8");
    }
}
