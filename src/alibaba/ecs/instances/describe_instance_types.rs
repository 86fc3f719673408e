//! [DescribeInstanceTypes](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceTypes)

use super::type_view::{TypeView, memory_gib};
use crate::alibaba::ecs::common::{check_value, matches_filter};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::catalog::{EcsFigures, InstanceType};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instance types that are sold, and retired ones that the request names. Pages by token; a page has at
/// most 100 types.
///
/// Ours: a type of which a figure is not known passes no filter with a minimum or a maximum of that figure.
pub struct DescribeInstanceTypes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    cpu_architecture: Option<SmolStr>,
    #[serde(rename = "GPUSpec")]
    gpu_spec: Option<SmolStr>,
    instance_category: Option<SmolStr>,
    instance_family_level: Option<SmolStr>,
    instance_type_family: Option<SmolStr>,
    local_storage_category: Option<SmolStr>,
    nvme_support: Option<SmolStr>,
    physical_processor_model: Option<SmolStr>,
    #[serde(default)]
    cpu_architectures: Vec<SmolStr>,
    #[serde(default)]
    gpu_specs: Vec<SmolStr>,
    #[serde(default)]
    instance_categories: Vec<SmolStr>,
    #[serde(default)]
    instance_type_families: Vec<SmolStr>,
    #[serde(default)]
    instance_types: Vec<SmolStr>,
    #[serde(default)]
    local_storage_categories: Vec<SmolStr>,
    #[serde(default)]
    physical_processor_models: Vec<SmolStr>,
    minimum_cpu_core_count: Option<u32>,
    maximum_cpu_core_count: Option<u32>,
    minimum_memory_size: Option<f64>,
    maximum_memory_size: Option<f64>,
    minimum_cpu_speed_frequency: Option<f64>,
    maximum_cpu_speed_frequency: Option<f64>,
    minimum_cpu_turbo_frequency: Option<f64>,
    maximum_cpu_turbo_frequency: Option<f64>,
    #[serde(rename = "MinimumGPUAmount")]
    minimum_gpu_amount: Option<u32>,
    #[serde(rename = "MaximumGPUAmount")]
    maximum_gpu_amount: Option<u32>,
    minimum_instance_bandwidth_rx: Option<u64>,
    minimum_instance_bandwidth_tx: Option<u64>,
    minimum_instance_pps_rx: Option<u64>,
    minimum_instance_pps_tx: Option<u64>,
    minimum_eni_quantity: Option<u32>,
    minimum_eni_private_ip_address_quantity: Option<u32>,
    minimum_eni_ipv6_address_quantity: Option<u32>,
    minimum_eri_quantity: Option<u32>,
    minimum_primary_eni_queue_number: Option<u32>,
    minimum_secondary_eni_queue_number: Option<u32>,
    minimum_disk_quantity: Option<u32>,
    minimum_local_storage_amount: Option<u32>,
    minimum_local_storage_capacity: Option<u64>,
    minimum_baseline_credit: Option<f64>,
    minimum_initial_credit: Option<f64>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_types: InstanceTypes,
    next_token: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceTypes {
    instance_type: Vec<TypeView>,
}

/// The values that some of the filters can have.
const CATEGORIES: &[&str] = &[
    "General-purpose",
    "Compute-optimized",
    "Memory-optimized",
    "Big data",
    "Local SSDs",
    "High Clock Speed",
    "Enhanced",
    "Shared",
    "Compute-optimized with GPU",
    "Visual Compute-optimized",
    "Heterogeneous Service",
    "Compute-optimized with FPGA",
    "Compute-optimized with NPU",
    "ECS Bare Metal",
    "Super Computing Cluster",
    "High Performance Compute",
];
const ARCHITECTURES: &[&str] = &["X86", "ARM"];
const LEVELS: &[&str] = &["EntryLevel", "EnterpriseLevel", "CreditEntryLevel"];
const LOCAL_CATEGORIES: &[&str] = &["local_hdd_pro", "local_ssd_pro"];
const NVME: &[&str] = &["required", "unsupported"];

/// The most values of one list.
const MAX_LIST: usize = 10;

impl Operation for DescribeInstanceTypes {
    const ACTION: &'static str = "DescribeInstanceTypes";
    const IGNORED: &'static [&'static str] = &["AdditionalAttributes"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("MinimumQueuePairNumber", "0")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_texts(&request)?;
        let size = match request.max_results {
            None => 100,
            Some(size) => usize::try_from(size)
                .ok()
                .filter(|size| (1..=1600).contains(size))
                .ok_or_else(|| Error::invalid("MaxResults", size, "from 1 to 1600"))?
                .min(100),
        };
        let after = request.next_token.as_deref().unwrap_or("");
        let types = at.types.all().filter_map(|instance_type| Some((instance_type, instance_type.ecs()?)));
        let passes = |instance_type: &InstanceType, figures: &EcsFigures| {
            instance_type.name > after
                && has_texts(instance_type, figures, &request)
                && has_size(instance_type, figures, &request)
                && has_network(figures, &request)
        };
        let mut rest = types.filter(|(instance_type, figures)| passes(instance_type, figures)).peekable();
        let page: Vec<_> = rest.by_ref().take(size).collect();
        let next_token = rest.peek().and(page.last()).map(|(last, _)| last.name.to_owned()).unwrap_or_default();
        let instance_type = page.into_iter().map(|(instance_type, figures)| TypeView::new(instance_type, figures));
        Ok(Response { instance_types: InstanceTypes { instance_type: instance_type.collect() }, next_token })
    }
}

/// Fails unless the lists are short enough, and the texts are those that the vendor has.
fn check_texts(request: &Request) -> Result<(), Error> {
    // No values: any text.
    let lists: [(&str, &[SmolStr], &[&str]); 7] = [
        ("CpuArchitectures", &request.cpu_architectures, ARCHITECTURES),
        ("GpuSpecs", &request.gpu_specs, &[]),
        ("InstanceCategories", &request.instance_categories, CATEGORIES),
        ("InstanceTypeFamilies", &request.instance_type_families, &[]),
        ("InstanceTypes", &request.instance_types, &[]),
        ("LocalStorageCategories", &request.local_storage_categories, LOCAL_CATEGORIES),
        ("PhysicalProcessorModels", &request.physical_processor_models, &[]),
    ];
    for (name, list, values) in lists {
        if list.len() > MAX_LIST {
            return Err(Error::invalid(name, list.len(), format!("at most {MAX_LIST}")));
        }
        for value in list.iter().filter(|_| !values.is_empty()) {
            check_value(name, &Some(value.clone()), values)?;
        }
    }
    check_value("CpuArchitecture", &request.cpu_architecture, ARCHITECTURES)?;
    check_value("InstanceCategory", &request.instance_category, CATEGORIES)?;
    check_value("InstanceFamilyLevel", &request.instance_family_level, LEVELS)?;
    check_value("LocalStorageCategory", &request.local_storage_category, LOCAL_CATEGORIES)?;
    check_value("NvmeSupport", &request.nvme_support, NVME)
}

fn has_texts(instance_type: &InstanceType, figures: &EcsFigures, request: &Request) -> bool {
    let in_list = |list: &[SmolStr], text: &str| list.is_empty() || list.iter().any(|item| item == text);
    // A type that is no longer sold is listed only if the request names it.
    (!figures.retired || request.instance_types.iter().any(|name| name == instance_type.name))
        && in_list(&request.instance_types, instance_type.name)
        && in_list(&request.instance_type_families, instance_type.family)
        && in_list(&request.instance_categories, figures.category)
        && in_list(&request.cpu_architectures, figures.architecture)
        && in_list(&request.physical_processor_models, figures.processor)
        && in_list(&request.gpu_specs, figures.gpu_spec)
        && in_list(&request.local_storage_categories, figures.local_category)
        && matches_filter(&request.instance_type_family, instance_type.family)
        && matches_filter(&request.instance_family_level, figures.level)
        && matches_filter(&request.instance_category, figures.category)
        && matches_filter(&request.cpu_architecture, figures.architecture)
        && matches_filter(&request.physical_processor_model, figures.processor)
        && matches_filter(&request.gpu_spec, figures.gpu_spec)
        && matches_filter(&request.local_storage_category, figures.local_category)
        && matches_filter(&request.nvme_support, figures.nvme)
}

fn at_least<T: PartialOrd>(min: Option<T>, figure: Option<T>) -> bool {
    min.is_none_or(|min| figure.is_some_and(|figure| figure >= min))
}

fn at_most<T: PartialOrd>(max: Option<T>, figure: Option<T>) -> bool {
    max.is_none_or(|max| figure.is_some_and(|figure| figure <= max))
}

fn has_size(instance_type: &InstanceType, figures: &EcsFigures, request: &Request) -> bool {
    let (vcpus, memory, credits) = (Some(instance_type.vcpus), Some(memory_gib(instance_type)), instance_type.credits);
    at_least(request.minimum_cpu_core_count, vcpus)
        && at_most(request.maximum_cpu_core_count, vcpus)
        && at_least(request.minimum_memory_size, memory)
        && at_most(request.maximum_memory_size, memory)
        && at_least(request.minimum_cpu_speed_frequency, figures.clock_ghz)
        && at_most(request.maximum_cpu_speed_frequency, figures.clock_ghz)
        && at_least(request.minimum_cpu_turbo_frequency, figures.turbo_ghz)
        && at_most(request.maximum_cpu_turbo_frequency, figures.turbo_ghz)
        && at_least(request.minimum_gpu_amount, figures.gpus)
        && at_most(request.maximum_gpu_amount, figures.gpus)
        && at_least(request.minimum_disk_quantity, figures.disks)
        && at_least(request.minimum_local_storage_amount, Some(figures.local_disks))
        && at_least(request.minimum_local_storage_capacity, Some(figures.local_gib_each))
        && at_least(request.minimum_baseline_credit, Some(credits.map_or(0.0, |credits| credits.per_hour)))
        && at_least(request.minimum_initial_credit, Some(credits.map_or(0.0, |credits| credits.launch)))
}

fn has_network(figures: &EcsFigures, request: &Request) -> bool {
    at_least(request.minimum_instance_bandwidth_rx, figures.bandwidth_kbps)
        && at_least(request.minimum_instance_bandwidth_tx, figures.bandwidth_kbps)
        && at_least(request.minimum_instance_pps_rx, figures.pps)
        && at_least(request.minimum_instance_pps_tx, figures.pps)
        && at_least(request.minimum_eni_quantity, figures.interfaces)
        && at_least(request.minimum_eni_private_ip_address_quantity, figures.ipv4_per_interface)
        && at_least(request.minimum_eni_ipv6_address_quantity, figures.ipv6_per_interface)
        && at_least(request.minimum_eri_quantity, figures.eri)
        && at_least(request.minimum_primary_eni_queue_number, figures.primary_queues)
        && at_least(request.minimum_secondary_eni_queue_number, figures.secondary_queues)
}
