//! Networks, as far as instances need them: VPCs, subnets (VSwitches), security groups, addresses.

use super::estate::Region;
use super::geography;
use super::instance::Tags;
use super::scope::{Cloud, Scope};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::net::Ipv4Addr;

/// A virtual private cloud.
#[derive(Clone, Debug)]
pub struct Vpc {
    /// Its id.
    pub id: SmolStr,
    /// Its address range.
    pub cidr: &'static str,
    /// Whether it is the region's default.
    pub default: bool,
    /// Its tags.
    pub tags: Tags,
}

/// A subnet, or VSwitch.
#[derive(Clone, Debug)]
pub struct Subnet {
    /// Its id.
    pub id: SmolStr,
    /// The VPC it is part of.
    pub vpc: SmolStr,
    /// Its zone.
    pub zone: &'static str,
    /// The first address of its range.
    pub base: Ipv4Addr,
    /// How many addresses the range has.
    pub size: u32,
    /// Whether it is its zone's default.
    pub default: bool,
    /// Whether instances get a public address.
    pub public: bool,
    /// Its tags.
    pub tags: Tags,
    next: u32,
    free: BTreeSet<u32>,
}

/// A security group.
#[derive(Clone, Debug)]
pub struct SecurityGroup {
    /// Its id.
    pub id: SmolStr,
    /// Its name.
    pub name: SmolStr,
    /// The VPC it belongs to.
    pub vpc: SmolStr,
    /// Its tags.
    pub tags: Tags,
}

/// What is wrong with where an instance is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// There is no such subnet or VSwitch.
    SubnetNotFound(SmolStr),
    /// There is no such security group.
    GroupNotFound(SmolStr),
    /// The subnet and the security group, or the zone, do not belong together.
    Mismatch(String),
    /// There is no such zone.
    ZoneNotFound(SmolStr),
    /// The subnet's addresses are all in use.
    AddressesExhausted(SmolStr),
    /// The address is in use, or not one of the subnet's.
    AddressUnusable(Ipv4Addr),
    /// No subnet was named, and there is no default that stands in.
    SubnetRequired,
}

/// Addresses at the start of a subnet that the vendors keep for themselves; the last one is theirs too.
const RESERVED: u32 = 4;

impl Subnet {
    fn new(id: SmolStr, vpc: &SmolStr, zone: &'static str, base: Ipv4Addr, size: u32, public: bool) -> Self {
        let free = BTreeSet::new();
        Self { id, vpc: vpc.clone(), zone, base, size, default: true, public, tags: Tags::new(), next: RESERVED, free }
    }

    /// How many addresses are not in use.
    pub fn available(&self) -> u32 {
        self.size.saturating_sub(1).saturating_sub(self.next) + u32::try_from(self.free.len()).unwrap_or(0)
    }

    /// Takes the next address that is not in use.
    pub fn take(&mut self) -> Option<Ipv4Addr> {
        let host = if self.next + 1 < self.size {
            self.next += 1;
            self.next - 1
        } else {
            self.free.pop_first()?
        };
        Some(Ipv4Addr::from(u32::from(self.base) + host))
    }

    fn host(&self, address: Ipv4Addr) -> Option<u32> {
        u32::from(address).checked_sub(u32::from(self.base)).filter(|host| (RESERVED..self.size - 1).contains(host))
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
        format!("{}/{}", self.base, 32 - self.size.trailing_zeros())
    }
}

/// Gives a region its default network: a VPC, a subnet in each zone, a security group.
pub(super) fn furnish(region: &mut Region, scope: &Scope) {
    let Some(facts) = geography::region(scope.cloud, scope.region) else { return };
    let aws = scope.cloud == Cloud::Aws;
    let (vpc_prefix, subnet_prefix, cidr, group_name) =
        if aws { ("vpc", "subnet", "172.31.0.0/16", "default") } else { ("vpc", "vsw", "172.16.0.0/12", "sg-default") };
    let vpc = region.new_id(scope, vpc_prefix);
    region.vpcs.insert(vpc.clone(), Vpc { id: vpc.clone(), cidr, default: true, tags: Tags::new() });
    for (n, (zone, _)) in (0..).zip(facts.zones) {
        let id = region.new_id(scope, subnet_prefix);
        let base = if aws { Ipv4Addr::new(172, 31, 16 * n, 0) } else { Ipv4Addr::new(172, 16, 16 * n, 0) };
        region.subnets.insert(id.clone(), Subnet::new(id, &vpc, zone, base, 4096, aws));
    }
    let id = region.new_id(scope, "sg");
    region.groups.insert(id.clone(), SecurityGroup { id, name: group_name.into(), vpc, tags: Tags::new() });
}

/// The n-th public address: from 100.64.0.0/10, which no host on the Internet has, so that a test that connects to
/// one reaches nobody. Ours: the vendors' addresses belong to somebody.
pub(super) fn public_address(n: u32) -> Ipv4Addr {
    const BASE: u32 = 0x6440_0000;
    Ipv4Addr::from(BASE + 1 + n % ((1 << 22) - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_given_once_and_taken_back() {
        let mut subnet = Subnet::new("s".into(), &"v".into(), "z", Ipv4Addr::new(10, 0, 0, 0), 16, false);
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
}
