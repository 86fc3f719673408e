//! [DescribeEipAddresses](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeEipAddresses)

use super::view::TagsView;
use crate::alibaba::ecs::addresses;
use crate::alibaba::ecs::addresses::search::{EipPage, Search};
use crate::alibaba::ecs::addresses::view::EipView;
use crate::alibaba::ecs::common::{TagRequest, matches_filter};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::address::{Address, Holder};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes elastic addresses, in the order of their ids. Unknown ids are left out.
pub struct DescribeEipAddresses;

#[derive(Debug, Deserialize)]
pub struct Request(Search, Own);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Own {
    eip_name: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    segment_instance_id: Option<SmolStr>,
    public_ip_address_pool_id: Option<SmolStr>,
    security_protection_enabled: Option<bool>,
    service_managed: Option<bool>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct View {
    #[serde(flatten)]
    eip: EipView,
    name: SmolStr,
    description: SmolStr,
    #[serde(rename = "ISP")]
    isp: SmolStr,
    business_status: &'static str,
    biz_type: &'static str,
    netmode: &'static str,
    mode: &'static str,
    instance_region_id: &'static str,
    private_ip_address: String,
    vpc_id: &'static str,
    zone: &'static str,
    resource_group_id: SmolStr,
    segment_instance_id: &'static str,
    public_ip_address_pool_id: &'static str,
    bandwidth_package_id: &'static str,
    bandwidth_package_type: &'static str,
    bandwidth_package_bandwidth: &'static str,
    second_limited: bool,
    deletion_protection: bool,
    #[serde(rename = "HDMonitorStatus")]
    hd_monitor_status: &'static str,
    has_reservation_data: &'static str,
    reservation_active_time: &'static str,
    reservation_bandwidth: &'static str,
    reservation_internet_charge_type: &'static str,
    reservation_order_type: &'static str,
    security_protection_types: ProtectionTypes,
    service_managed: i32,
    #[serde(rename = "ServiceID")]
    service_id: i64,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ProtectionTypes {
    security_protection_type: Vec<&'static str>,
}

impl Operation for DescribeEipAddresses {
    const ACTION: &'static str = "DescribeEipAddresses";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no orders here that start later.
    const IGNORED: &'static [&'static str] = &["IncludeReservationData"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = EipPage<View>;

    fn refuse(error: &Error) -> Option<VendorError> {
        addresses::describe_eip_addresses::DescribeEipAddresses::refuse(error)
    }
}

impl Read for DescribeEipAddresses {
    fn read(at: Place<'_>, Request(search, own): Request) -> Result<EipPage<View>, Error> {
        search.find(at, |address| own.passes(address), View::new)
    }
}

impl Own {
    fn passes(&self, address: &Address) -> bool {
        let facts = &address.eip;
        matches_filter(&self.eip_name, &facts.name)
            && matches_filter(&self.resource_group_id, &facts.resource_group)
            && self.security_protection_enabled.is_none_or(|requested| requested == facts.protected)
            && self.tag.iter().all(|tag| tag.matches(&address.tags))
            // No address here has these.
            && self.segment_instance_id.is_none()
            && self.public_ip_address_pool_id.is_none()
            && self.service_managed != Some(true)
    }
}

impl View {
    fn new(at: Place<'_>, address: &Address) -> Self {
        let facts = &address.eip;
        let gateway = match address.association.as_ref().map(|association| &association.holder) {
            Some(Holder::NatGateway(id)) => at.region.alibaba_nats.get(id),
            _ => None,
        };
        let occupied = gateway.and_then(|gateway| gateway.occupied.get(&address.id));
        let protection = facts.protected.then_some("AntiDDoS_Enhanced");
        Self {
            eip: EipView::new(at, address),
            name: facts.name.clone(),
            description: facts.description.clone(),
            isp: facts.line.clone(),
            business_status: if facts.is_locked(at.now) { "FinancialLocked" } else { "Normal" },
            biz_type: "Default",
            netmode: "public",
            mode: if gateway.is_some_and(|gateway| !gateway.options.occupies) { "MULTI_BINDED" } else { "NAT" },
            instance_region_id: if address.association.is_some() { at.scope.region } else { "" },
            private_ip_address: occupied.map_or_else(|| private_ip(address), ToString::to_string),
            vpc_id: "",
            zone: "",
            resource_group_id: facts.resource_group.clone(),
            segment_instance_id: "",
            public_ip_address_pool_id: "",
            bandwidth_package_id: "",
            bandwidth_package_type: "",
            bandwidth_package_bandwidth: "",
            second_limited: false,
            deletion_protection: facts.undeletable,
            hd_monitor_status: "false",
            has_reservation_data: "false",
            reservation_active_time: "",
            reservation_bandwidth: "",
            reservation_internet_charge_type: "",
            reservation_order_type: "",
            security_protection_types: ProtectionTypes { security_protection_type: protection.into_iter().collect() },
            service_managed: 0,
            service_id: 0,
            tags: TagsView::from(&address.tags),
        }
    }
}

/// The private address that an elastic address of a network interface is for.
fn private_ip(address: &Address) -> String {
    match address.association.as_ref().map(|association| &association.holder) {
        Some(Holder::Interface { private_ip, .. }) => private_ip.to_string(),
        _ => String::new(),
    }
}
