//! Ranges of IPv6 of VPCs and VSwitches of Alibaba Cloud. A VPC has 56 bits, a VSwitch 64.
//!
//! Follows the vendor's pages "CreateVpc", "ModifyVpcAttribute", "CreateVSwitch" and "ModifyVSwitchAttribute" of the VPC API
//! 2016-04-28.

use super::ipv6::next_range6;
use super::{AlibabaNetworkError, Cidr6, Vpc};
use crate::domain::region::Region;
use smol_str::SmolStr;
use std::net::Ipv6Addr;

/// Gives a VPC a range, unless it has one.
pub fn enable_vpc_ipv6(region: &mut Region, vpc: &SmolStr) {
    if region.vpcs.get(vpc).is_some_and(|vpc| vpc.alibaba.ipv6.is_none()) {
        let range = next_range6(region);
        if let Some(vpc) = region.vpcs.get_mut(vpc) {
            vpc.alibaba.ipv6 = Some(range);
        }
    }
}

/// Whether a VPC can lose its range: no VSwitch may have some of it.
pub fn check_vpc_ipv6_unused(region: &Region, vpc: &Vpc) -> Result<(), AlibabaNetworkError> {
    let mut v_switches = region.subnets.values().filter(|subnet| subnet.vpc == vpc.id);
    let used = v_switches.any(|subnet| subnet.alibaba.ipv6.is_some());
    if used { Err(AlibabaNetworkError::Ipv6InUse(vpc.id.clone())) } else { Ok(()) }
}

/// The range of a VSwitch with this number in the VPC's range, if no other VSwitch has it.
pub fn v_switch_range6(region: &Region, vpc: &Vpc, number: u8) -> Result<Cidr6, AlibabaNetworkError> {
    let all = vpc.alibaba.ipv6.ok_or_else(|| AlibabaNetworkError::NoIpv6(vpc.id.clone()))?;
    let base = u128::from(all.base()) | (u128::from(number) << 64);
    let range = Cidr6::new(Ipv6Addr::from(base), 64);
    let mut v_switches = region.subnets.values().filter(|subnet| subnet.vpc == vpc.id);
    let taken = v_switches.any(|subnet| subnet.alibaba.ipv6 == Some(range));
    if taken { Err(AlibabaNetworkError::Ipv6Taken(range)) } else { Ok(range) }
}
