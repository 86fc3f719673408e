//! [DescribeInstanceTypes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::FilterSource::{Nothing, Path};
use crate::aws::ec2::filters::{self, Table};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::catalog::{self, Ec2Figures, InstanceType};
use crate::domain::compute::instance::Tags;
use crate::domain::error::AwsInstanceError;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::cell::LazyCell;

/// Describes instance types. Every region has all of them (ours).
pub struct DescribeInstanceTypes;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceType", rename_all = "PascalCase")]
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

/// The documented filters. If the answer has no field for a filter, no type passes it.
const FILTERS: &Table = &[
    ("auto-recovery-supported", Nothing),
    ("bare-metal", Path("bareMetal")),
    ("burstable-performance-supported", Path("burstablePerformanceSupported")),
    ("current-generation", Path("currentGeneration")),
    ("dedicated-hosts-supported", Path("dedicatedHostsSupported")),
    ("ebs-info.attachment-limit-type", Nothing),
    (
        "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
        Path("ebsInfo.ebsOptimizedInfo.baselineBandwidthInMbps"),
    ),
    ("ebs-info.ebs-optimized-info.baseline-iops", Nothing),
    ("ebs-info.ebs-optimized-info.baseline-throughput-in-mbps", Nothing),
    ("ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps", Path("ebsInfo.ebsOptimizedInfo.maximumBandwidthInMbps")),
    ("ebs-info.ebs-optimized-info.maximum-iops", Path("ebsInfo.ebsOptimizedInfo.maximumIops")),
    ("ebs-info.ebs-optimized-info.maximum-throughput-in-mbps", Nothing),
    ("ebs-info.ebs-optimized-support", Path("ebsInfo.ebsOptimizedSupport")),
    ("ebs-info.encryption-support", Path("ebsInfo.encryptionSupport")),
    ("ebs-info.maximum-ebs-attachments", Nothing),
    ("ebs-info.nvme-support", Path("ebsInfo.nvmeSupport")),
    ("free-tier-eligible", Path("freeTierEligible")),
    ("hibernation-supported", Path("hibernationSupported")),
    ("hypervisor", Path("hypervisor")),
    ("instance-storage-info.disk.count", Path("instanceStorageInfo.disks.count")),
    ("instance-storage-info.disk.size-in-gb", Path("instanceStorageInfo.disks.sizeInGB")),
    ("instance-storage-info.disk.type", Path("instanceStorageInfo.disks.type")),
    ("instance-storage-info.encryption-support", Nothing),
    ("instance-storage-info.nvme-support", Path("instanceStorageInfo.nvmeSupport")),
    ("instance-storage-info.total-size-in-gb", Path("instanceStorageInfo.totalSizeInGB")),
    ("instance-storage-supported", Path("instanceStorageSupported")),
    ("instance-type", Path("instanceType")),
    ("memory-info.size-in-mib", Path("memoryInfo.sizeInMiB")),
    ("network-info.bandwidth-weightings", Nothing),
    ("network-info.efa-info.maximum-efa-interfaces", Nothing),
    ("network-info.efa-supported", Path("networkInfo.efaSupported")),
    ("network-info.ena-support", Path("networkInfo.enaSupport")),
    ("network-info.encryption-in-transit-supported", Nothing),
    ("network-info.flexible-ena-queues-support", Nothing),
    ("network-info.ipv4-addresses-per-interface", Path("networkInfo.ipv4AddressesPerInterface")),
    ("network-info.ipv6-addresses-per-interface", Path("networkInfo.ipv6AddressesPerInterface")),
    ("network-info.ipv6-supported", Path("networkInfo.ipv6Supported")),
    ("network-info.maximum-network-cards", Path("networkInfo.maximumNetworkCards")),
    ("network-info.maximum-network-interfaces", Path("networkInfo.maximumNetworkInterfaces")),
    ("network-info.network-performance", Path("networkInfo.networkPerformance")),
    ("nitro-enclaves-support", Nothing),
    ("nitro-tpm-info.supported-versions", Nothing),
    ("nitro-tpm-support", Nothing),
    ("processor-info.supported-architecture", Path("processorInfo.supportedArchitectures")),
    ("processor-info.supported-features", Nothing),
    ("processor-info.sustained-clock-speed-in-ghz", Path("processorInfo.sustainedClockSpeedInGhz")),
    ("reboot-migration-support", Nothing),
    ("supported-boot-mode", Path("supportedBootModes")),
    ("supported-root-device-type", Path("supportedRootDeviceTypes")),
    ("supported-usage-class", Path("supportedUsageClasses")),
    ("supported-virtualization-type", Path("supportedVirtualizationTypes")),
    ("vcpu-info.default-cores", Path("vCpuInfo.defaultCores")),
    ("vcpu-info.default-threads-per-core", Path("vCpuInfo.defaultThreadsPerCore")),
    ("vcpu-info.default-vcpus", Path("vCpuInfo.defaultVCpus")),
    ("vcpu-info.valid-cores", Nothing),
    ("vcpu-info.valid-threads-per-core", Nothing),
];

/// The most instance types that a request can name.
const MAX_NAMES: usize = 100;

impl Operation for DescribeInstanceTypes {
    const ACTION: &'static str = "DescribeInstanceTypes";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    // The types that a region does not offer are unknown there (ours).
    const IGNORED: &'static [&'static str] = &["IncludeUnsupportedInRegion"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = &request.instance_type;
        ids_or_page(names, request.max_results, "instanceTypes")?;
        if names.len() > MAX_NAMES {
            return Err(Error::invalid("InstanceType", names.len(), format!("at most {MAX_NAMES} instance types")));
        }
        let filters = Filters::of_table(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=100)?;
        let unknown: Vec<_> =
            names.iter().filter(|name| catalog::find_offered(at.scope, name).is_none()).cloned().collect();
        if !unknown.is_empty() {
            return Err(AwsInstanceError::TypesUnknown(unknown).into());
        }
        let all = catalog::offered(at.scope).filter_map(|instance_type| {
            Some((SmolStr::new_static(instance_type.name), instance_type, instance_type.ec2()?))
        });
        let passing = all.filter(|(name, instance_type, figures)| {
            let view = LazyCell::new(|| View::new(instance_type, figures));
            (names.is_empty() || names.contains(name))
                && filters.pass(&Tags::new(), |filter| filters::values(FILTERS, &*view, filter))
        });
        let (shown, next_token) = page.take(passing, |(name, ..)| name);
        let views = shown.into_iter().map(|(_, instance_type, figures)| View::new(instance_type, figures)).collect();
        Ok(Response { instance_type_set: views, next_token })
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

fn comma_separated(text: &'static str) -> Set<&'static str> {
    text.split(',').filter(|item| !item.is_empty()).collect()
}

fn non_empty(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The items of a text such as `4x1900ssd` or `1xNVIDIA T4`: the number before the `x`, and the rest.
fn counted(cell: &'static str) -> impl Iterator<Item = (u32, &'static str)> {
    cell.split(',').filter_map(|item| {
        let (count, item_name) = item.split_once('x')?;
        Some((count.parse().ok()?, item_name))
    })
}

impl View {
    fn new(instance_type: &InstanceType, figures: &Ec2Figures) -> Self {
        let local_disk = |(count, item_name): (u32, &'static str)| {
            let size_in_gb = item_name.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0);
            LocalDisk { size_in_gb, count, r#type: figures.local_kind }
        };
        let gpu = |(count, item_name): (u32, &'static str)| {
            let (manufacturer, name) = item_name.split_once(' ').unwrap_or(("", item_name));
            Gpu { name, manufacturer, count }
        };
        Self {
            instance_type: instance_type.name,
            current_generation: figures.current_generation,
            free_tier_eligible: figures.free_tier,
            supported_usage_classes: comma_separated(figures.usage_classes),
            supported_root_device_types: comma_separated(figures.root_devices),
            supported_virtualization_types: comma_separated(figures.virtualization),
            bare_metal: figures.bare_metal,
            hypervisor: non_empty(figures.hypervisor),
            processor_info: Processor {
                supported_architectures: comma_separated(figures.architectures),
                sustained_clock_speed_in_ghz: figures.clock_ghz,
                manufacturer: non_empty(figures.manufacturer),
            },
            v_cpu_info: VCpu {
                default_vcpus: instance_type.vcpus,
                default_cores: figures.cores,
                default_threads_per_core: figures.threads_per_core,
            },
            memory_info: Memory { size_in_mib: instance_type.memory_mib },
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
            gpu_info: non_empty(figures.gpus).map(|gpus| Gpus { gpus: counted(gpus).map(gpu).collect() }),
            placement_group_info: PlacementGroup { supported_strategies: comma_separated(figures.placement) },
            hibernation_supported: figures.hibernation,
            burstable_performance_supported: instance_type.burstable,
            dedicated_hosts_supported: figures.dedicated_hosts,
            supported_boot_modes: comma_separated(figures.boot_modes),
        }
    }
}
