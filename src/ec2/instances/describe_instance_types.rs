//! DescribeInstanceTypes.

use crate::domain::catalog::{self, Ec2Figures, InstanceType};
use crate::domain::error::InstanceError;
use crate::domain::estate::Place;
use crate::domain::instance::Tags;
use crate::ec2::Ec2;
use crate::ec2::common::{Filter, Set, check_filters, ids_or_page, page, passes};
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instance types, every one of which every region has (ours).
pub struct DescribeInstanceTypes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_type: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_type_set: Set<View>,
    next_token: Option<String>,
}

/// The documented filters about what the table holds.
const FILTERS: &[&str] = &[
    "bare-metal",
    "burstable-performance-supported",
    "current-generation",
    "dedicated-hosts-supported",
    "ebs-info.ebs-optimized-support",
    "ebs-info.nvme-support",
    "free-tier-eligible",
    "hibernation-supported",
    "hypervisor",
    "instance-storage-supported",
    "instance-type",
    "memory-info.size-in-mib",
    "network-info.efa-supported",
    "network-info.ena-support",
    "network-info.ipv4-addresses-per-interface",
    "network-info.ipv6-addresses-per-interface",
    "network-info.maximum-network-cards",
    "network-info.maximum-network-interfaces",
    "network-info.network-performance",
    "processor-info.supported-architecture",
    "processor-info.sustained-clock-speed-in-ghz",
    "supported-boot-mode",
    "supported-root-device-type",
    "supported-usage-class",
    "supported-virtualization-type",
    "vcpu-info.default-cores",
    "vcpu-info.default-threads-per-core",
    "vcpu-info.default-vcpus",
];

impl Operation for DescribeInstanceTypes {
    const ACTION: &'static str = "DescribeInstanceTypes";
    const DRY_RUN: bool = true;
    // Every type is supported in every region here.
    const IGNORED: &'static [&'static str] = &["IncludeUnsupportedInRegion"];
    type Dialect = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = &request.instance_type;
        ids_or_page(names, request.max_results, "instanceTypes")?;
        check_filters(&request.filter, FILTERS)?;
        let page = page(request.max_results, request.next_token.as_ref(), 5..=100)?;
        let cloud = at.scope.cloud;
        let unknown: Vec<_> = names.iter().filter(|name| catalog::find(cloud, name).is_none()).cloned().collect();
        if !unknown.is_empty() {
            return Err(InstanceError::TypesUnknown(unknown).into());
        }
        let all =
            catalog::types(cloud).iter().filter_map(|kind| Some((SmolStr::new_static(kind.name), kind, kind.ec2()?)));
        let passing = all.filter(|(name, kind, figures)| {
            (names.is_empty() || names.contains(name))
                && passes(&request.filter, &Tags::new(), |filter| values(kind, figures, filter))
        });
        let (shown, next_token) = page.take(passing, |(name, ..)| name);
        let views = shown.into_iter().map(|(_, kind, figures)| View::new(kind, figures)).collect();
        Ok(Response { instance_type_set: views, next_token })
    }
}

/// What a type has under a filter's name.
fn values(kind: &InstanceType, figures: &Ec2Figures, name: &str) -> Vec<String> {
    let list = |text: &str| text.split(',').map(str::to_owned).collect();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).into_iter().collect();
    match name {
        "bare-metal" => vec![figures.bare_metal.to_string()],
        "burstable-performance-supported" => vec![kind.burstable.to_string()],
        "current-generation" => vec![figures.current_generation.to_string()],
        "dedicated-hosts-supported" => vec![figures.dedicated_hosts.to_string()],
        "ebs-info.ebs-optimized-support" => list(figures.ebs_optimized),
        "ebs-info.nvme-support" => list(figures.nvme),
        "free-tier-eligible" => vec![figures.free_tier.to_string()],
        "hibernation-supported" => vec![figures.hibernation.to_string()],
        "hypervisor" => list(figures.hypervisor),
        "instance-storage-supported" => vec![figures.local_total_gb.is_some().to_string()],
        "instance-type" => vec![kind.name.to_owned()],
        "memory-info.size-in-mib" => vec![kind.memory_mib.to_string()],
        "network-info.efa-supported" => vec![figures.efa.to_string()],
        "network-info.ena-support" => list(figures.ena),
        "network-info.ipv4-addresses-per-interface" => number(figures.ipv4_per_interface),
        "network-info.ipv6-addresses-per-interface" => number(figures.ipv6_per_interface),
        "network-info.maximum-network-cards" => number(figures.network_cards),
        "network-info.maximum-network-interfaces" => number(figures.max_interfaces),
        "network-info.network-performance" => vec![figures.network_performance.to_owned()],
        "processor-info.supported-architecture" => list(figures.architectures),
        "processor-info.sustained-clock-speed-in-ghz" => {
            figures.clock_ghz.map(|ghz| ghz.to_string()).into_iter().collect()
        }
        "supported-boot-mode" => list(figures.boot_modes),
        "supported-root-device-type" => list(figures.root_devices),
        "supported-usage-class" => list(figures.usage_classes),
        "supported-virtualization-type" => list(figures.virtualization),
        "vcpu-info.default-cores" => number(figures.cores),
        "vcpu-info.default-threads-per-core" => number(figures.threads_per_core),
        "vcpu-info.default-vcpus" => vec![kind.vcpus.to_string()],
        _ => Vec::new(),
    }
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    instance_type: &'static str,
    current_generation: bool,
    free_tier_eligible: bool,
    supported_usage_classes: Set<&'static str>,
    supported_root_device_types: Set<&'static str>,
    supported_virtualization_types: Set<&'static str>,
    bare_metal: bool,
    hypervisor: Option<&'static str>,
    processor_info: Processor,
    v_cpu_info: VCpu,
    memory_info: Memory,
    instance_storage_supported: bool,
    instance_storage_info: Option<Storage>,
    ebs_info: EbsInfo,
    network_info: Network,
    gpu_info: Option<Gpus>,
    placement_group_info: PlacementGroup,
    hibernation_supported: bool,
    burstable_performance_supported: bool,
    dedicated_hosts_supported: bool,
    supported_boot_modes: Set<&'static str>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Processor {
    supported_architectures: Set<&'static str>,
    sustained_clock_speed_in_ghz: Option<f64>,
    manufacturer: Option<&'static str>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VCpu {
    #[serde(rename = "defaultVCpus")]
    default_vcpus: u32,
    default_cores: Option<u32>,
    default_threads_per_core: Option<u32>,
}

#[derive(Serialize)]
struct Memory {
    #[serde(rename = "sizeInMiB")]
    size_in_mib: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Storage {
    #[serde(rename = "totalSizeInGB")]
    total_size_in_gb: u64,
    disks: Set<LocalDisk>,
    nvme_support: &'static str,
}

#[derive(Serialize)]
struct LocalDisk {
    #[serde(rename = "sizeInGB")]
    size_in_gb: u64,
    count: u32,
    r#type: &'static str,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EbsInfo {
    ebs_optimized_support: &'static str,
    encryption_support: &'static str,
    ebs_optimized_info: Option<EbsFigures>,
    nvme_support: &'static str,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EbsFigures {
    baseline_bandwidth_in_mbps: Option<u32>,
    maximum_bandwidth_in_mbps: u32,
    maximum_iops: Option<u32>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Network {
    network_performance: &'static str,
    maximum_network_interfaces: Option<u32>,
    maximum_network_cards: Option<u32>,
    ipv4_addresses_per_interface: Option<u32>,
    ipv6_addresses_per_interface: Option<u32>,
    ipv6_supported: bool,
    ena_support: &'static str,
    efa_supported: bool,
}

#[derive(Serialize)]
struct Gpus {
    gpus: Set<Gpu>,
}

#[derive(Serialize)]
struct Gpu {
    name: &'static str,
    manufacturer: &'static str,
    count: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlacementGroup {
    supported_strategies: Set<&'static str>,
}

fn list(text: &'static str) -> Set<&'static str> {
    text.split(',').filter(|item| !item.is_empty()).collect()
}

fn some(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The items of a cell like `4x1900ssd` or `1xNVIDIA T4`: how many of what.
fn counted(cell: &'static str) -> impl Iterator<Item = (u32, &'static str)> {
    cell.split(',').filter_map(|item| {
        let (count, what) = item.split_once('x')?;
        Some((count.parse().ok()?, what))
    })
}

impl View {
    fn new(kind: &InstanceType, figures: &Ec2Figures) -> Self {
        let local_disk = |(count, what): (u32, &'static str)| {
            let size_in_gb = what.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0);
            LocalDisk { size_in_gb, count, r#type: figures.local_kind }
        };
        let gpu = |(count, what): (u32, &'static str)| {
            let (manufacturer, name) = what.split_once(' ').unwrap_or(("", what));
            Gpu { name, manufacturer, count }
        };
        Self {
            instance_type: kind.name,
            current_generation: figures.current_generation,
            free_tier_eligible: figures.free_tier,
            supported_usage_classes: list(figures.usage_classes),
            supported_root_device_types: list(figures.root_devices),
            supported_virtualization_types: list(figures.virtualization),
            bare_metal: figures.bare_metal,
            hypervisor: some(figures.hypervisor),
            processor_info: Processor {
                supported_architectures: list(figures.architectures),
                sustained_clock_speed_in_ghz: figures.clock_ghz,
                manufacturer: some(figures.manufacturer),
            },
            v_cpu_info: VCpu {
                default_vcpus: kind.vcpus,
                default_cores: figures.cores,
                default_threads_per_core: figures.threads_per_core,
            },
            memory_info: Memory { size_in_mib: kind.memory_mib },
            instance_storage_supported: figures.local_total_gb.is_some(),
            instance_storage_info: figures.local_total_gb.map(|total_size_in_gb| Storage {
                total_size_in_gb,
                disks: counted(figures.local_disks).map(local_disk).collect(),
                nvme_support: figures.nvme,
            }),
            ebs_info: EbsInfo {
                ebs_optimized_support: figures.ebs_optimized,
                encryption_support: "supported",
                ebs_optimized_info: figures.ebs_max_mbps.map(|maximum_bandwidth_in_mbps| EbsFigures {
                    baseline_bandwidth_in_mbps: figures.ebs_baseline_mbps,
                    maximum_bandwidth_in_mbps,
                    maximum_iops: figures.ebs_max_iops,
                }),
                nvme_support: figures.nvme,
            },
            network_info: Network {
                network_performance: figures.network_performance,
                maximum_network_interfaces: figures.max_interfaces,
                maximum_network_cards: figures.network_cards,
                ipv4_addresses_per_interface: figures.ipv4_per_interface,
                ipv6_addresses_per_interface: figures.ipv6_per_interface,
                ipv6_supported: figures.ipv6_per_interface.is_some_and(|count| count > 0),
                ena_support: figures.ena,
                efa_supported: figures.efa,
            },
            gpu_info: some(figures.gpus).map(|gpus| Gpus { gpus: counted(gpus).map(gpu).collect() }),
            placement_group_info: PlacementGroup { supported_strategies: list(figures.placement) },
            hibernation_supported: figures.hibernation,
            burstable_performance_supported: kind.burstable,
            dedicated_hosts_supported: figures.dedicated_hosts,
            supported_boot_modes: list(figures.boot_modes),
        }
    }
}
