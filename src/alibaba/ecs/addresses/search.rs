//! The search for elastic addresses, shared by ECS and the VPC API.

use super::terms::{TARGET_TYPES, holder_type};
use crate::alibaba::ecs::common::{check_value, matches_filter, page};
use crate::alibaba::ecs::filters::{CREATION_KEYS, Filter, Filters};
use crate::alibaba::vpc::parameters::{ids, is_one_of};
use crate::domain::network::address::Address;
use crate::domain::place::Place;
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr};

/// The search parameters that both APIs have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Search {
    allocation_id: Option<SmolStr>,
    eip_address: Option<SmolStr>,
    status: Option<SmolStr>,
    #[serde(rename = "ISP")]
    isp: Option<SmolStr>,
    lock_reason: Option<SmolStr>,
    charge_type: Option<SmolStr>,
    associated_instance_type: Option<SmolStr>,
    associated_instance_id: Option<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

/// A page of addresses. `V` is the view of an address in ECS or in the VPC API.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EipPage<V> {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    eip_addresses: EipAddresses<V>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EipAddresses<V> {
    eip_address: Vec<V>,
}

const STATUSES: &[&str] = &["Associating", "Unassociating", "InUse", "Available", "Releasing"];

impl Search {
    /// The requested page of the addresses that pass all filters and `extra_filter`, sorted by id. `extra_filter` holds
    /// the filters that only one of the APIs has.
    pub fn find<V>(
        &self,
        at: Place<'_>,
        extra_filter: impl Fn(&Address) -> bool,
        view: fn(Place<'_>, &Address) -> V,
    ) -> Result<EipPage<V>, Error> {
        let page = page(self.page_number, self.page_size, 100)?;
        check_value("Status", &self.status, STATUSES)?;
        check_value("LockReason", &self.lock_reason, &["financial", "security"])?;
        check_value("ChargeType", &self.charge_type, &["PostPaid", "PrePaid"])?;
        check_value("AssociatedInstanceType", &self.associated_instance_type, TARGET_TYPES)?;
        let allocations = ids("AllocationId", self.allocation_id.as_ref(), 50)?;
        let addresses = ids("EipAddress", self.eip_address.as_ref(), 50)?;
        let created = Filters::read(&self.filter, &CREATION_KEYS)?.creation_range()?;
        let matching = at.region.addresses.values().filter(|address| {
            is_one_of(allocations.as_ref(), &address.id)
                && is_one_of(addresses.as_ref(), &address.public_ip.to_smolstr())
                && created.contains(address.eip.created)
                && self.passes(at, address)
                && extra_filter(address)
        });
        let matching: Vec<&Address> = matching.collect();
        let total_count = matching.len();
        let eip_address = page.take(matching).into_iter().map(|address| view(at, address)).collect();
        let eip_addresses = EipAddresses { eip_address };
        Ok(EipPage { total_count, page_number: page.number, page_size: page.size, eip_addresses })
    }

    fn passes(&self, at: Place<'_>, address: &Address) -> bool {
        let holder = address.association.as_ref().map(|association| &association.holder);
        matches_filter(&self.status, status(address))
            && matches_filter(&self.isp, &address.eip.line)
            && matches_filter(&self.charge_type, charge_type(address))
            && matches_filter(&self.associated_instance_type, holder.map_or("", holder_type))
            && matches_filter(&self.associated_instance_id, holder.map_or("", |holder| holder.id()))
            && matches_filter(&self.lock_reason, if address.eip.is_locked(at.now) { "financial" } else { "" })
    }
}

pub fn status(address: &Address) -> &'static str {
    if address.association.is_some() { "InUse" } else { "Available" }
}

pub fn charge_type(address: &Address) -> &'static str {
    if address.eip.ends.is_some() { "PrePaid" } else { "PostPaid" }
}
