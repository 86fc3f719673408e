//! [GetNatGatewayAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/GetNatGatewayAttribute)

use super::view::{self, AccessMode, IpView};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::alibaba_nat;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes one NAT gateway, with the numbers of its entries.
pub struct GetNatGatewayAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    nat_gateway_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
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
    resource_group_id: SmolStr,
    ecs_metric_enabled: bool,
    enable_session_log: bool,
    private_link_enabled: bool,
    private_link_mode: &'static str,
    access_mode: AccessMode,
    billing_config: BillingConfig,
    deletion_protection_info: DeletionProtectionInfo,
    forward_table: ForwardTable,
    snat_table: SnatTable,
    full_nat_table: FullNatTable,
    ip_list: Vec<Ip>,
    log_delivery: LogDelivery,
    private_info: PrivateInfo,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct BillingConfig {
    /// The vendor writes it as a string.
    auto_pay: &'static str,
    instance_charge_type: &'static str,
    internet_charge_type: &'static str,
    spec: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DeletionProtectionInfo {
    enabled: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ForwardTable {
    forward_table_id: SmolStr,
    forward_entry_count: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SnatTable {
    snat_table_id: SmolStr,
    snat_entry_count: usize,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct FullNatTable {
    full_nat_table_id: &'static str,
    full_nat_entry_count: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ip {
    allocation_id: SmolStr,
    ip_address: Ipv4Addr,
    using_status: &'static str,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct LogDelivery {
    deliver_logs_error_message: &'static str,
    delivery_status: &'static str,
    log_delivery_type: &'static str,
    log_destination: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateInfo {
    vswitch_id: SmolStr,
    eni_instance_id: SmolStr,
    private_ip_address: Ipv4Addr,
    iz_no: &'static str,
    max_bandwidth: u32,
}

impl Operation for GetNatGatewayAttribute {
    const ACTION: &'static str = "GetNatGatewayAttribute";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for GetNatGatewayAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let gateway = alibaba_nat(at.region, &request.nat_gateway_id)?;
        let addresses = IpView::all(at.region, gateway).into_iter().map(|address| Ip {
            allocation_id: address.allocation_id,
            ip_address: address.ip_address,
            using_status: address.using_status,
        });
        Ok(Response {
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
            resource_group_id: view::resource_group(at.region, gateway),
            ecs_metric_enabled: false,
            enable_session_log: false,
            private_link_enabled: false,
            private_link_mode: "",
            access_mode: AccessMode::default(),
            billing_config: BillingConfig {
                auto_pay: "false",
                instance_charge_type: "PostPaid",
                internet_charge_type: "PayByLcu",
                spec: "",
            },
            deletion_protection_info: DeletionProtectionInfo { enabled: gateway.undeletable },
            forward_table: ForwardTable {
                forward_table_id: gateway.forward_table.clone(),
                forward_entry_count: gateway.forward.len(),
            },
            snat_table: SnatTable { snat_table_id: gateway.snat_table.clone(), snat_entry_count: gateway.snat.len() },
            full_nat_table: FullNatTable::default(),
            ip_list: addresses.collect(),
            log_delivery: LogDelivery::default(),
            private_info: PrivateInfo {
                vswitch_id: gateway.v_switch.clone(),
                eni_instance_id: gateway.interface.clone(),
                private_ip_address: gateway.private_ip,
                iz_no: view::zone(at.region, gateway),
                max_bandwidth: view::MAX_BANDWIDTH,
            },
        })
    }
}
