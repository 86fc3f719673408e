//! Entries of NAT gateways of Alibaba Cloud: SNAT entries, through which instances reach other networks, and DNAT entries
//! (the API calls them forward entries), through which they are reached.
//!
//! Follows the vendor's pages "CreateSnatEntry" and "CreateForwardEntry" of the VPC API 2016-04-28.

use super::{AlibabaNat, Cidr};
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

/// How many SNAT entries a gateway has at most (ours: the vendor's pages name a quota without its number).
const MAX_SNAT: usize = 40;

/// How many DNAT entries a gateway has at most.
const MAX_FORWARD: usize = 100;

/// From this port on, an address with an SNAT entry is needed for replies, unless `PortBreak` gives the port away.
const FIRST_REPLY_PORT: u16 = 1025;

/// Errors about entries of NAT gateways.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NatEntryError {
    #[error("no SNAT table has the id {0}")]
    SnatTableNotFound(SmolStr),
    #[error("no SNAT entry has the id {0}")]
    SnatNotFound(SmolStr),
    #[error("no DNAT table has the id {0}")]
    ForwardTableNotFound(SmolStr),
    #[error("no DNAT entry has the id {0}")]
    ForwardNotFound(SmolStr),
    #[error("the SNAT table {0} has as many entries as it can have")]
    TooManySnat(SmolStr),
    #[error("the DNAT table {0} has as many entries as it can have")]
    TooManyForward(SmolStr),
    #[error("the VSwitch {0} is in another VPC than the NAT gateway")]
    SourceElsewhere(SmolStr),
    #[error("an SNAT entry has this source already")]
    SourceTaken,
    #[error("an SNAT entry for a VSwitch has the range {0}")]
    SourceConflict(Cidr),
    /// An elastic address of the account.
    #[error("the NAT gateway does not have the elastic address {0}")]
    AddressElsewhere(Ipv4Addr),
    #[error("the NAT gateway does not have the address {0}")]
    AddressUnknown(Ipv4Addr),
    /// The external address of a DNAT entry.
    #[error("the NAT gateway does not have the address {0} for a DNAT entry")]
    ExternalElsewhere(Ipv4Addr),
    #[error("a DNAT entry maps all ports of {0}")]
    AddressMapped(Ipv4Addr),
    #[error("an SNAT entry has {0}, and all of its ports are asked for")]
    AddressInSnat(Ipv4Addr),
    #[error("an SNAT entry has {0}, which needs the port for replies")]
    PortInSnat(Ipv4Addr),
    #[error("{0} is not in the VPC")]
    OutsideVpc(Ipv4Addr),
    #[error("{0} is in no VSwitch")]
    OutsideVSwitches(Ipv4Addr),
    #[error("there is such a DNAT entry")]
    SameForward,
    #[error("a DNAT entry has this external address with this port and protocol")]
    ExternalTaken,
    #[error("a DNAT entry has this internal address with this port and protocol")]
    InternalTaken,
}

/// An SNAT entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SnatEntry {
    pub id: SmolStr,
    pub name: SmolStr,
    pub source: SnatSource,
    /// The addresses that others see, at least one.
    pub addresses: Vec<Ipv4Addr>,
    /// Whether an instance keeps to one of several addresses.
    pub affinity: bool,
}

/// Whose traffic an SNAT entry is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnatSource {
    /// The id of a VSwitch.
    VSwitch(SmolStr),
    Range(Cidr),
}

impl SnatSource {
    /// The range of its addresses.
    pub fn range(&self, region: &Region) -> Option<Cidr> {
        match self {
            Self::VSwitch(id) => region.subnets.get(id).map(super::Subnet::range),
            Self::Range(range) => Some(*range),
        }
    }
}

/// A DNAT entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ForwardEntry {
    pub id: SmolStr,
    pub name: SmolStr,
    pub rule: ForwardRule,
}

/// What a DNAT entry forwards, and where to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForwardRule {
    pub protocol: ForwardProtocol,
    pub external_ip: Ipv4Addr,
    pub external_ports: Ports,
    pub internal_ip: Ipv4Addr,
    pub internal_ports: Ports,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForwardProtocol {
    Tcp,
    Udp,
    Any,
}

/// The first and the last port; `None` for all.
pub type Ports = Option<(u16, u16)>;

fn overlap(one: Ports, other: Ports) -> bool {
    let range = |ports: Ports| -> RangeInclusive<u16> { ports.map_or(0..=u16::MAX, |(first, last)| first..=last) };
    let (one, other) = (range(one), range(other));
    one.start() <= other.end() && other.start() <= one.end()
}

impl ForwardProtocol {
    fn meets(self, other: Self) -> bool {
        self == other || self == Self::Any || other == Self::Any
    }
}

impl ForwardRule {
    fn has_external_ports_of(&self, other: &Self) -> bool {
        self.external_ip == other.external_ip
            && self.protocol.meets(other.protocol)
            && overlap(self.external_ports, other.external_ports)
    }

    fn has_internal_ports_of(&self, other: &Self) -> bool {
        self.internal_ip == other.internal_ip
            && self.protocol.meets(other.protocol)
            && overlap(self.internal_ports, other.internal_ports)
    }
}

/// The gateway with this SNAT table.
pub fn of_snat_table<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r AlibabaNat, NatEntryError> {
    let mut gateways = region.alibaba_nats.values();
    gateways.find(|gateway| gateway.snat_table == *id).ok_or_else(|| NatEntryError::SnatTableNotFound(id.clone()))
}

/// The gateway with this DNAT table.
pub fn of_forward_table<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r AlibabaNat, NatEntryError> {
    let mut gateways = region.alibaba_nats.values();
    gateways.find(|gateway| gateway.forward_table == *id).ok_or_else(|| NatEntryError::ForwardTableNotFound(id.clone()))
}

impl AlibabaNat {
    pub fn snat_entry(&self, id: &SmolStr) -> Result<&SnatEntry, NatEntryError> {
        self.snat.iter().find(|entry| entry.id == *id).ok_or_else(|| NatEntryError::SnatNotFound(id.clone()))
    }

    pub fn forward_entry(&self, id: &SmolStr) -> Result<&ForwardEntry, NatEntryError> {
        self.forward.iter().find(|entry| entry.id == *id).ok_or_else(|| NatEntryError::ForwardNotFound(id.clone()))
    }

    /// Whether there can be another SNAT entry, with this source.
    pub fn check_source(&self, region: &Region, source: &SnatSource) -> Result<(), NatEntryError> {
        if let SnatSource::VSwitch(id) = source
            && region.subnets.get(id).is_none_or(|subnet| subnet.vpc != self.vpc)
        {
            return Err(NatEntryError::SourceElsewhere(id.clone()));
        }
        if self.snat.iter().any(|entry| entry.source == *source) {
            return Err(NatEntryError::SourceTaken);
        }
        let range = source.range(region);
        if let Some(range) = range.filter(|_| self.snat.iter().any(|entry| entry.source.range(region) == range)) {
            return Err(NatEntryError::SourceConflict(range));
        }
        let full = self.snat.len() >= MAX_SNAT;
        if full { Err(NatEntryError::TooManySnat(self.snat_table.clone())) } else { Ok(()) }
    }

    /// Whether these can be the addresses of an SNAT entry.
    pub fn check_snat_addresses(&self, region: &Region, addresses: &[Ipv4Addr]) -> Result<(), NatEntryError> {
        for &address in addresses {
            if !self.has_address(region, address) {
                let elsewhere = self.options.internet && region.addresses.values().any(|one| one.public_ip == address);
                let error = if elsewhere { NatEntryError::AddressElsewhere } else { NatEntryError::AddressUnknown };
                return Err(error(address));
            }
            let maps = |entry: &ForwardEntry| entry.rule.external_ip == address && entry.rule.external_ports.is_none();
            if self.forward.iter().any(maps) {
                return Err(NatEntryError::AddressMapped(address));
            }
        }
        Ok(())
    }

    /// Whether there can be another DNAT entry.
    pub fn check_forward_count(&self) -> Result<(), NatEntryError> {
        let full = self.forward.len() >= MAX_FORWARD;
        if full { Err(NatEntryError::TooManyForward(self.forward_table.clone())) } else { Ok(()) }
    }

    /// Whether this can be the rule of an entry, beside those of all entries but the one with the id `own`.
    /// `gives_ports_away` is whether it may have ports that SNAT entries of its external address need.
    pub fn check_forward(
        &self,
        region: &Region,
        rule: &ForwardRule,
        own: Option<&SmolStr>,
        gives_ports_away: bool,
    ) -> Result<(), NatEntryError> {
        let (external, internal) = (rule.external_ip, rule.internal_ip);
        if !self.has_address(region, external) {
            return Err(NatEntryError::ExternalElsewhere(external));
        }
        self.check_internal(region, internal)?;
        if self.snat.iter().any(|entry| entry.addresses.contains(&external)) {
            match rule.external_ports {
                None => return Err(NatEntryError::AddressInSnat(external)),
                Some((_, last)) if last >= FIRST_REPLY_PORT && !gives_ports_away => {
                    return Err(NatEntryError::PortInSnat(external));
                }
                Some(_) => {}
            }
        }
        for other in self.forward.iter().filter(|entry| Some(&entry.id) != own).map(|entry| &entry.rule) {
            if other == rule {
                return Err(NatEntryError::SameForward);
            }
            if rule.has_external_ports_of(other) {
                return Err(NatEntryError::ExternalTaken);
            }
            if rule.has_internal_ports_of(other) {
                return Err(NatEntryError::InternalTaken);
            }
        }
        Ok(())
    }

    /// Of a gateway for the Internet, instances are in its VPC; of one for private networks they can be elsewhere.
    fn check_internal(&self, region: &Region, internal: Ipv4Addr) -> Result<(), NatEntryError> {
        let one = Cidr::new(internal, 32);
        if self.options.internet && region.vpcs.get(&self.vpc).is_some_and(|vpc| !vpc.cidr.contains(one)) {
            return Err(NatEntryError::OutsideVpc(internal));
        }
        let mut v_switches = region.subnets.values().filter(|subnet| subnet.vpc == self.vpc);
        if self.options.internet && !v_switches.any(|subnet| subnet.range().contains(one)) {
            return Err(NatEntryError::OutsideVSwitches(internal));
        }
        Ok(())
    }
}
