//! An instance in responses. It has every documented field, because clients crash if one is absent. Fields that are not
//! modelled are empty.

use super::interface::{Interfaces, interfaces, network_type};
use super::options::Options;
use crate::alibaba::ecs::addresses::view::{InstanceEip, elastic_address, public_ip};
use crate::alibaba::ecs::common::{NEVER, TagsView, status, time};
use crate::domain::compute::catalog::EcsFigures;
use crate::domain::compute::image;
use crate::domain::compute::instance::{CapacityChoice, ChargeType, Cycle, Instance, InternetCharge, Lock, State};
use crate::domain::credits;
use crate::domain::place::Place;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};
use std::net::Ipv4Addr;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InstanceView {
    instance_id: SmolStr,
    instance_name: SmolStr,
    description: SmolStr,
    host_name: SmolStr,
    serial_number: SmolStr,
    status: &'static str,
    region_id: &'static str,
    zone_id: &'static str,
    cluster_id: &'static str,
    image_id: SmolStr,
    #[serde(rename = "OSName")]
    os_name: &'static str,
    #[serde(rename = "OSNameEn")]
    os_name_en: &'static str,
    #[serde(rename = "OSType")]
    os_type: &'static str,
    instance_type: &'static str,
    instance_type_family: &'static str,
    cpu: u32,
    memory: u32,
    #[serde(rename = "GPUAmount")]
    gpu_amount: u32,
    #[serde(rename = "GPUSpec")]
    gpu_spec: &'static str,
    local_storage_amount: u32,
    /// Of each local disk, in GiB.
    local_storage_capacity: u64,
    io_optimized: bool,
    credit_specification: &'static str,
    instance_charge_type: &'static str,
    internet_charge_type: &'static str,
    internet_max_bandwidth_in: u32,
    internet_max_bandwidth_out: u32,
    #[serde(rename = "ISP")]
    isp: &'static str,
    creation_time: String,
    start_time: String,
    expired_time: String,
    auto_release_time: String,
    sale_cycle: &'static str,
    stopped_mode: &'static str,
    device_available: bool,
    deletion_protection: bool,
    recyclable: bool,
    key_pair_name: SmolStr,
    spot_strategy: &'static str,
    spot_price_limit: f64,
    spot_duration: u32,
    spot_interruption_behavior: &'static str,
    instance_network_type: &'static str,
    vlan_id: &'static str,
    hpc_cluster_id: &'static str,
    deployment_set_id: &'static str,
    deployment_set_group_no: u32,
    resource_group_id: SmolStr,
    operation_locks: Locks,
    tags: TagsView,
    security_group_ids: GroupIds,
    public_ip_address: Addresses,
    inner_ip_address: Addresses,
    rdma_ip_address: Addresses,
    eip_address: Eip,
    vpc_attributes: VpcAttributes,
    network_interfaces: Interfaces,
    dedicated_host_attribute: DedicatedHost,
    dedicated_instance_attribute: DedicatedInstance,
    ecs_capacity_reservation_attr: CapacityReservation,
    #[serde(flatten)]
    options: Options,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Locks {
    lock_reason: Vec<LockView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LockView {
    lock_reason: &'static str,
    lock_msg: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GroupIds {
    security_group_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Addresses {
    ip_address: Vec<Ipv4Addr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Eip {
    #[serde(flatten)]
    eip: InstanceEip,
    is_support_unassociate: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcAttributes {
    vpc_id: SmolStr,
    v_switch_id: SmolStr,
    nat_ip_address: &'static str,
    private_ip_address: Addresses,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DedicatedHost {
    dedicated_host_id: SmolStr,
    dedicated_host_name: &'static str,
    dedicated_host_cluster_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DedicatedInstance {
    affinity: &'static str,
    tenancy: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CapacityReservation {
    capacity_reservation_id: SmolStr,
    capacity_reservation_preference: &'static str,
}

pub fn charge_type(charge: ChargeType) -> &'static str {
    match charge {
        ChargeType::PostPaid => "PostPaid",
        ChargeType::PrePaid => "PrePaid",
    }
}

pub fn internet_charge_type(charge: InternetCharge) -> &'static str {
    match charge {
        InternetCharge::PayByTraffic => "PayByTraffic",
        InternetCharge::PayByBandwidth => "PayByBandwidth",
    }
}

/// Whether a stopped instance is still charged; `Not-applicable` for one that is not stopped.
pub fn stopped_mode(instance: &Instance) -> &'static str {
    match instance.state {
        State::Stopped if instance.alibaba().stop_charging => "StopCharging",
        State::Stopped => "KeepCharging",
        _ => "Not-applicable",
    }
}

/// The credit mode; empty for types that have none.
pub fn credit_specification(scope: &Scope, instance: &Instance) -> &'static str {
    if credits::has_modes(scope.cloud, instance.instance_type) { credits::mode(instance).ecs() } else { "" }
}

/// When the subscription ends; [`NEVER`] for pay-as-you-go.
pub fn expired_time(instance: &Instance) -> String {
    instance.alibaba().subscription.map_or_else(|| NEVER.to_owned(), |subscription| time(subscription.ends))
}

/// The billing cycle of the subscription; empty for pay-as-you-go.
fn sale_cycle(instance: &Instance) -> &'static str {
    match instance.alibaba().subscription.map(|subscription| subscription.cycle) {
        None => "",
        Some(Cycle::Week) => "week",
        Some(Cycle::Month) => "month",
    }
}

pub fn lock_reason(lock: Lock) -> &'static str {
    match lock {
        Lock::Financial => "financial",
        Lock::Security => "security",
        Lock::Recycling => "recycling",
        Lock::DedicatedHostFinancial => "dedicatedhostfinancial",
        Lock::Refunded => "refunded",
    }
}

pub fn group_ids(instance: &Instance) -> GroupIds {
    GroupIds { security_group_id: instance.nic.groups.clone() }
}

pub fn addresses(addresses: impl IntoIterator<Item = Ipv4Addr>) -> Addresses {
    Addresses { ip_address: addresses.into_iter().collect() }
}

/// The private address of an instance in the classic network; none in a VPC.
pub fn inner_ip(instance: &Instance) -> Option<Ipv4Addr> {
    instance.alibaba().classic.then_some(instance.nic.private_ip)
}

pub fn inner_address(instance: &Instance) -> Addresses {
    addresses(inner_ip(instance))
}

/// The VPC, the VSwitch and the private address of an instance; empty in the classic network.
pub fn vpc_attributes(instance: &Instance) -> VpcAttributes {
    let nic = (!instance.alibaba().classic).then_some(&instance.nic);
    VpcAttributes {
        vpc_id: nic.map(|nic| nic.vpc.clone()).unwrap_or_default(),
        v_switch_id: nic.map(|nic| nic.subnet.clone()).unwrap_or_default(),
        nat_ip_address: "",
        private_ip_address: addresses(nic.map(|nic| nic.private_ip)),
    }
}

fn eip(at: Place<'_>, instance: &Instance) -> Eip {
    Eip { eip: InstanceEip::new(elastic_address(at.region, instance)), is_support_unassociate: instance.nic.elastic }
}

pub fn io_optimized(instance: &Instance) -> bool {
    instance.instance_type.ecs().is_none_or(EcsFigures::io_optimized)
}

/// The name of the operating system; empty unless the image is a public one.
fn os_name(scope: &Scope, instance: &Instance) -> &'static str {
    image::find(scope.cloud, &instance.image).map_or("", |image| image.os_name)
}

fn locks(instance: &Instance) -> Locks {
    let view = |lock: &Lock| LockView { lock_reason: lock_reason(*lock), lock_msg: "" };
    Locks { lock_reason: instance.alibaba().locks.iter().map(view).collect() }
}

fn dedicated_host(instance: &Instance) -> DedicatedHost {
    DedicatedHost {
        dedicated_host_id: instance.alibaba().dedicated_host.clone().unwrap_or_default(),
        dedicated_host_name: "",
        dedicated_host_cluster_id: "",
    }
}

fn capacity_reservation(instance: &Instance) -> CapacityReservation {
    let pool = instance.target_pool().or(instance.reservation.as_ref());
    CapacityReservation {
        capacity_reservation_preference: match instance.capacity {
            _ if instance.target_pool().is_some() => "Target",
            CapacityChoice::Open => "Open",
            // Ours: empty for an instance that uses no pool.
            _ => "",
        },
        capacity_reservation_id: pool.cloned().unwrap_or_default(),
    }
}

impl InstanceView {
    pub fn new(at: Place<'_>, instance: &Instance) -> Self {
        let facts = instance.alibaba();
        let figures = instance.instance_type.ecs();
        Self {
            instance_id: instance.id.clone(),
            instance_name: instance.name().clone(),
            description: facts.description.clone(),
            host_name: instance.host_name(),
            serial_number: format_smolstr!("{}", instance.serial),
            status: status(instance.state),
            region_id: at.scope.region,
            zone_id: instance.zone,
            cluster_id: "",
            image_id: instance.image.clone(),
            os_name: os_name(at.scope, instance),
            os_name_en: os_name(at.scope, instance),
            os_type: if instance.platform == "Windows" { "windows" } else { "linux" },
            instance_type: instance.instance_type.name,
            instance_type_family: instance.instance_type.family,
            cpu: instance.instance_type.vcpus,
            memory: instance.instance_type.memory_mib,
            gpu_amount: figures.and_then(|figures| figures.gpus).unwrap_or(0),
            gpu_spec: figures.map_or("", |figures| figures.gpu_spec),
            local_storage_amount: figures.map_or(0, |figures| figures.local_disks),
            local_storage_capacity: figures.map_or(0, |figures| figures.local_gib_each),
            io_optimized: io_optimized(instance),
            credit_specification: credit_specification(at.scope, instance),
            instance_charge_type: charge_type(facts.charge()),
            internet_charge_type: internet_charge_type(facts.internet_charge),
            internet_max_bandwidth_in: facts.bandwidth.inward,
            internet_max_bandwidth_out: facts.bandwidth.out,
            isp: "",
            creation_time: time(instance.created),
            start_time: time(instance.launched),
            expired_time: expired_time(instance),
            auto_release_time: facts.auto_release.map(time).unwrap_or_default(),
            sale_cycle: sale_cycle(instance),
            stopped_mode: stopped_mode(instance),
            device_available: true,
            deletion_protection: facts.deletion_protection,
            recyclable: false,
            key_pair_name: instance.key_name.clone().unwrap_or_default(),
            spot_strategy: "NoSpot",
            spot_price_limit: 0.0,
            spot_duration: 0,
            spot_interruption_behavior: "",
            instance_network_type: network_type(instance),
            vlan_id: "",
            hpc_cluster_id: "",
            deployment_set_id: "",
            deployment_set_group_no: 0,
            resource_group_id: facts.resource_group.clone(),
            operation_locks: locks(instance),
            tags: TagsView::from(&instance.tags),
            security_group_ids: group_ids(instance),
            public_ip_address: addresses(public_ip(instance)),
            inner_ip_address: inner_address(instance),
            rdma_ip_address: addresses(None),
            eip_address: eip(at, instance),
            vpc_attributes: vpc_attributes(instance),
            network_interfaces: interfaces(at.region, instance),
            dedicated_host_attribute: dedicated_host(instance),
            dedicated_instance_attribute: DedicatedInstance { affinity: "default", tenancy: "default" },
            ecs_capacity_reservation_attr: capacity_reservation(instance),
            options: Options::from(instance),
        }
    }
}
