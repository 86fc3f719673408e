//! Subnets, or VSwitches, and their addresses.

use super::interfaces::nics;
use super::wanted::PREFIX;
use super::{
    AclAssociation, AwsNetworkError, Cidr, Cidr6, DEFAULTS_CREATED, NetworkError, RangeAssociation, VSwitchFacts, Vpc,
};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::ops::Range;

/// A subnet, or VSwitch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Subnet {
    pub id: SmolStr,
    /// The id of its VPC.
    pub vpc: SmolStr,
    #[serde(with = "written::name")]
    pub zone: Name,
    /// The first address of its range.
    pub base: Ipv4Addr,
    /// How many addresses the range has.
    pub size: u32,
    /// Whether it is the default subnet of its zone.
    pub default: bool,
    /// Whether instances get a public address by default.
    pub public: bool,
    pub created: Timestamp,
    pub tags: Tags,
    /// Attributes of EC2 only.
    pub aws: AwsSubnetFacts,
    /// Attributes of Alibaba Cloud only.
    pub alibaba: VSwitchFacts,
    cloud: Cloud,
    next: u32,
    free: BTreeSet<u32>,
}

/// The attributes of a subnet that only EC2 has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AwsSubnetFacts {
    /// Its association with a network ACL. `None` if it has always been with the default one of the VPC.
    pub acl: Option<AclAssociation>,
    /// Its range of IPv6.
    pub ipv6: Option<RangeAssociation<Cidr6>>,
    /// Whether instances get an address of IPv6 by default.
    pub assigns_ipv6: bool,
}

/// The number of addresses that the vendor reserves at the start and at the end of a subnet.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>,
/// <https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-createvswitch>
fn reserved(cloud: Cloud) -> (u32, u32) {
    match cloud {
        Cloud::Aws => (4, 1),
        Cloud::Alibaba => (1, 3),
    }
}

impl Subnet {
    pub(super) fn new(cloud: Cloud, id: SmolStr, vpc: &SmolStr, zone: &'static str, range: Cidr) -> Self {
        Self {
            id,
            vpc: vpc.clone(),
            zone,
            base: range.base(),
            size: 1 << (32 - range.prefix()),
            default: false,
            public: false,
            created: DEFAULTS_CREATED,
            tags: Tags::new(),
            aws: AwsSubnetFacts::default(),
            alibaba: VSwitchFacts::default(),
            cloud,
            next: reserved(cloud).0,
            free: BTreeSet::new(),
        }
    }

    /// Its range of IPv6, from which interfaces get addresses.
    pub fn range6(&self) -> Option<Cidr6> {
        self.aws.ipv6.as_ref().map(|one| one.range).or(self.alibaba.ipv6)
    }

    pub fn range(&self) -> Cidr {
        let bits = u8::try_from(self.size.trailing_zeros()).unwrap_or(0);
        Cidr::new(self.base, 32 - bits)
    }

    /// The addresses for instances, as offsets from the base.
    fn hosts(&self) -> Range<u32> {
        let (first, last) = reserved(self.cloud);
        first..self.size.saturating_sub(last)
    }

    /// How many addresses are not in use.
    pub fn available(&self) -> u32 {
        self.hosts().end.saturating_sub(self.next) + u32::try_from(self.free.len()).unwrap_or(0)
    }

    /// Allocates the next free address; `None` if all are in use.
    pub fn allocate(&mut self) -> Option<Ipv4Addr> {
        let host = if self.next < self.hosts().end {
            self.next += 1;
            self.next - 1
        } else {
            self.free.pop_first()?
        };
        Some(Ipv4Addr::from(u32::from(self.base) + host))
    }

    fn host(&self, address: Ipv4Addr) -> Option<u32> {
        u32::from(address).checked_sub(u32::from(self.base)).filter(|host| self.hosts().contains(host))
    }

    /// Fails for an address that no instance of EC2 in this subnet can have.
    pub fn check_host(&self, address: Ipv4Addr) -> Result<(), AwsNetworkError> {
        if !self.range().contains(Cidr::new(address, 32)) {
            return Err(AwsNetworkError::AddressOutside(address));
        }
        self.host(address).map(|_| ()).ok_or(AwsNetworkError::AddressReserved(address))
    }

    /// Whether this address is in the subnet and not in use.
    pub fn is_free(&self, address: Ipv4Addr) -> bool {
        self.host(address).is_some_and(|host| host >= self.next || self.free.contains(&host))
    }

    /// Allocates this address. Requires [`Subnet::is_free`].
    pub fn allocate_address(&mut self, address: Ipv4Addr) {
        let Some(host) = self.host(address) else { return };
        if host >= self.next {
            self.free.extend(self.next..host);
            self.next = host + 1;
        } else {
            self.free.remove(&host);
        }
    }

    /// The offsets of the block of 16 addresses that begins with this one; `None` unless it is such a block, and free.
    fn free_block(&self, first: u32) -> Option<Range<u32>> {
        let hosts = self.hosts();
        let block = first..first.checked_add(16)?;
        let is_free = |host: &u32| *host >= self.next || self.free.contains(host);
        let fits = hosts.start <= block.start && block.end <= hosts.end && block.start.is_multiple_of(16);
        (fits && block.clone().all(|host| is_free(&host))).then_some(block)
    }

    /// Allocates a prefix of 16 addresses. Tells whether it is one of this subnet, and free.
    pub fn takes_block(&mut self, prefix: Cidr) -> bool {
        let first = u32::from(prefix.base()).checked_sub(u32::from(self.base));
        let Some(block) = first.and_then(|first| self.free_block(first)) else { return false };
        block.for_each(|host| self.allocate_address(Ipv4Addr::from(u32::from(self.base) + host)));
        true
    }

    /// Allocates the first free prefix of 16 addresses; `None` if there is none.
    pub fn take_block(&mut self) -> Option<Cidr> {
        let block = (0..self.size).step_by(16).find_map(|first| self.free_block(first))?;
        let prefix = Cidr::new(Ipv4Addr::from(u32::from(self.base) + block.start), PREFIX);
        self.takes_block(prefix).then_some(prefix)
    }

    /// Releases a prefix.
    pub fn release_block(&mut self, prefix: Cidr) {
        let first = u32::from(prefix.base());
        (first..first + 16).for_each(|address| self.release(Ipv4Addr::from(address)));
    }

    /// Releases an address.
    pub fn release(&mut self, address: Ipv4Addr) {
        if let Some(host) = self.host(address).filter(|host| *host < self.next) {
            self.free.insert(host);
        }
    }

    /// Whether its addresses are those of its range, and as many.
    pub fn check(&self, cloud: Cloud) -> Result<(), String> {
        let range = self.size.is_power_of_two() && (8..=1 << 24).contains(&self.size);
        let aligned = range && u32::from(self.base) % self.size == 0;
        let hosts = self.hosts();
        let next = (hosts.start..=hosts.end).contains(&self.next);
        let free = self.free.iter().all(|host| (hosts.start..self.next).contains(host));
        if aligned && next && free && self.cloud == cloud {
            Ok(())
        } else {
            Err(format!("the addresses of the subnet {} are not those of a range", self.id))
        }
    }

    /// The range in CIDR notation.
    pub fn cidr(&self) -> String {
        self.range().to_string()
    }
}

/// Parses the range of a new subnet: /16 to /28, within the VPC, and without overlap with other subnets.
pub fn subnet_range(region: &Region, vpc: &Vpc, text: &SmolStr) -> Result<Cidr, NetworkError> {
    let range: Cidr = text.parse().map_err(|()| NetworkError::CidrMalformed(text.clone()))?;
    if !(16..=28).contains(&range.prefix()) || !vpc.contains(range) {
        return Err(NetworkError::SubnetRange(range));
    }
    check_overlap(region, vpc, range, text)
}

/// Returns the range, unless it overlaps another subnet of the VPC. `text` is the range as it was sent.
pub(super) fn check_overlap(region: &Region, vpc: &Vpc, range: Cidr, text: &SmolStr) -> Result<Cidr, NetworkError> {
    let taken = region.subnets.values().any(|subnet| subnet.vpc == vpc.id && subnet.range().overlaps(range));
    if taken { Err(NetworkError::SubnetConflict(text.clone())) } else { Ok(range) }
}

/// Creates a subnet with a range from [`subnet_range`]. Its instances get no public address by default.
pub fn make_subnet(at: &mut PlaceMut<'_>, vpc: &SmolStr, zone: &'static str, range: Cidr, tags: Tags) -> SmolStr {
    let id = at.new_id("subnet");
    at.region.subnets.insert(
        id.clone(),
        Subnet { created: at.now, tags, ..Subnet::new(at.scope.cloud, id.clone(), vpc, zone, range) },
    );
    id
}

/// Whether a subnet can be deleted: it must have no interfaces of instances that are not terminated or by themselves, no NAT
/// gateways and no endpoints.
pub fn check_subnet_unused(region: &Region, subnet: &Subnet) -> Result<(), NetworkError> {
    let mut gateways = region.nat_gateways.values().filter(|gateway| gateway.is_there());
    if nics(region).any(|nic| nic.subnet == subnet.id)
        || gateways.any(|gateway| gateway.subnet == subnet.id)
        || region.endpoints.values().any(|endpoint| endpoint.is_in(&subnet.id))
    {
        return Err(NetworkError::SubnetInUse(subnet.id.clone()));
    }
    Ok(())
}

/// Deletes a subnet with its associations.
pub fn delete_subnet(region: &mut Region, id: &SmolStr) {
    region.subnets.remove(id);
    for table in region.route_tables.values_mut() {
        table.associations.retain(|association| association.subnet.as_ref() != Some(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subnet(cloud: Cloud) -> Subnet {
        Subnet::new(cloud, "s".into(), &"v".into(), "z", Cidr::new(Ipv4Addr::new(10, 0, 0, 0), 28))
    }

    #[test]
    fn addresses_are_allocated_once_and_released() {
        let mut subnet = subnet(Cloud::Aws);
        assert_eq!((subnet.cidr().as_str(), subnet.available()), ("10.0.0.0/28", 11));
        let requested = Ipv4Addr::new(10, 0, 0, 6);
        assert!(subnet.is_free(requested));
        subnet.allocate_address(requested);
        assert!(!subnet.is_free(requested));
        let rest: Vec<_> = std::iter::from_fn(|| subnet.allocate()).collect();
        assert_eq!((rest.len(), subnet.available()), (10, 0));
        assert!(!rest.contains(&requested));
        subnet.release(requested);
        assert_eq!(subnet.allocate(), Some(requested));
    }

    #[test]
    fn the_vendors_reserve_the_ends() {
        for (cloud, first, last) in [(Cloud::Aws, 4, 14), (Cloud::Alibaba, 1, 12)] {
            let mut subnet = subnet(cloud);
            assert_eq!(subnet.available(), u32::from(last - first) + 1);
            let allocated: Vec<_> =
                std::iter::from_fn(|| subnet.allocate()).map(|address| address.octets()[3]).collect();
            assert!(allocated.iter().copied().eq(first..=last), "{cloud:?}: {allocated:?}");
            assert!(!subnet.is_free(Ipv4Addr::new(10, 0, 0, first - 1)));
            assert!(!subnet.is_free(Ipv4Addr::new(10, 0, 0, last + 1)));
        }
    }
}
