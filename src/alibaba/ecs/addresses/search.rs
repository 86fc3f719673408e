//! Looking for elastic addresses.

use super::terms::KINDS;
use crate::alibaba::ecs::common::{Page, is, known, page};
use crate::alibaba::ecs::filters::{CREATION, Filter, Filters};
use crate::alibaba::vpc::parameters::{ids, is_one_of};
use crate::domain::estate::Place;
use crate::domain::network::address::Address;
use crate::operation::Error;
use smol_str::{SmolStr, ToSmolStr};

/// What both APIs look for.
#[derive(Debug, Default)]
pub struct Search {
    /// AllocationId: up to 50.
    pub allocation_id: Option<SmolStr>,
    /// EipAddress: up to 50.
    pub eip_address: Option<SmolStr>,
    /// Status.
    pub status: Option<SmolStr>,
    /// ISP.
    pub isp: Option<SmolStr>,
    /// LockReason.
    pub lock_reason: Option<SmolStr>,
    /// ChargeType.
    pub charge_type: Option<SmolStr>,
    /// AssociatedInstanceType.
    pub associated_instance_type: Option<SmolStr>,
    /// AssociatedInstanceId.
    pub associated_instance_id: Option<SmolStr>,
    /// Filter.N.
    pub filter: Vec<Filter>,
    /// PageNumber.
    pub page_number: Option<i64>,
    /// PageSize.
    pub page_size: Option<i64>,
}

const STATUSES: &[&str] = &["Associating", "Unassociating", "InUse", "Available", "Releasing"];

impl Search {
    /// The addresses that are looked for, in the order of their ids, and the page that is asked for.
    pub fn find<'r>(&self, at: Place<'r>) -> Result<(Vec<&'r Address>, Page), Error> {
        let page = page(self.page_number, self.page_size, 100)?;
        known("Status", &self.status, STATUSES)?;
        known("LockReason", &self.lock_reason, &["financial", "security"])?;
        known("ChargeType", &self.charge_type, &["PostPaid", "PrePaid"])?;
        known("AssociatedInstanceType", &self.associated_instance_type, KINDS)?;
        let allocations = ids("AllocationId", self.allocation_id.as_ref(), 50)?;
        let addresses = ids("EipAddress", self.eip_address.as_ref(), 50)?;
        let created = Filters::read(&self.filter, &CREATION)?.created()?;
        let wanted = at.region.addresses.values().filter(|address| {
            is_one_of(allocations.as_ref(), &address.id)
                && is_one_of(addresses.as_ref(), &address.public_ip.to_smolstr())
                && created.has(address.eip.created)
                && self.passes(at, address)
        });
        Ok((wanted.collect(), page))
    }

    fn passes(&self, at: Place<'_>, address: &Address) -> bool {
        let instance = address.association.as_ref().map_or("", |association| &association.instance);
        is(&self.status, status(address))
            && is(&self.isp, &address.eip.line)
            && is(&self.charge_type, charge_type(address))
            && is(&self.associated_instance_type, if instance.is_empty() { "" } else { KINDS[0] })
            && is(&self.associated_instance_id, instance)
            && is(&self.lock_reason, if address.eip.is_locked(at.now) { "financial" } else { "" })
    }
}

/// The status of an address.
pub fn status(address: &Address) -> &'static str {
    if address.association.is_some() { "InUse" } else { "Available" }
}

/// How an address is paid for.
pub fn charge_type(address: &Address) -> &'static str {
    if address.eip.ends.is_some() { "PrePaid" } else { "PostPaid" }
}
