//! Subnets, or VSwitches, and their addresses.

use super::{Cidr, FURNISHED, NetworkError, VSwitchFacts, Vpc};
use crate::domain::compute::instance::{State, Tags};
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
    /// Its id.
    pub id: SmolStr,
    /// The VPC it is part of.
    pub vpc: SmolStr,
    /// Its zone.
    #[serde(with = "written::name")]
    pub zone: Name,
    /// The first address of its range.
    pub base: Ipv4Addr,
    /// How many addresses the range has.
    pub size: u32,
    /// Whether it is its zone's default.
    pub default: bool,
    /// Whether instances get a public address.
    pub public: bool,
    /// When it was made.
    pub created: Timestamp,
    /// Its tags.
    pub tags: Tags,
    /// What only Alibaba Cloud says.
    pub alibaba: VSwitchFacts,
    cloud: Cloud,
    next: u32,
    free: BTreeSet<u32>,
}

/// How many addresses at the start and at the end of a subnet the vendor keeps for itself.
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
            created: FURNISHED,
            tags: Tags::new(),
            alibaba: VSwitchFacts::default(),
            cloud,
            next: reserved(cloud).0,
            free: BTreeSet::new(),
        }
    }

    /// The range.
    pub fn range(&self) -> Cidr {
        let bits = u8::try_from(self.size.trailing_zeros()).unwrap_or(0);
        Cidr::new(self.base, 32 - bits)
    }

    /// Where the addresses for instances begin and end, counted from the base.
    fn hosts(&self) -> Range<u32> {
        let (first, last) = reserved(self.cloud);
        first..self.size.saturating_sub(last)
    }

    /// How many addresses are not in use.
    pub fn available(&self) -> u32 {
        self.hosts().end.saturating_sub(self.next) + u32::try_from(self.free.len()).unwrap_or(0)
    }

    /// Takes the next address that is not in use.
    pub fn take(&mut self) -> Option<Ipv4Addr> {
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

    /// Whether this address is one of the subnet's and not in use.
    pub fn is_free(&self, address: Ipv4Addr) -> bool {
        self.host(address).is_some_and(|host| host >= self.next || self.free.contains(&host))
    }

    /// Takes this address, which [`Subnet::is_free`].
    pub fn take_this(&mut self, address: Ipv4Addr) {
        let Some(host) = self.host(address) else { return };
        if host >= self.next {
            self.free.extend(self.next..host);
            self.next = host + 1;
        } else {
            self.free.remove(&host);
        }
    }

    /// Gives an address back.
    pub fn give_back(&mut self, address: Ipv4Addr) {
        if let Some(host) = self.host(address).filter(|host| *host < self.next) {
            self.free.insert(host);
        }
    }

    /// The range in CIDR notation.
    pub fn cidr(&self) -> String {
        self.range().to_string()
    }
}

/// The range of a new subnet in a VPC, from its text: /16 to /28, in the VPC, and in no other subnet.
pub fn subnet_range(region: &Region, vpc: &Vpc, text: &SmolStr) -> Result<Cidr, NetworkError> {
    let range: Cidr = text.parse().map_err(|()| NetworkError::CidrMalformed(text.clone()))?;
    if !(16..=28).contains(&range.prefix()) || !vpc.cidr.contains(range) {
        return Err(NetworkError::SubnetRange(range));
    }
    free(region, vpc, range)
}

/// The range, unless another subnet of the VPC has some of it.
pub(super) fn free(region: &Region, vpc: &Vpc, range: Cidr) -> Result<Cidr, NetworkError> {
    let taken = region.subnets.values().any(|subnet| subnet.vpc == vpc.id && subnet.range().overlaps(range));
    if taken { Err(NetworkError::SubnetConflict(range)) } else { Ok(range) }
}

/// Makes a subnet with a range that [`subnet_range`] has found good. Its instances get no public addresses.
pub fn make_subnet(at: &mut PlaceMut<'_>, vpc: &SmolStr, zone: &'static str, range: Cidr, tags: Tags) -> SmolStr {
    let id = at.new_id("subnet");
    at.region.subnets.insert(
        id.clone(),
        Subnet { created: at.now, tags, ..Subnet::new(at.scope.cloud, id.clone(), vpc, zone, range) },
    );
    id
}

/// Whether a subnet can be deleted: no instance is in it, unless terminated.
pub fn check_subnet_unused(region: &Region, subnet: &Subnet) -> Result<(), NetworkError> {
    let mut instances = region.instances.values().filter(|instance| instance.state != State::Terminated);
    if instances.any(|instance| instance.nic.subnet == subnet.id) {
        return Err(NetworkError::SubnetInUse(subnet.id.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subnet(cloud: Cloud) -> Subnet {
        Subnet::new(cloud, "s".into(), &"v".into(), "z", Cidr::new(Ipv4Addr::new(10, 0, 0, 0), 28))
    }

    #[test]
    fn addresses_are_given_once_and_taken_back() {
        let mut subnet = subnet(Cloud::Aws);
        assert_eq!((subnet.cidr().as_str(), subnet.available()), ("10.0.0.0/28", 11));
        let wanted = Ipv4Addr::new(10, 0, 0, 6);
        assert!(subnet.is_free(wanted));
        subnet.take_this(wanted);
        assert!(!subnet.is_free(wanted));
        let rest: Vec<_> = std::iter::from_fn(|| subnet.take()).collect();
        assert_eq!((rest.len(), subnet.available()), (10, 0));
        assert!(!rest.contains(&wanted));
        subnet.give_back(wanted);
        assert_eq!(subnet.take(), Some(wanted));
    }

    #[test]
    fn the_vendors_keep_the_ends() {
        for (cloud, first, last) in [(Cloud::Aws, 4, 14), (Cloud::Alibaba, 1, 12)] {
            let mut subnet = subnet(cloud);
            assert_eq!(subnet.available(), u32::from(last - first) + 1);
            let given: Vec<_> = std::iter::from_fn(|| subnet.take()).map(|address| address.octets()[3]).collect();
            assert!(given.iter().copied().eq(first..=last), "{cloud:?}: {given:?}");
            assert!(!subnet.is_free(Ipv4Addr::new(10, 0, 0, first - 1)));
            assert!(!subnet.is_free(Ipv4Addr::new(10, 0, 0, last + 1)));
        }
    }
}
