//! VPCs and VSwitches of Alibaba Cloud.
//!
//! Follows the vendor's pages "CreateVpc", "CreateVSwitch", "DeleteVpc" and "DeleteVSwitch" of the VPC API 2016-04-28.

use super::router::add_system_table;
use super::{AlibabaNetworkError, Cidr, Cidr6, NetworkError, SnatSource, Subnet, Vpc, check_subnet_unused, subnet};
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// The attributes of a VPC that only Alibaba Cloud has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct VpcFacts {
    /// The display name.
    pub name: SmolStr,
    pub description: SmolStr,
    /// Address ranges of the user's own networks, at most 3.
    pub user_cidrs: Vec<Cidr>,
    /// The id of its router.
    pub router: SmolStr,
    /// The id of the router's system route table.
    pub route_table: SmolStr,
    /// Whether instances get DNS host names.
    pub dns_hostnames: bool,
    /// The resource group it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// Its range of IPv6.
    #[serde(default)]
    pub ipv6: Option<Cidr6>,
}

/// The attributes of a VSwitch that only Alibaba Cloud has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct VSwitchFacts {
    /// The display name.
    pub name: SmolStr,
    pub description: SmolStr,
    /// The id of its custom route table; empty if it uses the system's.
    pub route_table: SmolStr,
    /// The id of its network ACL; empty if it has none.
    #[serde(default)]
    pub acl: SmolStr,
    /// Its range of IPv6.
    #[serde(default)]
    pub ipv6: Option<Cidr6>,
}

/// Reserved ranges, not allowed for VPCs and VSwitches.
const RESERVED: [(Ipv4Addr, u8); 4] = [
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
];

/// Parses a range. A range with bits beyond its mask is an error (ours: the vendor's pages show no such range).
pub fn strict_range(text: &SmolStr) -> Result<Cidr, NetworkError> {
    let range = text.parse::<Cidr>().ok().filter(|range| range.to_string() == *text);
    range.ok_or_else(|| NetworkError::CidrMalformed(text.clone()))
}

fn is_reserved(range: Cidr) -> bool {
    RESERVED.iter().any(|(base, prefix)| Cidr::new(*base, *prefix).contains(range))
}

/// Parses the range of a new VPC: /8 to /28, not reserved; by default 172.16.0.0/12.
pub fn alibaba_vpc_range(text: Option<&SmolStr>) -> Result<Cidr, NetworkError> {
    let Some(text) = text else { return Ok(Cidr::new(Ipv4Addr::new(172, 16, 0, 0), 12)) };
    let range = strict_range(text)?;
    let good = (8..=28).contains(&range.prefix()) && !is_reserved(range);
    if good { Ok(range) } else { Err(NetworkError::VpcRange(range)) }
}

/// Parses the range of a new VSwitch: /16 to /29, within the VPC, not reserved, and without overlap with other
/// VSwitches.
pub fn v_switch_range(region: &Region, vpc: &Vpc, text: &SmolStr) -> Result<Cidr, Error> {
    let range = strict_range(text)?;
    if !(16..=29).contains(&range.prefix()) {
        return Err(AlibabaNetworkError::SubnetMask(range).into());
    }
    if !vpc.cidr.contains(range) || is_reserved(range) {
        return Err(NetworkError::SubnetRange(range).into());
    }
    Ok(subnet::check_overlap(region, vpc, range, text)?)
}

/// Creates a VPC with its router and system route table.
pub fn make_alibaba_vpc(at: &mut PlaceMut<'_>, cidr: Cidr, facts: VpcFacts, tags: Tags) -> SmolStr {
    let id = at.new_id("vpc");
    let alibaba = VpcFacts { router: at.new_id("vrt"), route_table: at.new_id("vtb"), ..facts };
    let vpc = Vpc { created: at.now, tags, alibaba, ..Vpc::new(id.clone(), cidr) };
    at.region.vpcs.insert(id.clone(), vpc);
    add_system_table(at.region, &id);
    id
}

/// The attributes of a new VSwitch.
#[derive(Clone, Debug)]
pub struct NewVSwitch {
    /// The id of its VPC.
    pub vpc: SmolStr,
    pub zone: &'static str,
    /// Its range, checked by [`v_switch_range`].
    pub range: Cidr,
    pub facts: VSwitchFacts,
    pub tags: Tags,
}

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

/// Whether a VSwitch can be deleted: it must have no NAT gateway and no SNAT entry, no custom route table, no
/// network ACL, and no instances.
pub fn check_v_switch_unused(region: &Region, v_switch: &Subnet) -> Result<(), Error> {
    let id = &v_switch.id;
    if region.alibaba_nats.values().any(|gateway| gateway.v_switch == *id) {
        return Err(AlibabaNetworkError::VSwitchHasNat(id.clone()).into());
    }
    let mut entries = region.alibaba_nats.values().flat_map(|gateway| &gateway.snat);
    if entries.any(|entry| entry.source == SnatSource::VSwitch(id.clone())) {
        return Err(AlibabaNetworkError::VSwitchHasSnat(id.clone()).into());
    }
    if !v_switch.alibaba.route_table.is_empty() {
        return Err(AlibabaNetworkError::VSwitchHasTable(id.clone()).into());
    }
    if !v_switch.alibaba.acl.is_empty() {
        return Err(AlibabaNetworkError::VSwitchHasAcl(id.clone()).into());
    }
    Ok(check_subnet_unused(region, v_switch)?)
}

/// Whether a VPC can be deleted: it must have no NAT gateways, no VSwitches, no network ACLs, no custom route tables or entries, and no
/// security groups except the default one.
pub fn check_alibaba_vpc_unused(region: &Region, vpc: &Vpc) -> Result<(), AlibabaNetworkError> {
    if region.alibaba_nats.values().any(|gateway| gateway.vpc == vpc.id) {
        return Err(AlibabaNetworkError::VpcHasNats(vpc.id.clone()));
    }
    if region.subnets.values().any(|subnet| subnet.vpc == vpc.id) {
        return Err(AlibabaNetworkError::VpcHasSubnets(vpc.id.clone()));
    }
    if region.vpc_acls.values().any(|acl| acl.vpc == vpc.id) {
        return Err(AlibabaNetworkError::VpcHasAcls(vpc.id.clone()));
    }
    if region.groups.values().any(|group| group.vpc == vpc.id && !group.default) {
        return Err(AlibabaNetworkError::VpcHasGroups(vpc.id.clone()));
    }
    if region.router_tables.values().any(|table| table.vpc == vpc.id && !table.system) {
        return Err(AlibabaNetworkError::VpcHasTables(vpc.id.clone()));
    }
    if region.router_tables.values().any(|table| table.vpc == vpc.id && !table.entries.is_empty()) {
        return Err(AlibabaNetworkError::VpcHasEntries(vpc.id.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vpc_ranges_are_checked() {
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
