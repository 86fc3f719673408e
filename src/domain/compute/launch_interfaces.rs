//! What a launch can ask for its network interfaces beside what every launch has: interfaces that are there already,
//! further ones, and more addresses.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, Nic, NicCommon, Tags};
use crate::domain::error::Error;
use crate::domain::network::interfaces::{
    self, AlibabaInterfaceError, EniFacts, InterfaceError, become_primary, check_addresses, check_count, check_queues,
};
use crate::domain::network::wanted::Wanted;
use crate::domain::network::{AlibabaNetworkError, NetworkError, Subnet, free_addresses6};
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The addresses of IPv6 that an instance is to have.
#[derive(Clone, Debug)]
pub enum Ipv6Request {
    /// So many of the subnet's.
    Count(usize),
    These(Vec<Ipv6Addr>),
}

impl Ipv6Request {
    pub fn count(&self) -> usize {
        match self {
            Self::Count(count) => *count,
            Self::These(addresses) => addresses.len(),
        }
    }
}

/// The default is what most launches have: one new interface, which is deleted with its instance.
#[derive(Clone, Debug, Default)]
pub struct LaunchInterfaces {
    /// The interface that becomes the primary one, in place of a new one.
    pub primary: Option<SmolStr>,
    /// Whether the primary interface stays when the instance is terminated.
    pub stays: bool,
    /// The display name of a new primary interface on ECS.
    pub name: SmolStr,
    /// What a new primary interface has beside its primary address, and addresses of IPv6.
    pub wanted: Wanted,
    pub others: Vec<FurtherInterface>,
}

/// A further interface of each instance.
#[derive(Clone, Debug)]
pub struct FurtherInterface {
    /// From 1.
    pub device_index: u32,
    /// The interface that is attached, in place of a new one.
    pub existing: Option<SmolStr>,
    pub common: NicCommon,
    pub wanted: Wanted,
    pub delete_on_termination: bool,
    /// The display name of a new one, and its other attributes on ECS.
    pub name: SmolStr,
    pub alibaba: Option<Box<EniFacts>>,
}

impl LaunchInterfaces {
    /// With these tags of all new interfaces.
    pub fn tagged(mut self, tags: &Tags) -> Self {
        self.others.iter_mut().for_each(|other| other.common.tags = tags.clone());
        self
    }

    /// Whether instances of this type can have them, and the subnets have addresses for so many instances, whose new primary
    /// interfaces have these.
    pub fn check(
        &self,
        region: &Region,
        of: &InstanceType,
        subnet: &Subnet,
        (private_ip, ipv6): (Option<Ipv4Addr>, &Ipv6Request),
        count: u32,
    ) -> Result<(), Error> {
        check_count(region, of, 1 + self.others.len())?;
        let own = |existing: &Option<SmolStr>, wanted: (usize, usize)| {
            let found = existing.as_ref().and_then(|id| interfaces::find_nic(region, id));
            found.map_or(wanted, |(nic, _)| nic.counts())
        };
        let (v4, v6) = self.wanted.counts();
        let (v4, v6) = own(&self.primary, (v4, v6 + ipv6.count()));
        check_addresses(region, of, v4, v6)?;
        for other in &self.others {
            let (v4, v6) = own(&other.existing, other.wanted.counts());
            check_addresses(region, of, v4, v6)?;
        }
        let queues = |other: &FurtherInterface| other.alibaba.as_ref().and_then(|facts| facts.queues);
        check_queues(region, of, &self.others.iter().map(queues).collect::<Vec<_>>())?;
        if self.wanted.is_simple() && self.others.is_empty() {
            return Ok(());
        }
        self.check_ipv6(region, subnet, ipv6)?;
        // Addresses are taken from copies, in the order in which they will be: an address that is named must not be the one that
        // an interface before it gets (ours).
        let mut subnets: BTreeMap<&SmolStr, Subnet> = BTreeMap::new();
        let mut take = |id, take: &dyn Fn(&mut Subnet) -> Result<(), Error>| match region.subnets.get(id) {
            Some(original) => take(subnets.entry(id).or_insert_with(|| original.clone())),
            None => Ok(()),
        };
        for _ in 0..count {
            if self.primary.is_none() {
                take(&subnet.id, &|copy| {
                    match private_ip {
                        Some(address) => copy.allocate_address(address),
                        None => drop(copy.allocate().ok_or_else(|| InterfaceError::Full(subnet.id.clone()))?),
                    }
                    self.wanted.take(region, copy, false).map(drop)
                })?;
            }
            for other in self.others.iter().filter(|other| other.existing.is_none()) {
                take(&other.common.subnet, &|copy| other.wanted.take(region, copy, true).map(drop))?;
            }
        }
        Ok(())
    }

    /// Refuses addresses and prefixes of IPv6 that two of the new interfaces name, or that one names and another may get.
    fn check_ipv6(&self, region: &Region, subnet: &Subnet, ipv6: &Ipv6Request) -> Result<(), Error> {
        let (these, count) = match ipv6 {
            Ipv6Request::These(addresses) => (&addresses[..], 0),
            Ipv6Request::Count(count) => (&[][..], *count),
        };
        let new = self.others.iter().filter(|other| other.existing.is_none());
        let all = || {
            std::iter::once((&subnet.id, &self.wanted)).chain(new.clone().map(|one| (&one.common.subnet, &one.wanted)))
        };
        let mut named: Vec<_> = these.iter().map(|address| (&subnet.id, *address)).collect();
        named.extend(all().flat_map(|(id, wanted)| wanted.ipv6.iter().map(move |address| (id, *address))));
        for (n, (id, address)) in named.iter().enumerate() {
            let own = if **id == subnet.id { count } else { 0 };
            let given =
                own + all().filter(|(other, _)| other == id).map(|(_, wanted)| wanted.ipv6_count).sum::<usize>();
            let next = region.subnets.get(*id).map(|subnet| free_addresses6(region, subnet, given)).unwrap_or_default();
            if named[..n].contains(&(id, *address)) || next.contains(address) {
                return Err(InterfaceError::AddressTaken6(*address).into());
            }
        }
        let prefixes: Vec<_> = all().flat_map(|(_, wanted)| wanted.prefixes6.iter()).collect();
        let counted = all().any(|(_, wanted)| wanted.prefix6_count > 0);
        let twice = prefixes.iter().enumerate().find(|(n, prefix)| prefixes[..*n].contains(prefix) || counted);
        twice.map_or(Ok(()), |(_, prefix)| Err(InterfaceError::Prefix(prefix.to_string().into()).into()))
    }

    /// Puts further interfaces into the subnet of the launch, and into the default group of the VPC, where the request names none.
    /// Fails if one cannot be in the zone of the launch, or in its groups.
    pub fn settle(&mut self, region: &Region, subnet: &Subnet) -> Result<(), Error> {
        for other in &mut self.others {
            if other.common.subnet.is_empty() {
                other.common.subnet = subnet.id.clone();
            }
            let id = &other.common.subnet;
            let own = region.subnets.get(id).ok_or_else(|| NetworkError::SubnetNotFound(id.clone()))?;
            if own.zone != subnet.zone {
                return Err(InterfaceError::Zone.into());
            }
            // An interface of ECS is in the VPC of its instance.
            if other.alibaba.is_some() && own.vpc != subnet.vpc {
                return Err(AlibabaInterfaceError::Vpc.into());
            }
            other.common.vpc = own.vpc.clone();
            if other.common.groups.is_empty() {
                other.common.groups.extend(default_group(region, &own.vpc));
            }
            check_groups(region, &other.common.groups, &own.id, &own.vpc)?;
        }
        Ok(())
    }

    /// Gives an instance that is being made its primary interface, if that is there already. Tells whether it is.
    pub fn give_primary(&self, region: &mut Region, instance: &mut Instance) -> bool {
        let Some(id) = &self.primary else { return false };
        become_primary(region, id, instance, self.stays);
        true
    }

    /// Gives an instance that is being made what its new primary interface has beside the address.
    pub fn extend_primary(&self, region: &mut Region, nic: &mut Nic) {
        let Some(mut subnet) = region.subnets.remove(&nic.subnet) else { return };
        // It was checked with the launch that this can be done.
        if let Ok(taken) = self.wanted.take(region, &mut subnet, false) {
            taken.give(nic);
        }
        region.subnets.insert(subnet.id.clone(), subnet);
        nic.change_more(|more| (more.stays, more.name) = (self.stays, self.name.clone()));
    }

    /// Makes and attaches the further interfaces of a new instance.
    pub fn attach_others(&self, at: &mut PlaceMut<'_>, instance: &SmolStr) {
        for other in &self.others {
            let id = match &other.existing {
                Some(id) => id.clone(),
                None => {
                    let Some(mut subnet) = at.region.subnets.remove(&other.common.subnet) else { continue };
                    let taken = other.wanted.take(at.region, &mut subnet, true).unwrap_or_default();
                    let zone = subnet.zone;
                    at.region.subnets.insert(subnet.id.clone(), subnet);
                    let mut nic = Nic::without_address(other.common.clone());
                    nic.change_more(|more| more.name = other.name.clone());
                    interfaces::make(at, nic, taken, zone, other.alibaba.clone())
                }
            };
            interfaces::attach(at, &id, instance, other.device_index, Some(other.delete_on_termination));
        }
    }
}

/// Whether an interface in this subnet of this VPC can have these security groups.
pub fn check_groups(region: &Region, groups: &[SmolStr], subnet: &SmolStr, vpc: &SmolStr) -> Result<(), Error> {
    if groups.len() > region.limits.groups_per_interface as usize {
        return Err(NetworkError::TooManyGroups.into());
    }
    for id in groups {
        let group = region.groups.get(id).ok_or_else(|| NetworkError::GroupNotFound(id.clone()))?;
        if group.vpc != *vpc {
            return Err(NetworkError::GroupElsewhere { group: id.clone(), subnet: subnet.clone() }.into());
        }
    }
    let mut kinds = groups.iter().filter_map(|id| region.groups.get(id)).map(|group| group.enterprise);
    let first = kinds.next();
    if kinds.any(|kind| Some(kind) != first) {
        return Err(AlibabaNetworkError::GroupKindsDiffer.into());
    }
    Ok(())
}

/// The default security group of a VPC.
pub fn default_group(region: &Region, vpc: &SmolStr) -> Option<SmolStr> {
    region.groups.values().find(|group| group.vpc == *vpc && group.default).map(|group| group.id.clone())
}
