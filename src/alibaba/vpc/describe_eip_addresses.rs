//! DescribeEipAddresses.

use super::view::TagsView;
use crate::alibaba::ecs::addresses;
use crate::alibaba::ecs::addresses::search::Search;
use crate::alibaba::ecs::addresses::view::EipView;
use crate::alibaba::ecs::common::{TagRequest, is};
use crate::alibaba::ecs::filters::Filter;
use crate::alibaba::protocol::Rpc;
use crate::domain::estate::Place;
use crate::domain::network::address::Address;
use crate::operation::{DryRun, Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes elastic addresses, in the order of their ids. Unknown ids are left out.
pub struct DescribeEipAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: Option<SmolStr>,
    eip_address: Option<SmolStr>,
    eip_name: Option<SmolStr>,
    status: Option<SmolStr>,
    #[serde(rename = "ISP")]
    isp: Option<SmolStr>,
    lock_reason: Option<SmolStr>,
    charge_type: Option<SmolStr>,
    associated_instance_type: Option<SmolStr>,
    associated_instance_id: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    segment_instance_id: Option<SmolStr>,
    public_ip_address_pool_id: Option<SmolStr>,
    security_protection_enabled: Option<bool>,
    service_managed: Option<bool>,
    #[serde(default)]
    filter: Vec<Filter>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    eip_addresses: EipAddresses,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EipAddresses {
    eip_address: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
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
    private_ip_address: &'static str,
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
    // There is nothing that has been ordered and not begun.
    const IGNORED: &'static [&'static str] = &["IncludeReservationData"];
    type Dialect = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        addresses::DescribeEipAddresses::refuse(error)
    }
}

impl Read for DescribeEipAddresses {
    fn read(at: Place<'_>, mut request: Request) -> Result<Response, Error> {
        let search = Search {
            allocation_id: request.allocation_id.take(),
            eip_address: request.eip_address.take(),
            status: request.status.take(),
            isp: request.isp.take(),
            lock_reason: request.lock_reason.take(),
            charge_type: request.charge_type.take(),
            associated_instance_type: request.associated_instance_type.take(),
            associated_instance_id: request.associated_instance_id.take(),
            filter: std::mem::take(&mut request.filter),
            page_number: request.page_number,
            page_size: request.page_size,
        };
        let (mut wanted, page) = search.find(at)?;
        wanted.retain(|address| passes(address, &request));
        let total_count = wanted.len();
        let eip_address = page.take(wanted).into_iter().map(|address| View::new(at, address)).collect();
        let eip_addresses = EipAddresses { eip_address };
        Ok(Response { total_count, page_number: page.number, page_size: page.size, eip_addresses })
    }
}

fn passes(address: &Address, request: &Request) -> bool {
    let facts = &address.eip;
    is(&request.eip_name, &facts.name)
        && is(&request.resource_group_id, &facts.resource_group)
        && request.security_protection_enabled.is_none_or(|asked| asked == facts.protected)
        && request.tag.iter().all(|tag| tag.is_in(&address.tags))
        // What no address here has.
        && request.segment_instance_id.is_none()
        && request.public_ip_address_pool_id.is_none()
        && request.service_managed != Some(true)
}

impl View {
    fn new(at: Place<'_>, address: &Address) -> Self {
        let facts = &address.eip;
        let protection = facts.protected.then_some("AntiDDoS_Enhanced");
        Self {
            eip: EipView::new(at, address),
            name: facts.name.clone(),
            description: facts.description.clone(),
            isp: facts.line.clone(),
            business_status: if facts.is_locked(at.now) { "FinancialLocked" } else { "Normal" },
            biz_type: "Default",
            netmode: "public",
            mode: "NAT",
            instance_region_id: if address.association.is_some() { at.scope.region } else { "" },
            private_ip_address: "",
            vpc_id: "",
            zone: "",
            resource_group_id: facts.resource_group.clone(),
            segment_instance_id: "",
            public_ip_address_pool_id: "",
            bandwidth_package_id: "",
            bandwidth_package_type: "",
            bandwidth_package_bandwidth: "",
            second_limited: false,
            deletion_protection: false,
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
