//! Security groups and their rules.

use super::{Cidr, Cidr6};
use crate::domain::estate::{PlaceMut, Region};
use crate::domain::instance::{State, Tags};
use crate::domain::scope::Scope;
use smol_str::SmolStr;

/// What is wrong with a security group, or with rules for one.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupError {
    /// Something refers to the security group.
    InUse(SmolStr),
    /// The security group came with its VPC, and goes with it.
    Default(SmolStr),
    /// The VPC has a security group of this name.
    Duplicate {
        /// The name.
        name: SmolStr,
        /// The VPC.
        vpc: SmolStr,
    },
    /// A security group cannot be named so: the name stands for those that come with VPCs.
    Reserved(SmolStr),
    /// There is no such rule of a security group.
    RuleNotFound(SmolStr),
    /// The security group has this rule.
    PermissionDuplicate(Box<Permission>),
    /// One request has the same rule twice.
    PermissionTwice,
    /// The security group has no such rule.
    PermissionNotFound,
    /// There is no such protocol.
    ProtocolUnknown(SmolStr),
    /// The protocol needs a range of ports.
    PortsRequired(SmolStr),
    /// These are not ports of the protocol.
    PortsInvalid {
        /// From.
        from: i64,
        /// To.
        to: i64,
    },
    /// This is not a range of addresses that a rule can have.
    RuleRange(SmolStr),
}

/// A security group.
#[derive(Clone, Debug)]
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
    /// What it lets through, in the order in which the rules were made.
    pub rules: Vec<Rule>,
    /// Its tags.
    pub tags: Tags,
}

/// A rule of a security group: it lets through.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: SmolStr,
    /// What it lets through.
    pub permission: Permission,
    /// Its description.
    pub description: Option<SmolStr>,
    /// Its tags.
    pub tags: Tags,
}

/// What a rule lets through. No two rules of a group have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permission {
    /// Out of the instances, not in.
    pub egress: bool,
    /// The protocol.
    pub protocol: Protocol,
    /// The range of ports, or ICMP's type and code; `None` where all are meant.
    pub ports: Option<(i64, i64)>,
    /// From or to where.
    pub peer: Peer,
}

/// The other side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// A range of addresses.
    V4(Cidr),
    /// A range of IPv6 addresses.
    V6(Cidr6),
    /// The instances of a security group, by its id.
    Group(SmolStr),
}

/// A protocol, as EC2 names it: `tcp`, `udp`, `icmp`, `icmpv6`, any other's number, or `-1` for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Protocol(SmolStr);

impl Protocol {
    /// Every protocol.
    pub const ALL: Self = Self(SmolStr::new_static("-1"));

    /// The protocol of this name or number.
    pub fn new(text: &str) -> Result<Self, GroupError> {
        let text = text.to_ascii_lowercase();
        let name = match text.as_str() {
            "6" | "tcp" => "tcp",
            "17" | "udp" => "udp",
            "1" | "icmp" => "icmp",
            "58" | "icmpv6" => "icmpv6",
            "-1" | "all" => "-1",
            number if number.parse::<u8>().is_ok_and(|read| read.to_string() == number) => number,
            _ => return Err(GroupError::ProtocolUnknown(text.into())),
        };
        Ok(Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &SmolStr {
        &self.0
    }

    /// The ports of a rule of this protocol. Those of protocols that have none, and of all protocols, do not matter;
    /// ICMPv6 may leave them out.
    pub fn ports(&self, from: Option<i64>, to: Option<i64>) -> Result<Option<(i64, i64)>, GroupError> {
        let (from, to) = match (self.0.as_str(), from, to) {
            ("tcp" | "udp" | "icmp" | "icmpv6", Some(from), Some(to)) => (from, to),
            ("tcp" | "udp" | "icmp", ..) => return Err(GroupError::PortsRequired(self.0.clone())),
            _ => return Ok(None),
        };
        let good = match self.0.as_str() {
            "tcp" | "udp" => 0 <= from && from <= to && to <= 65535,
            _ => (-1..=255).contains(&from) && (-1..=255).contains(&to) && (from != -1 || to == -1),
        };
        if good { Ok(Some((from, to))) } else { Err(GroupError::PortsInvalid { from, to }) }
    }
}

impl SecurityGroup {
    /// A group with the rule that lets everything out.
    pub(super) fn new(region: &mut Region, scope: &Scope, id: SmolStr, vpc: SmolStr, name: SmolStr) -> Self {
        let description = SmolStr::default();
        let mut group = Self { id, name, description, vpc, default: false, rules: Vec::new(), tags: Tags::new() };
        group.let_all(region, scope, true, Peer::V4(Cidr::ALL));
        group
    }

    /// Lets everything through between the group and a peer.
    pub(super) fn let_all(&mut self, region: &mut Region, scope: &Scope, egress: bool, peer: Peer) {
        let permission = Permission { egress, protocol: Protocol::ALL, ports: None, peer };
        let id = region.new_id(scope, "sgr");
        self.rules.push(Rule { id, permission, description: None, tags: Tags::new() });
    }

    /// The rule that lets this through.
    pub fn rule(&self, permission: &Permission) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.permission == *permission)
    }

    /// Whether these can be added: none of them there already, none of them twice.
    pub fn check_new(&self, permissions: &[&Permission]) -> Result<(), GroupError> {
        for (n, permission) in permissions.iter().enumerate() {
            if self.rule(permission).is_some() {
                return Err(GroupError::PermissionDuplicate(Box::new((*permission).clone())));
            }
            if permissions[..n].contains(permission) {
                return Err(GroupError::PermissionTwice);
            }
        }
        Ok(())
    }
}

/// The group of this name in a VPC. Upper and lower case do not matter.
pub fn group_named<'r>(region: &'r Region, vpc: &str, name: &str) -> Option<&'r SecurityGroup> {
    region.groups.values().find(|group| group.vpc == vpc && group.name.eq_ignore_ascii_case(name))
}

/// Makes a group in a VPC that has none of this name.
pub fn make_group(at: &mut PlaceMut<'_>, vpc: SmolStr, name: SmolStr, description: SmolStr, tags: Tags) -> SmolStr {
    let id = at.new_id("sg");
    let group = SecurityGroup::new(at.region, at.scope, id.clone(), vpc, name);
    at.region.groups.insert(id.clone(), SecurityGroup { description, tags, ..group });
    id
}

/// Whether a group can be deleted: not the one that came with its VPC, nor one that an instance or another group's
/// rule refers to.
pub fn check_group_unused(region: &Region, group: &SecurityGroup) -> Result<(), GroupError> {
    if group.default {
        return Err(GroupError::Default(group.id.clone()));
    }
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
