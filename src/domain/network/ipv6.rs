//! Further ranges of VPCs of EC2, ranges of IPv6, and egress-only internet gateways.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::interfaces::{InterfaceError, has_address6, nics};
use super::route::{Destination, Route, Target};
use super::{AwsVpcError, Cidr, Cidr6, NetworkError, Subnet, Vpc, VpcPart};
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::net::Ipv6Addr;

/// The most ranges of a VPC, of IPv4 and of IPv6 each.
const MAX_RANGES: usize = 5;

/// A range of a VPC or a subnet beside its first one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeAssociation<T> {
    pub id: SmolStr,
    pub range: T,
}

/// A gateway through which traffic of IPv6 leaves a VPC, and none comes in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EgressGateway {
    pub id: SmolStr,
    pub vpc: SmolStr,
    pub tags: Tags,
}

impl Vpc {
    /// Whether one of its ranges of IPv4 has all of this one.
    pub fn contains(&self, range: Cidr) -> bool {
        self.cidr.contains(range) || self.more.iter().any(|one| one.range.contains(range))
    }
}

/// Whether a VPC can get another range of IPv4: it must have room for it, and nothing of it yet.
pub fn check_vpc_range(region: &Region, vpc: &Vpc, range: Cidr) -> Result<(), Error> {
    if vpc.more.len() + 1 >= MAX_RANGES {
        return Err(AwsVpcError::TooManyRanges(vpc.id.clone(), MAX_RANGES).into());
    }
    let has_some = vpc.cidr.overlaps(range) || vpc.more.iter().any(|one| one.range.overlaps(range));
    let mut tables = region.route_tables.values().filter(|table| table.vpc == vpc.id);
    if has_some || tables.any(|table| table.route(&Destination::V4(range)).is_some()) {
        return Err(NetworkError::VpcRange(range).into());
    }
    Ok(())
}

/// Whether a VPC can get another range of IPv6.
pub fn check_vpc_range6(vpc: &Vpc) -> Result<(), AwsVpcError> {
    let full = vpc.ipv6.len() >= MAX_RANGES;
    if full { Err(AwsVpcError::TooManyRanges(vpc.id.clone(), MAX_RANGES)) } else { Ok(()) }
}

fn add_local_route(region: &mut Region, vpc: &SmolStr, destination: &Destination) {
    for table in region.route_tables.values_mut().filter(|table| table.vpc == *vpc) {
        table.routes.retain(|route| route.destination != *destination);
        table.routes.insert(0, Route { destination: destination.clone(), target: Target::Local });
    }
}

/// Adds a range of IPv4 to a VPC, with a local route in each of its tables.
pub fn associate_vpc_range(at: &mut PlaceMut<'_>, vpc: &SmolStr, range: Cidr) -> SmolStr {
    let id = at.new_id("vpc-cidr-assoc");
    if let Some(vpc) = at.region.vpcs.get_mut(vpc) {
        vpc.more.push(RangeAssociation { id: id.clone(), range });
    }
    add_local_route(at.region, vpc, &Destination::V4(range));
    id
}

/// A range of IPv6 that no VPC of the region has had. It is one of 2001:db8::/32, which is for documentation (ours: no host on the
/// Internet has its addresses).
pub(super) fn next_range6(region: &mut Region) -> Cidr6 {
    let number = u128::from(region.new_ipv6_range());
    Cidr6::new(Ipv6Addr::from((0x2001_0db8_u128 << 96) | (number << 72)), 56)
}

/// Adds a new range of IPv6 to a VPC, with a local route in each of its tables.
pub fn associate_vpc_range6(at: &mut PlaceMut<'_>, vpc: &SmolStr) -> SmolStr {
    let id = at.new_id("vpc-cidr-assoc");
    let range = next_range6(at.region);
    if let Some(vpc) = at.region.vpcs.get_mut(vpc) {
        vpc.ipv6.push(RangeAssociation { id: id.clone(), range });
    }
    add_local_route(at.region, vpc, &Destination::V6(range));
    id
}

/// The VPC that has the association with this id, if it can be ended: no subnet may have some of the range, and it must
/// not be the first one.
pub fn check_vpc_disassociation<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Vpc, AwsVpcError> {
    for vpc in region.vpcs.values() {
        let mut subnets = region.subnets.values().filter(|subnet| subnet.vpc == vpc.id);
        let used = if vpc.first_range_id() == *id {
            return Err(AwsVpcError::FirstRange(id.clone()));
        } else if let Some(one) = vpc.more.iter().find(|one| one.id == *id) {
            subnets.any(|subnet| subnet.range().overlaps(one.range)).then(|| one.range.to_string())
        } else if let Some(one) = vpc.ipv6.iter().find(|one| one.id == *id) {
            let has_some = |subnet: &Subnet| subnet.aws.ipv6.iter().any(|own| one.range.contains(own.range));
            subnets.any(has_some).then(|| one.range.to_string())
        } else {
            continue;
        };
        return used.map_or(Ok(vpc), |range| Err(AwsVpcError::RangeUsed(range)));
    }
    Err(AwsVpcError::NoRangeAssociation(id.clone()))
}

/// Ends the association of a VPC with a range, with its local routes.
pub fn disassociate_vpc_range(region: &mut Region, vpc: &SmolStr, id: &SmolStr) {
    let Some(vpc) = region.vpcs.get_mut(vpc) else { return };
    let v4 = vpc.more.iter().find(|one| one.id == *id).map(|one| Destination::V4(one.range));
    let v6 = vpc.ipv6.iter().find(|one| one.id == *id).map(|one| Destination::V6(one.range));
    vpc.more.retain(|one| one.id != *id);
    vpc.ipv6.retain(|one| one.id != *id);
    let (of, gone) = (vpc.id.clone(), v4.or(v6));
    for table in region.route_tables.values_mut().filter(|table| table.vpc == of) {
        table.routes.retain(|route| Some(&route.destination) != gone.as_ref());
    }
}

/// Parses the range of IPv6 of a subnet: /44 to /64 in steps of 4, in one of the VPC's, and no other subnet's.
pub fn subnet_range6(region: &Region, vpc: &Vpc, text: &SmolStr) -> Result<Cidr6, Error> {
    let range: Cidr6 = text.parse().map_err(|()| NetworkError::CidrMalformed(text.clone()))?;
    let in_vpc = vpc.ipv6.iter().any(|one| one.range.contains(range));
    if !(44..=64).contains(&range.prefix()) || !range.prefix().is_multiple_of(4) || !in_vpc {
        return Err(AwsVpcError::SubnetRange6(text.clone()).into());
    }
    let mut others = region.subnets.values().filter(|subnet| subnet.vpc == vpc.id).flat_map(|subnet| &subnet.aws.ipv6);
    if others.any(|one| one.range.overlaps(range)) {
        return Err(NetworkError::SubnetConflict(text.clone()).into());
    }
    Ok(range)
}

/// Gives a subnet a range from [`subnet_range6`]. Returns the association's id.
pub fn associate_subnet_range(at: &mut PlaceMut<'_>, subnet: &SmolStr, range: Cidr6) -> SmolStr {
    let id = at.new_id("subnet-cidr-assoc");
    if let Some(subnet) = at.region.subnets.get_mut(subnet) {
        subnet.aws.ipv6 = Some(RangeAssociation { id: id.clone(), range });
    }
    id
}

/// The subnet that has the association with this id, if it can be ended: no interface may have one of the addresses.
pub fn check_subnet_disassociation<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Subnet, AwsVpcError> {
    let has_it = |subnet: &&Subnet| subnet.aws.ipv6.as_ref().is_some_and(|one| one.id == *id);
    let subnet = region.subnets.values().find(has_it);
    let subnet = subnet.ok_or_else(|| AwsVpcError::NoSubnetRangeAssociation(id.clone()))?;
    let mut in_subnet = nics(region).filter(|nic| nic.subnet == subnet.id);
    if in_subnet.any(|nic| !nic.ipv6.is_empty() || !nic.more().prefixes6.is_empty()) {
        let range = subnet.aws.ipv6.as_ref().map(|one| one.range.to_string()).unwrap_or_default();
        return Err(AwsVpcError::RangeUsed(range));
    }
    Ok(subnet)
}

/// Takes the range of IPv6 from a subnet. New instances then get no such addresses by default.
pub fn disassociate_subnet_range(region: &mut Region, subnet: &SmolStr) {
    if let Some(subnet) = region.subnets.get_mut(subnet) {
        subnet.aws.ipv6 = None;
        subnet.aws.assigns_ipv6 = false;
    }
}

/// Whether this address is in the subnet's range of IPv6, and no instance's.
pub fn check_address6(region: &Region, subnet: &Subnet, address: Ipv6Addr) -> Result<(), InterfaceError> {
    let in_range = subnet.range6().is_some_and(|range| range.contains(Cidr6::new(address, 128)));
    if !in_range {
        return Err(InterfaceError::AddressOutside6(address));
    }
    if has_address6(region, &subnet.id, address) { Err(InterfaceError::AddressTaken6(address)) } else { Ok(()) }
}

/// So many addresses of a subnet's range that no instance has. The first 4 are reserved.
pub fn free_addresses6(region: &Region, subnet: &Subnet, count: usize) -> Vec<Ipv6Addr> {
    let Some(range) = subnet.range6() else { return Vec::new() };
    let taken: BTreeSet<_> = nics(region).filter(|nic| nic.subnet == subnet.id).flat_map(|nic| &nic.ipv6).collect();
    let base = u128::from(range.base());
    let candidates = (4..u128::from(u64::MAX)).map(|host| Ipv6Addr::from(base + host));
    candidates.filter(|address| !taken.contains(address)).take(count).collect()
}

/// Creates an egress-only internet gateway of a VPC.
pub fn make_egress_gateway(at: &mut PlaceMut<'_>, vpc: SmolStr, tags: Tags) -> SmolStr {
    let id = at.new_id("eigw");
    at.region.egress_gateways.insert(id.clone(), EgressGateway { id: id.clone(), vpc, tags });
    id
}

/// The egress-only internet gateway with this id.
pub fn egress_gateway<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r EgressGateway, AwsVpcError> {
    let found = region.egress_gateways.get(id);
    found.ok_or_else(|| AwsVpcError::NotFound(VpcPart::EgressGateway, id.clone()))
}
