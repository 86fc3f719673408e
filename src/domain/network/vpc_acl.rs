//! Network ACLs of Alibaba Cloud: lists of rules for the traffic of VSwitches.
//!
//! Follows the vendor's pages "CreateNetworkAcl", "UpdateNetworkAclEntries" and "AssociateNetworkAcl" of the VPC API 2016-04-28.

use super::{Cidr, Cidr6, Subnet};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// How many ACLs a VPC has at most (ours: the vendor's pages name a quota without its number).
const MAX_ACLS: usize = 20;

/// How many rules an ACL has at most in one direction.
pub const MAX_VPC_ACL_ENTRIES: usize = 100;

/// Errors about network ACLs of Alibaba Cloud.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VpcAclError {
    #[error("no network ACL has the id {0}")]
    NotFound(SmolStr),
    #[error("the VPC {0} has as many network ACLs as it can have")]
    TooMany(SmolStr),
    #[error("the network ACL {0} would have more rules than it can have")]
    TooManyEntries(SmolStr),
    #[error("no inbound rule of the network ACL has the id {0}")]
    IngressEntryNotFound(SmolStr),
    #[error("no outbound rule of the network ACL has the id {0}")]
    EgressEntryNotFound(SmolStr),
    #[error("the VPC {0} has no IPv6")]
    NoIpv6(SmolStr),
    #[error("VSwitches are associated with the network ACL {0}")]
    InUse(SmolStr),
    #[error("no VSwitch has the id {0}")]
    ResourceNotFound(SmolStr),
    #[error("the VSwitch {0} is in another VPC than the network ACL")]
    ResourceElsewhere(SmolStr),
    #[error("the VSwitch {0} is associated with a network ACL")]
    Associated(SmolStr),
    #[error("the VSwitch {0} is associated with no network ACL")]
    NotAssociated(SmolStr),
    #[error("the VSwitch {0} is associated with another network ACL")]
    AssociatedElsewhere(SmolStr),
}

/// A network ACL. Its VSwitches name it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VpcAcl {
    pub id: SmolStr,
    pub vpc: SmolStr,
    pub name: SmolStr,
    pub description: SmolStr,
    pub created: Timestamp,
    pub tags: Tags,
    /// The inbound rules, in the order in which they apply.
    pub ingress: Vec<VpcAclEntry>,
    /// The outbound rules.
    pub egress: Vec<VpcAclEntry>,
}

/// A rule of a network ACL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcAclEntry {
    pub id: SmolStr,
    pub rule: VpcAclRule,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcAclRule {
    pub name: SmolStr,
    pub description: SmolStr,
    pub accept: bool,
    pub protocol: SmolStr,
    /// The first and the last port; `None` for all.
    pub ports: Option<(u16, u16)>,
    /// Where inbound traffic comes from, or outbound traffic goes to.
    pub range: VpcAclRange,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VpcAclRange {
    V4(Cidr),
    V6(Cidr6),
}

impl fmt::Display for VpcAclRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V4(range) => range.fmt(f),
            Self::V6(range) => range.fmt(f),
        }
    }
}

/// A rule of an update, and the id of the rule that it replaces.
pub type WantedEntry = (Option<SmolStr>, VpcAclRule);

impl VpcAclRule {
    /// A rule that lets everything pass.
    fn all() -> Self {
        Self {
            name: SmolStr::default(),
            description: SmolStr::default(),
            accept: true,
            protocol: SmolStr::new_static("all"),
            ports: None,
            range: VpcAclRange::V4(Cidr::ALL),
        }
    }
}

impl VpcAcl {
    /// The VSwitches that are associated with it.
    pub fn v_switches<'r>(&'r self, region: &'r Region) -> impl Iterator<Item = &'r Subnet> {
        region.subnets.values().filter(|subnet| subnet.alibaba.acl == self.id)
    }

    /// Whether these can be its rules in one direction.
    pub fn check_entries(&self, region: &Region, wanted: &[WantedEntry], egress: bool) -> Result<(), VpcAclError> {
        let present = if egress { &self.egress } else { &self.ingress };
        let is_unknown = |id: &&SmolStr| !present.iter().any(|entry| entry.id == **id);
        if let Some(id) = wanted.iter().filter_map(|(id, _)| id.as_ref()).find(is_unknown) {
            let error = if egress { VpcAclError::EgressEntryNotFound } else { VpcAclError::IngressEntryNotFound };
            return Err(error(id.clone()));
        }
        let ipv6 = region.vpcs.get(&self.vpc).is_some_and(|vpc| vpc.alibaba.ipv6.is_some());
        if !ipv6 && wanted.iter().any(|(_, rule)| matches!(rule.range, VpcAclRange::V6(_))) {
            return Err(VpcAclError::NoIpv6(self.vpc.clone()));
        }
        let full = wanted.len() > MAX_VPC_ACL_ENTRIES;
        if full { Err(VpcAclError::TooManyEntries(self.id.clone())) } else { Ok(()) }
    }
}

/// The network ACL with this id.
pub fn vpc_acl<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r VpcAcl, VpcAclError> {
    region.vpc_acls.get(id).ok_or_else(|| VpcAclError::NotFound(id.clone()))
}

/// Whether a VPC can have another ACL.
pub fn check_acl_count(region: &Region, vpc: &SmolStr) -> Result<(), VpcAclError> {
    let count = region.vpc_acls.values().filter(|acl| acl.vpc == *vpc).count();
    if count < MAX_ACLS { Ok(()) } else { Err(VpcAclError::TooMany(vpc.clone())) }
}

/// Creates an ACL, which lets everything pass. The vendor's has rules for its own services too, which nobody can change.
pub fn make_vpc_acl(at: &mut PlaceMut<'_>, vpc: SmolStr, name: SmolStr, description: SmolStr, tags: Tags) -> SmolStr {
    let id = at.new_id("nacl");
    let [ingress, egress] = [(); 2].map(|()| vec![VpcAclEntry { id: at.new_id("nae"), rule: VpcAclRule::all() }]);
    let acl = VpcAcl { id: id.clone(), vpc, name, description, created: at.now, tags, ingress, egress };
    at.region.vpc_acls.insert(id.clone(), acl);
    id
}

/// Sets the rules of an ACL in one direction. Requires a successful [`VpcAcl::check_entries`].
pub fn set_vpc_acl_entries(at: &mut PlaceMut<'_>, id: &SmolStr, wanted: Vec<WantedEntry>, egress: bool) {
    let entries: Vec<_> =
        wanted.into_iter().map(|(id, rule)| VpcAclEntry { id: id.unwrap_or_else(|| at.new_id("nae")), rule }).collect();
    if let Some(acl) = at.region.vpc_acls.get_mut(id) {
        *(if egress { &mut acl.egress } else { &mut acl.ingress }) = entries;
    }
}

/// Whether VSwitches can be associated with an ACL: they must be in its VPC, and have none.
pub fn check_acl_association(region: &Region, acl: &VpcAcl, v_switches: &[SmolStr]) -> Result<(), VpcAclError> {
    for (n, id) in v_switches.iter().enumerate() {
        let subnet = region.subnets.get(id).ok_or_else(|| VpcAclError::ResourceNotFound(id.clone()))?;
        if subnet.vpc != acl.vpc {
            return Err(VpcAclError::ResourceElsewhere(id.clone()));
        }
        if !subnet.alibaba.acl.is_empty() || v_switches[..n].contains(id) {
            return Err(VpcAclError::Associated(id.clone()));
        }
    }
    Ok(())
}

/// Whether the associations of VSwitches with an ACL can be ended.
pub fn check_acl_disassociation(region: &Region, acl: &VpcAcl, v_switches: &[SmolStr]) -> Result<(), VpcAclError> {
    for id in v_switches {
        let subnet = region.subnets.get(id).ok_or_else(|| VpcAclError::ResourceNotFound(id.clone()))?;
        if subnet.vpc != acl.vpc {
            return Err(VpcAclError::ResourceElsewhere(id.clone()));
        }
        if subnet.alibaba.acl.is_empty() {
            return Err(VpcAclError::NotAssociated(id.clone()));
        }
        if subnet.alibaba.acl != acl.id {
            return Err(VpcAclError::AssociatedElsewhere(id.clone()));
        }
    }
    Ok(())
}

/// Associates VSwitches with an ACL, or with none if its id is empty.
pub fn set_acl(region: &mut Region, v_switches: &[SmolStr], acl: &SmolStr) {
    for id in v_switches {
        if let Some(subnet) = region.subnets.get_mut(id) {
            subnet.alibaba.acl = acl.clone();
        }
    }
}
