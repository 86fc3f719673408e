//! Network ACLs of EC2: lists of rules for the traffic of subnets.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>

use super::route::Destination;
use super::{AwsVpcError, Cidr, Subnet, VpcPart};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The number of the rule that denies what no other rule is about.
pub const LAST_RULE: u32 = 32_767;

/// The most rules of an ACL in one direction for IPv4, and as many for IPv6, without the last ones.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls>
const MAX_ENTRIES: usize = 20;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NetworkAcl {
    pub id: SmolStr,
    pub vpc: SmolStr,
    /// Whether it came with its VPC, and is for the subnets that are associated with no other.
    pub default: bool,
    /// Its rules, in the order in which they are shown.
    pub entries: Vec<AclEntry>,
    pub tags: Tags,
}

/// A rule of a network ACL. Its number and its direction are unique.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AclEntry {
    pub number: u32,
    pub egress: bool,
    /// The number of the protocol, or -1 for all.
    pub protocol: SmolStr,
    pub allow: bool,
    pub range: Destination,
    /// The range of ports; `None` for all.
    pub ports: Option<(i64, i64)>,
    /// ICMP's type and code.
    pub icmp: Option<(i64, i64)>,
}

/// The association of a subnet with a network ACL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AclAssociation {
    pub id: SmolStr,
    pub acl: SmolStr,
}

impl AclEntry {
    /// A rule about all traffic.
    fn all(number: u32, egress: bool, allow: bool) -> Self {
        let (protocol, range) = (SmolStr::new_static("-1"), Destination::V4(Cidr::ALL));
        Self { number, egress, protocol, allow, range, ports: None, icmp: None }
    }
}

impl NetworkAcl {
    /// A new ACL, which denies everything. That of a VPC allows everything.
    pub(super) fn new(id: SmolStr, vpc: SmolStr, default: bool, tags: Tags) -> Self {
        let direction = |egress: bool| {
            let first = default.then(|| AclEntry::all(100, egress, true));
            first.into_iter().chain([AclEntry::all(LAST_RULE, egress, false)])
        };
        let entries = [true, false].into_iter().flat_map(direction).collect();
        Self { id, vpc, default, entries, tags }
    }

    /// The rule with this number in one direction.
    pub fn entry(&self, number: i64, egress: bool) -> Result<&AclEntry, AwsVpcError> {
        let mut own = self.entries.iter().filter(|entry| entry.number < LAST_RULE && entry.egress == egress);
        own.find(|entry| i64::from(entry.number) == number).ok_or(AwsVpcError::NoAclEntry(number))
    }

    /// Whether a rule can be added: there must be room, and no other rule with its number. The same rule can be added again, as
    /// recorded from EC2.
    pub fn check_new(&self, new: &AclEntry) -> Result<(), AwsVpcError> {
        match self.entry(i64::from(new.number), new.egress) {
            Ok(old) if old == new => return Ok(()),
            Ok(_) => return Err(AwsVpcError::AclEntryExists(new.number)),
            Err(_) => {}
        }
        let is_like = |entry: &&AclEntry| {
            entry.egress == new.egress
                && entry.number < LAST_RULE
                && matches!(entry.range, Destination::V4(_)) == matches!(new.range, Destination::V4(_))
        };
        let full = self.entries.iter().filter(is_like).count() >= MAX_ENTRIES;
        if full { Err(AwsVpcError::TooManyAclEntries) } else { Ok(()) }
    }

    /// Adds a rule, in place of the one with its number.
    pub fn set(&mut self, new: AclEntry) {
        self.remove(new.number, new.egress);
        self.entries.push(new);
        // Outbound rules first, as recorded from EC2.
        self.entries.sort_by_key(|entry| (!entry.egress, entry.number));
    }

    /// Removes a rule.
    pub fn remove(&mut self, number: u32, egress: bool) {
        self.entries.retain(|entry| (entry.number, entry.egress) != (number, egress));
    }

    /// The subnets that are associated with it, each with the id of the association.
    pub fn subnets<'r>(&'r self, region: &'r Region) -> impl Iterator<Item = (SmolStr, &'r Subnet)> {
        let in_vpc = region.subnets.values().filter(|subnet| subnet.vpc == self.vpc);
        in_vpc.filter_map(|subnet| {
            let association = acl_association(region, subnet)?;
            (association.acl == self.id).then_some((association.id, subnet))
        })
    }

    /// Whether it can be deleted: it must not be a default one, and no subnet associated with it.
    pub fn check_unused(&self, region: &Region) -> Result<(), AwsVpcError> {
        if self.default {
            return Err(AwsVpcError::DefaultAcl(self.id.clone()));
        }
        if self.subnets(region).next().is_some() {
            return Err(AwsVpcError::InUse(VpcPart::NetworkAcl, self.id.clone()));
        }
        Ok(())
    }
}

/// The association of a subnet: with the default ACL of its VPC, as long as it has had no other.
pub fn acl_association(region: &Region, subnet: &Subnet) -> Option<AclAssociation> {
    let default = || {
        let acl = region.acls.values().find(|acl| acl.default && acl.vpc == subnet.vpc)?;
        Some(AclAssociation { id: subnet.id.replace("subnet-", "aclassoc-").into(), acl: acl.id.clone() })
    };
    subnet.aws.acl.clone().or_else(default)
}

/// The subnet that has the association with this id.
pub fn subnet_of_association<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Subnet, AwsVpcError> {
    let has_it = |subnet: &&Subnet| acl_association(region, subnet).is_some_and(|association| association.id == *id);
    region.subnets.values().find(has_it).ok_or_else(|| AwsVpcError::NoAssociation(id.clone()))
}

/// Creates an ACL.
pub fn make_acl(at: &mut PlaceMut<'_>, vpc: SmolStr, tags: Tags) -> SmolStr {
    let id = at.new_id("acl");
    at.region.acls.insert(id.clone(), NetworkAcl::new(id.clone(), vpc, false, tags));
    id
}

/// Associates a subnet with another ACL. Returns the id of the new association.
pub fn associate_acl(at: &mut PlaceMut<'_>, subnet: &SmolStr, acl: SmolStr) -> SmolStr {
    let id = at.new_id("aclassoc");
    if let Some(subnet) = at.region.subnets.get_mut(subnet) {
        subnet.aws.acl = Some(AclAssociation { id: id.clone(), acl });
    }
    id
}
