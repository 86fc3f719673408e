//! [DescribeNatGateways](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeNatGateways)

use super::create_nat_gateway::{ForwardTableIds, FullNatTableIds, SnatTableIds};
use super::view::{self, AccessMode, IpView};
use crate::alibaba::ecs::common::{TagRequest, TagsView, check_value, matches_filter, newest_first, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::AlibabaNat;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes NAT gateways, the latest first (ours). Unknown ids are left out (ours).
pub struct DescribeNatGateways;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    nat_gateway_id: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    zone_id: Option<SmolStr>,
    name: Option<SmolStr>,
    instance_charge_type: Option<SmolStr>,
    spec: Option<SmolStr>,
    nat_type: Option<SmolStr>,
    network_type: Option<SmolStr>,
    availability_mode: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    status: Option<SmolStr>,
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
    nat_gateways: NatGateways,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NatGateways {
    nat_gateway: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    nat_gateway_id: SmolStr,
    region_id: &'static str,
    vpc_id: SmolStr,
    name: SmolStr,
    description: SmolStr,
    status: &'static str,
    business_status: &'static str,
    creation_time: String,
    expired_time: &'static str,
    nat_type: &'static str,
    network_type: &'static str,
    availability_mode: &'static str,
    spec: &'static str,
    instance_charge_type: &'static str,
    internet_charge_type: &'static str,
    auto_pay: bool,
    deletion_protection: bool,
    ecs_metric_enabled: bool,
    icmp_reply_enabled: bool,
    security_protection_enabled: bool,
    private_link_enabled: bool,
    private_link_mode: &'static str,
    access_mode: AccessMode,
    eip_bind_mode: &'static str,
    enable_session_log: &'static str,
    resource_group_id: SmolStr,
    ip_lists: IpLists,
    ip_prefix_list: IpPrefixList,
    forward_table_ids: ForwardTableIds,
    snat_table_ids: SnatTableIds,
    full_nat_table_ids: FullNatTableIds,
    nat_gateway_private_info: PrivateInfo,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct IpLists {
    ip_list: Vec<IpView>,
}

/// Prefixes are not modelled.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct IpPrefixList {
    ip_prefix_list: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateInfo {
    vswitch_id: SmolStr,
    eni_instance_id: SmolStr,
    eni_type: &'static str,
    private_ip_address: Ipv4Addr,
    iz_no: &'static str,
    max_bandwidth: u32,
    max_session_quota: u32,
    max_session_establish_rate: u32,
}

const STATUSES: &[&str] = &["Creating", "Available", "Modifying", "Deleting", "Converting"];

impl Operation for DescribeNatGateways {
    const ACTION: &'static str = "DescribeNatGateways";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeNatGateways {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_value("Status", &request.status, STATUSES)?;
        check_value("NetworkType", &request.network_type, &["internet", "intranet"])?;
        let page = page(request.page_number, request.page_size, 50)?;
        let gateways = newest_first(at.region.alibaba_nats.values(), |gateway| (gateway.created, &gateway.id));
        let passing: Vec<_> = gateways.into_iter().filter(|gateway| request.passes(at.region, gateway)).collect();
        Ok(Response {
            total_count: passing.len(),
            page_number: page.number,
            page_size: page.size,
            nat_gateways: NatGateways {
                nat_gateway: page.take(passing).into_iter().map(|gateway| View::new(at, gateway)).collect(),
            },
        })
    }
}

impl Request {
    fn passes(&self, region: &Region, gateway: &AlibabaNat) -> bool {
        matches_filter(&self.nat_gateway_id, &gateway.id)
            && matches_filter(&self.vpc_id, &gateway.vpc)
            && matches_filter(&self.zone_id, view::zone(region, gateway))
            && matches_filter(&self.name, &view::name(gateway))
            && matches_filter(&self.instance_charge_type, "PostPaid")
            && matches_filter(&self.spec, "")
            && matches_filter(&self.nat_type, "Enhanced")
            && matches_filter(&self.network_type, view::network_type(gateway))
            && matches_filter(&self.availability_mode, view::availability_mode(gateway))
            && matches_filter(&self.resource_group_id, &view::resource_group(region, gateway))
            && matches_filter(&self.status, view::status(gateway))
            && self.tag.iter().all(|tag| tag.matches(&gateway.tags))
    }
}

impl View {
    fn new(at: Place<'_>, gateway: &AlibabaNat) -> Self {
        Self {
            nat_gateway_id: gateway.id.clone(),
            region_id: at.scope.region,
            vpc_id: gateway.vpc.clone(),
            name: view::name(gateway),
            description: gateway.description.clone(),
            status: view::status(gateway),
            business_status: "Normal",
            creation_time: view::created(gateway),
            expired_time: "",
            nat_type: "Enhanced",
            network_type: view::network_type(gateway),
            availability_mode: view::availability_mode(gateway),
            spec: "",
            instance_charge_type: "PostPaid",
            internet_charge_type: "PayByLcu",
            auto_pay: false,
            deletion_protection: gateway.undeletable,
            ecs_metric_enabled: false,
            icmp_reply_enabled: gateway.options.icmp_reply,
            security_protection_enabled: false,
            private_link_enabled: false,
            private_link_mode: "",
            access_mode: AccessMode::default(),
            eip_bind_mode: view::bind_mode(gateway),
            enable_session_log: "false",
            resource_group_id: view::resource_group(at.region, gateway),
            ip_lists: IpLists { ip_list: IpView::all(at.region, gateway) },
            ip_prefix_list: IpPrefixList::default(),
            forward_table_ids: ForwardTableIds { forward_table_id: [gateway.forward_table.clone()] },
            snat_table_ids: SnatTableIds { snat_table_id: [gateway.snat_table.clone()] },
            full_nat_table_ids: FullNatTableIds::default(),
            nat_gateway_private_info: PrivateInfo {
                vswitch_id: gateway.v_switch.clone(),
                eni_instance_id: gateway.interface.clone(),
                eni_type: "",
                private_ip_address: gateway.private_ip,
                iz_no: view::zone(at.region, gateway),
                max_bandwidth: view::MAX_BANDWIDTH,
                max_session_quota: view::MAX_SESSIONS,
                max_session_establish_rate: view::MAX_SESSION_RATE,
            },
            tags: TagsView::from(&gateway.tags),
        }
    }
}
