//! An instance type in the answer of DescribeInstanceTypes:
//! [InstanceTypeInfo](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html)

mod accelerators;
mod ebs;
mod network;

use crate::aws::ec2::common::Set;
use crate::domain::compute::catalog::{Ec2Figures, InstanceType, LocalStorage};
use crate::domain::scope::Scope;
use accelerators::{Fpgas, Gpus, Inference, Media, Neurons};
use ebs::EbsView;
use network::NetworkView;
use serde::{Serialize, Serializer};

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeView {
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
    memory_info: MemoryView,
    instance_storage_supported: bool,
    instance_storage_info: Option<Storage>,
    ebs_info: EbsView,
    network_info: NetworkView,
    gpu_info: Option<Gpus>,
    fpga_info: Option<Fpgas>,
    placement_group_info: PlacementGroup,
    inference_accelerator_info: Option<Inference>,
    hibernation_supported: bool,
    burstable_performance_supported: bool,
    dedicated_hosts_supported: bool,
    auto_recovery_supported: bool,
    supported_boot_modes: Set<&'static str>,
    nitro_enclaves_support: &'static str,
    nitro_tpm_support: &'static str,
    nitro_tpm_info: Option<NitroTpm>,
    media_accelerator_info: Option<Media>,
    neuron_info: Option<Neurons>,
    phc_support: &'static str,
    reboot_migration_support: &'static str,
    supported_in_region: bool,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Processor {
    supported_architectures: Set<&'static str>,
    #[serde(serialize_with = "double")]
    sustained_clock_speed_in_ghz: Option<f64>,
    supported_features: Option<Set<&'static str>>,
    manufacturer: &'static str,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VCpu {
    #[serde(rename = "defaultVCpus")]
    default_vcpus: u32,
    default_cores: u32,
    default_threads_per_core: u32,
    valid_cores: Option<Set<u32>>,
    valid_threads_per_core: Option<Set<u32>>,
}

#[derive(Serialize)]
struct MemoryView {
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
    encryption_support: &'static str,
}

#[derive(Serialize)]
struct LocalDisk {
    #[serde(rename = "sizeInGB")]
    size_in_gb: u64,
    count: u32,
    r#type: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlacementGroup {
    supported_strategies: Set<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NitroTpm {
    supported_versions: Set<&'static str>,
}

fn comma_separated(text: &'static str) -> Set<&'static str> {
    text.split(',').filter(|item| !item.is_empty()).collect()
}

fn non_empty(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

/// EC2 shows a whole number of this kind as `625.0`.
fn double<S: Serializer>(value: &(impl Copy + Into<Option<f64>>), serializer: S) -> Result<S::Ok, S::Error> {
    match (*value).into() {
        Some(number) => serializer.collect_str(&format_args!("{number:?}")),
        None => serializer.serialize_none(),
    }
}

fn supported(is: bool) -> &'static str {
    if is { "supported" } else { "unsupported" }
}

impl TypeView {
    pub fn new(scope: &Scope, instance_type: &InstanceType, figures: &Ec2Figures) -> Self {
        let accelerators = &figures.accelerators;
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
                supported_features: non_empty(figures.processor_features).map(comma_separated),
                manufacturer: figures.manufacturer,
            },
            v_cpu_info: VCpu::new(instance_type, figures),
            memory_info: MemoryView { size_in_mib: instance_type.memory_mib },
            instance_storage_supported: figures.local.is_some(),
            instance_storage_info: figures.local.as_ref().map(Storage::from),
            ebs_info: EbsView::from(&figures.ebs),
            network_info: NetworkView::from(&figures.network),
            gpu_info: Gpus::read(accelerators.gpu),
            fpga_info: Fpgas::read(accelerators.fpga),
            placement_group_info: PlacementGroup { supported_strategies: comma_separated(figures.placement) },
            inference_accelerator_info: Inference::read(accelerators.inference),
            hibernation_supported: figures.hibernation,
            burstable_performance_supported: instance_type.burstable,
            dedicated_hosts_supported: figures.dedicated_hosts,
            auto_recovery_supported: figures.auto_recovery,
            supported_boot_modes: comma_separated(figures.boot_modes),
            nitro_enclaves_support: supported(figures.nitro_enclaves),
            nitro_tpm_support: supported(figures.nitro_tpm),
            nitro_tpm_info: figures.nitro_tpm.then(|| NitroTpm { supported_versions: Set::from_iter(["2.0"]) }),
            media_accelerator_info: Media::read(accelerators.media),
            neuron_info: Neurons::read(accelerators.neuron),
            phc_support: supported(figures.phc),
            reboot_migration_support: supported(figures.reboot_migration),
            supported_in_region: instance_type.is_offered(scope),
        }
    }
}

impl VCpu {
    fn new(instance_type: &InstanceType, figures: &Ec2Figures) -> Self {
        let cores = figures.valid_cores(instance_type.vcpus);
        let threads = 1..=figures.threads_per_core;
        Self {
            default_vcpus: instance_type.vcpus,
            default_cores: figures.cores(instance_type.vcpus),
            default_threads_per_core: figures.threads_per_core,
            valid_threads_per_core: cores.is_some().then(|| threads.collect()),
            valid_cores: cores.map(Set::from_iter),
        }
    }
}

impl From<&LocalStorage> for Storage {
    fn from(local: &LocalStorage) -> Self {
        let disk = |text: &'static str| {
            let (count, rest) = text.split_once('x')?;
            let (size, kind) = rest.split_at(rest.find(|letter: char| !letter.is_ascii_digit())?);
            Some(LocalDisk { size_in_gb: size.parse().ok()?, count: count.parse().ok()?, r#type: kind })
        };
        let disks: Vec<LocalDisk> = local.disks.split(',').filter_map(disk).collect();
        Self {
            total_size_in_gb: disks.iter().map(|disk| u64::from(disk.count) * disk.size_in_gb).sum(),
            disks: disks.into_iter().collect(),
            nvme_support: local.nvme,
            encryption_support: local.encryption,
        }
    }
}
