//! The addresses and prefixes that a request wants for a network interface.

use super::interfaces::{InterfaceError, has_address6, nics};
use super::ipv6::free_addresses6;
use super::{AwsNetworkError, Cidr, Cidr6, Subnet};
use crate::domain::compute::instance::Nic;
use crate::domain::error::Error;
use crate::domain::region::Region;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The length of a prefix of IPv4, and of IPv6, that an interface can have.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html>
pub const PREFIX: u8 = 28;
pub const PREFIX6: u8 = 80;

/// What an interface is to have: these, and so many more.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The primary address; by default the next free one.
    pub primary: Option<Ipv4Addr>,
    pub secondary: Vec<Ipv4Addr>,
    pub secondary_count: usize,
    pub prefixes: Vec<Cidr>,
    pub prefix_count: usize,
    pub ipv6: Vec<Ipv6Addr>,
    pub ipv6_count: usize,
    pub prefixes6: Vec<Cidr6>,
    pub prefix6_count: usize,
}

/// What it gets.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub primary: Option<Ipv4Addr>,
    pub secondary: Vec<Ipv4Addr>,
    pub prefixes: Vec<Cidr>,
    pub ipv6: Vec<Ipv6Addr>,
    pub prefixes6: Vec<Cidr6>,
}

impl Taken {
    /// Adds all to an interface.
    pub fn give(self, nic: &mut Nic) {
        nic.private_ip = self.primary.unwrap_or(nic.private_ip);
        nic.ipv6.extend(self.ipv6);
        nic.change_more(|more| {
            more.secondary.extend(self.secondary);
            more.prefixes.extend(self.prefixes);
            more.prefixes6.extend(self.prefixes6);
        });
    }
}

impl Wanted {
    /// Whether there is nothing beside a primary address.
    pub fn is_simple(&self) -> bool {
        self.secondary.is_empty() && self.prefixes.is_empty() && self.prefixes6.is_empty() && {
            self.secondary_count + self.prefix_count + self.prefix6_count == 0
        }
    }

    /// How many addresses of IPv4, the primary one and prefixes included, and of IPv6 it is to have.
    pub fn counts(&self) -> (usize, usize) {
        let v4 = 1 + self.secondary.len() + self.secondary_count + self.prefixes.len() + self.prefix_count;
        (v4, self.ipv6.len() + self.ipv6_count + self.prefixes6.len() + self.prefix6_count)
    }

    /// Takes all from a subnet, and with `primary` a primary address. A subnet of which not all can be taken is to be thrown away:
    /// pass a copy.
    pub fn take(&self, region: &Region, subnet: &mut Subnet, primary: bool) -> Result<Taken, Error> {
        let mut taken = Taken::default();
        for address in self.primary.iter().chain(&self.secondary) {
            check_free(subnet, *address)?;
            subnet.allocate_address(*address);
        }
        for prefix in &self.prefixes {
            let fits = prefix.prefix() == PREFIX && subnet.takes_block(*prefix);
            if !fits {
                return Err(InterfaceError::Prefix(prefix.to_string().into()).into());
            }
            taken.prefixes.push(*prefix);
        }
        let id = subnet.id.clone();
        let full = || InterfaceError::Full(id.clone());
        taken.primary = self.primary;
        let missing = usize::from(primary && self.primary.is_none());
        let mut more = Vec::with_capacity(missing + self.secondary_count);
        for _ in 0..missing + self.secondary_count {
            match subnet.allocate() {
                Some(address) => more.push(address),
                None => return Err(full().into()),
            }
        }
        if missing > 0 {
            taken.primary = Some(more.remove(0));
        }
        taken.secondary = self.secondary.iter().copied().chain(more).collect();
        for _ in 0..self.prefix_count {
            match subnet.take_block() {
                Some(prefix) => taken.prefixes.push(prefix),
                None => return Err(full().into()),
            }
        }
        self.take6(region, subnet, &mut taken)?;
        Ok(taken)
    }

    fn take6(&self, region: &Region, subnet: &Subnet, taken: &mut Taken) -> Result<(), Error> {
        let (addresses, prefixes) = (self.ipv6.len() + self.ipv6_count, self.prefixes6.len() + self.prefix6_count);
        if addresses + prefixes == 0 {
            return Ok(());
        }
        let Some(range) = subnet.range6() else {
            return Err(InterfaceError::SubnetWithoutRange6(subnet.id.clone()).into());
        };
        for address in &self.ipv6 {
            if !range.contains(Cidr6::new(*address, 128)) {
                return Err(InterfaceError::AddressOutside6(*address).into());
            }
            if has_address6(region, &subnet.id, *address) || taken.ipv6.contains(address) {
                return Err(InterfaceError::AddressTaken6(*address).into());
            }
            taken.ipv6.push(*address);
        }
        if self.ipv6_count > 0 {
            let free = free_addresses6(region, subnet, self.ipv6_count + self.ipv6.len());
            let free = free.into_iter().filter(|address| !self.ipv6.contains(address));
            taken.ipv6.extend(free.take(self.ipv6_count));
        }
        let in_use: Vec<Cidr6> =
            nics(region).filter(|nic| nic.subnet == subnet.id).flat_map(|nic| nic.more().prefixes6.clone()).collect();
        for prefix in &self.prefixes6 {
            let free = !in_use.contains(prefix) && !taken.prefixes6.contains(prefix);
            if prefix.prefix() != PREFIX6 || !range.contains(*prefix) || !free {
                return Err(InterfaceError::Prefix(prefix.to_string().into()).into());
            }
            taken.prefixes6.push(*prefix);
        }
        // The first one has the addresses that are given one by one.
        let base = u128::from(range.base());
        let candidates = (1..1_u128 << 16).map(|n| Cidr6::new(Ipv6Addr::from(base + (n << 48)), PREFIX6));
        let free = candidates
            .filter(|prefix| range.contains(*prefix) && !in_use.contains(prefix) && !self.prefixes6.contains(prefix));
        taken.prefixes6.extend(free.take(self.prefix6_count));
        if taken.prefixes6.len() < prefixes || taken.ipv6.len() < addresses {
            return Err(InterfaceError::Full(subnet.id.clone()).into());
        }
        Ok(())
    }
}

/// Whether this address is one of the subnet's, and free.
fn check_free(subnet: &Subnet, address: Ipv4Addr) -> Result<(), InterfaceError> {
    match subnet.check_host(address) {
        Err(AwsNetworkError::AddressOutside(_)) => Err(InterfaceError::Outside(address)),
        Err(_) => Err(InterfaceError::Reserved(address)),
        Ok(()) if !subnet.is_free(address) => Err(InterfaceError::Taken(address)),
        Ok(()) => Ok(()),
    }
}
