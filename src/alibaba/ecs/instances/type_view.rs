//! An instance type in responses. What is not known of it is absent, but for the fields that the service itself answers
//! with 0 or an empty text then.

use crate::domain::compute::catalog::{EcsFigures, InstanceType};
use serde::Serialize;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TypeView {
    instance_type_id: &'static str,
    instance_type_family: &'static str,
    instance_family_level: &'static str,
    instance_category: Option<&'static str>,
    cpu_architecture: Option<&'static str>,
    cpu_core_count: u32,
    /// In GHz; 0 if it is not known. So does the service.
    cpu_speed_frequency: f64,
    cpu_turbo_frequency: f64,
    physical_processor_model: &'static str,
    cpu_options: Empty,
    clock: Empty,
    memory_size: f64,
    instance_bandwidth_rx: Option<u64>,
    instance_bandwidth_tx: Option<u64>,
    instance_pps_rx: Option<u64>,
    instance_pps_tx: Option<u64>,
    eni_quantity: Option<u32>,
    eni_total_quantity: Option<u32>,
    eni_private_ip_address_quantity: Option<u32>,
    eni_ipv6_address_quantity: Option<u32>,
    eni_trunk_supported: Option<bool>,
    primary_eni_queue_number: Option<u32>,
    secondary_eni_queue_number: Option<u32>,
    total_eni_queue_quantity: Option<u32>,
    eri_quantity: Option<u32>,
    enhanced_network: Empty,
    network_info: NetworkInfo,
    network_encryption_support: Option<bool>,
    jumbo_frame_support: Option<bool>,
    nvme_support: Option<&'static str>,
    disk_quantity: Option<u32>,
    local_storage_amount: Option<u32>,
    local_storage_capacity: Option<u64>,
    local_storage_category: &'static str,
    #[serde(rename = "GPUAmount")]
    gpu_amount: Option<u32>,
    #[serde(rename = "GPUSpec")]
    gpu_spec: &'static str,
    #[serde(rename = "GPUMemorySize")]
    gpu_memory_size: Option<f64>,
    baseline_credit: Option<u32>,
    initial_credit: Option<u32>,
    supported_boot_modes: Option<BootModes>,
}

/// A structure in which the service has fields for some types, and whose fields are not known here. It is always there.
#[derive(Default, Serialize)]
struct Empty {}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct NetworkInfo {
    bandwidth_weighting: Empty,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct BootModes {
    supported_boot_mode: Vec<&'static str>,
}

fn known(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}

/// Rounds credits: the vendor's figures are whole, and clients read them as integers.
fn round_credits(credits: f64) -> u32 {
    credits.round() as u32
}

pub fn memory_gib(instance_type: &InstanceType) -> f64 {
    f64::from(instance_type.memory_mib) / 1024.0
}

/// The total with trunk interfaces is known only of a type that has none.
fn all_interfaces(figures: &EcsFigures) -> Option<u32> {
    figures.interfaces.filter(|_| figures.eni_trunk == Some(false))
}

impl TypeView {
    pub fn new(instance_type: &InstanceType, figures: &EcsFigures) -> Self {
        let local = figures.local_disks > 0;
        let boot_modes = known(figures.boot_modes);
        Self {
            instance_type_id: instance_type.name,
            instance_type_family: instance_type.family,
            instance_family_level: figures.level,
            instance_category: known(figures.category),
            cpu_architecture: known(figures.architecture),
            cpu_core_count: instance_type.vcpus,
            cpu_speed_frequency: figures.clock_ghz.unwrap_or(0.0),
            cpu_turbo_frequency: figures.turbo_ghz.unwrap_or(0.0),
            physical_processor_model: figures.processor,
            cpu_options: Empty {},
            clock: Empty {},
            memory_size: memory_gib(instance_type),
            instance_bandwidth_rx: figures.bandwidth_kbps,
            instance_bandwidth_tx: figures.bandwidth_kbps,
            instance_pps_rx: figures.pps,
            instance_pps_tx: figures.pps,
            eni_quantity: figures.interfaces,
            eni_total_quantity: all_interfaces(figures),
            eni_private_ip_address_quantity: figures.ipv4_per_interface,
            eni_ipv6_address_quantity: figures.ipv6_per_interface,
            eni_trunk_supported: figures.eni_trunk,
            primary_eni_queue_number: figures.primary_queues,
            secondary_eni_queue_number: figures.secondary_queues,
            total_eni_queue_quantity: figures.total_queues(),
            eri_quantity: figures.eri,
            enhanced_network: Empty {},
            network_info: NetworkInfo::default(),
            network_encryption_support: figures.network_encryption,
            jumbo_frame_support: figures.jumbo_frame,
            nvme_support: known(figures.nvme),
            disk_quantity: figures.disks,
            local_storage_amount: local.then_some(figures.local_disks),
            local_storage_capacity: local.then_some(figures.local_gib_each),
            local_storage_category: figures.local_category,
            gpu_amount: figures.gpus,
            gpu_spec: figures.gpu_spec,
            gpu_memory_size: figures.gpu_memory_gib,
            baseline_credit: instance_type.credits.map(|credits| round_credits(credits.per_hour)),
            initial_credit: instance_type.credits.map(|credits| round_credits(credits.launch)),
            supported_boot_modes: boot_modes.map(|modes| BootModes { supported_boot_mode: modes.split(',').collect() }),
        }
    }
}
