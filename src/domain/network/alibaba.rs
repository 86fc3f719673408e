//! VPCs and VSwitches as Alibaba Cloud makes them.
//!
//! Follows the vendor's pages "CreateVpc", "CreateVSwitch", "DeleteVpc" and "DeleteVSwitch" of the VPC API 2016-04-28.

use super::{AlibabaNetworkError, Cidr, NetworkError, Subnet, Vpc, subnet};
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// What Alibaba Cloud says of a VPC beyond the common part.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct VpcFacts {
    /// The name users see.
    pub name: SmolStr,
    /// The description.
    pub description: SmolStr,
    /// Ranges of the user's own networks, at most 3.
    pub user_cidrs: Vec<Cidr>,
    /// The id of its router.
    pub router: SmolStr,
    /// The id of the router's system route table.
    pub route_table: SmolStr,
    /// Its instances have host names in DNS.
    pub dns_hostnames: bool,
    /// The resource group it is in; empty for the default one.
    pub resource_group: SmolStr,
}

/// What Alibaba Cloud says of a VSwitch beyond the common part.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct VSwitchFacts {
    /// The name users see.
    pub name: SmolStr,
    /// The description.
    pub description: SmolStr,
}

/// Ranges that no VPC and no VSwitch can have.
const RESERVED: [(Ipv4Addr, u8); 4] = [
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
];

/// A range, from its text. One with bits beyond its mask is none (ours: the vendor's pages show none such).
pub fn strict_range(text: &SmolStr) -> Result<Cidr, NetworkError> {
    let range = text.parse::<Cidr>().ok().filter(|range| range.to_string() == *text);
    range.ok_or_else(|| NetworkError::CidrMalformed(text.clone()))
}

fn is_reserved(range: Cidr) -> bool {
    RESERVED.iter().any(|(base, prefix)| Cidr::new(*base, *prefix).contains(range))
}

/// The range of a new VPC, from its text: /8 to /28, by default 172.16.0.0/12.
pub fn alibaba_vpc_range(text: Option<&SmolStr>) -> Result<Cidr, NetworkError> {
    let Some(text) = text else { return Ok(Cidr::new(Ipv4Addr::new(172, 16, 0, 0), 12)) };
    let range = strict_range(text)?;
    let good = (8..=28).contains(&range.prefix()) && !is_reserved(range);
    if good { Ok(range) } else { Err(NetworkError::VpcRange(range)) }
}

/// The range of a new VSwitch in a VPC, from its text: /16 to /29, in the VPC, and in no other VSwitch.
pub fn v_switch_range(region: &Region, vpc: &Vpc, text: &SmolStr) -> Result<Cidr, Error> {
    let range = strict_range(text)?;
    if !(16..=29).contains(&range.prefix()) {
        return Err(AlibabaNetworkError::SubnetMask(range).into());
    }
    if !vpc.cidr.contains(range) || is_reserved(range) {
        return Err(NetworkError::SubnetRange(range).into());
    }
    Ok(subnet::free(region, vpc, range)?)
}

/// Makes a VPC, with its router and the router's route table.
pub fn make_alibaba_vpc(at: &mut PlaceMut<'_>, cidr: Cidr, facts: VpcFacts, tags: Tags) -> SmolStr {
    let id = at.new_id("vpc");
    let alibaba = VpcFacts { router: at.new_id("vrt"), route_table: at.new_id("vtb"), ..facts };
    let vpc = Vpc { created: at.now, tags, alibaba, ..Vpc::new(id.clone(), cidr) };
    at.region.vpcs.insert(id.clone(), vpc);
    id
}

/// A VSwitch that will be made.
#[derive(Clone, Debug)]
pub struct NewVSwitch {
    /// The VPC it will be part of.
    pub vpc: SmolStr,
    /// Its zone.
    pub zone: &'static str,
    /// Its range, which [`v_switch_range`] has found good.
    pub range: Cidr,
    /// What else is said of it.
    pub facts: VSwitchFacts,
    /// Its tags.
    pub tags: Tags,
}

/// Makes a VSwitch.
pub fn make_v_switch(at: &mut PlaceMut<'_>, new: NewVSwitch) -> SmolStr {
    let id = at.new_id("vsw");
    let NewVSwitch { vpc, zone, range, facts: alibaba, tags } = new;
    let mut subnet = Subnet::new(at.scope.cloud, id.clone(), &vpc, zone, range);
    (subnet.created, subnet.tags, subnet.alibaba) = (at.now, tags, alibaba);
    at.region.subnets.insert(id.clone(), subnet);
    id
}

/// The resource group of a VSwitch: that of its VPC.
pub fn v_switch_resource_group(region: &Region, subnet: &Subnet) -> SmolStr {
    region.vpcs.get(&subnet.vpc).map(|vpc| vpc.alibaba.resource_group.clone()).unwrap_or_default()
}

/// Whether a VPC can be deleted: it has neither VSwitches nor security groups, but for the default one.
pub fn check_alibaba_vpc_unused(region: &Region, vpc: &Vpc) -> Result<(), AlibabaNetworkError> {
    if region.subnets.values().any(|subnet| subnet.vpc == vpc.id) {
        return Err(AlibabaNetworkError::VpcHasSubnets(vpc.id.clone()));
    }
    if region.groups.values().any(|group| group.vpc == vpc.id && !group.default) {
        return Err(AlibabaNetworkError::VpcHasGroups(vpc.id.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vpcs_have_ranges_that_the_vendor_lets_them_have() {
        let range = |text: &str| alibaba_vpc_range(Some(&text.into())).map(|range| range.to_string()).ok();
        assert_eq!(alibaba_vpc_range(None).unwrap().to_string(), "172.16.0.0/12");
        for good in ["10.0.0.0/8", "192.168.0.0/28", "11.0.0.0/16", "100.128.0.0/16"] {
            assert_eq!(range(good).as_deref(), Some(good));
        }
        for bad in [
            "10.0.0.0/7",
            "10.0.0.0/29",
            "10.0.0.1/8",
            "100.64.0.0/10",
            "100.65.0.0/16",
            "127.0.0.0/16",
            "x",
            "225.0.0.0/8",
        ] {
            assert_eq!(range(bad), None, "{bad}");
        }
    }
}
