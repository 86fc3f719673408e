//! What a launch on EC2 can ask for its network interfaces beside what every launch has: interfaces that are there already,
//! further ones, and more addresses.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, Nic, NicCommon, Tags};
use crate::domain::error::Error;
use crate::domain::network::interfaces::{self, AwsInterfaceError, become_primary, check_addresses, check_count};
use crate::domain::network::wanted::Wanted;
use crate::domain::network::{AlibabaNetworkError, NetworkError, Subnet};
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv6Addr;

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
}

impl LaunchInterfaces {
    /// With these tags of all new interfaces.
    pub fn tagged(mut self, tags: &Tags) -> Self {
        self.others.iter_mut().for_each(|other| other.common.tags = tags.clone());
        self
    }

    /// Whether instances of this type can have them, and the subnets have addresses for so many instances, whose primary interfaces
    /// have `ipv6` addresses of IPv6.
    pub fn check(
        &self,
        region: &Region,
        of: &InstanceType,
        subnet: &Subnet,
        ipv6: usize,
        count: u32,
    ) -> Result<(), Error> {
        check_count(of, 1 + self.others.len())?;
        let (v4, v6) = self.wanted.counts();
        check_addresses(of, v4, v6 + ipv6)?;
        for other in &self.others {
            let (v4, v6) = other.wanted.counts();
            check_addresses(of, v4, v6)?;
        }
        if self.wanted.is_simple() && self.others.is_empty() {
            return Ok(());
        }
        // Addresses are taken from copies, to see whether there are enough.
        let mut subnets: BTreeMap<&SmolStr, Subnet> = BTreeMap::new();
        let new = self.others.iter().filter(|other| other.existing.is_none());
        let all = new.map(|other| (&other.common.subnet, &other.wanted));
        let all: Vec<_> = all.chain(self.primary.is_none().then_some((&subnet.id, &self.wanted))).collect();
        for _ in 0..count {
            for (id, wanted) in &all {
                let Some(original) = region.subnets.get(*id) else { continue };
                let copy = subnets.entry(*id).or_insert_with(|| original.clone());
                wanted.take(region, copy, true)?;
            }
        }
        Ok(())
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
                return Err(AwsInterfaceError::Zone.into());
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
        if let Ok(taken) = self.wanted.take(region, &mut subnet, false) {
            taken.give(nic);
        }
        region.subnets.insert(subnet.id.clone(), subnet);
        nic.change_more(|more| more.stays = self.stays);
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
                    interfaces::make(at, Nic::without_address(other.common.clone()), taken, zone)
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
