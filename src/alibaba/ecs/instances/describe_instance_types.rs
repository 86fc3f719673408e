//! [DescribeInstanceTypes](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceTypes)

use crate::alibaba::protocol::Rpc;
use crate::domain::compute::catalog::{self, EcsFigures, InstanceType};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instance types that are sold, and retired ones that the request names. Pages by token; a page has at
/// most 100 types.
///
/// The catalog has no bandwidths, queues and processor models. They are left out of the response, and filters on them
/// are ignored.
pub struct DescribeInstanceTypes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_type_family: Option<SmolStr>,
    #[serde(default)]
    instance_type_families: Vec<SmolStr>,
    #[serde(default)]
    instance_types: Vec<SmolStr>,
    minimum_cpu_core_count: Option<u32>,
    maximum_cpu_core_count: Option<u32>,
    minimum_memory_size: Option<f64>,
    maximum_memory_size: Option<f64>,
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
    instance_type: Vec<View>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    instance_type_id: &'static str,
    instance_type_family: &'static str,
    instance_family_level: &'static str,
    cpu_core_count: u32,
    memory_size: f64,
    local_storage_amount: Option<u32>,
    local_storage_capacity: Option<u64>,
    local_storage_category: &'static str,
    baseline_credit: Option<u32>,
    initial_credit: Option<u32>,
    #[serde(rename = "GPUAmount")]
    gpu_amount: u32,
    #[serde(rename = "GPUSpec")]
    gpu_spec: &'static str,
}

impl Operation for DescribeInstanceTypes {
    const ACTION: &'static str = "DescribeInstanceTypes";
    const IGNORED: &'static [&'static str] = &[
        "AdditionalAttributes",
        "CpuArchitecture",
        "CpuArchitectures",
        "GPUSpec",
        "GpuSpecs",
        "InstanceCategories",
        "InstanceCategory",
        "InstanceFamilyLevel",
        "LocalStorageCategories",
        "LocalStorageCategory",
        "MaximumCpuSpeedFrequency",
        "MaximumCpuTurboFrequency",
        "MaximumGPUAmount",
        "MinimumCpuSpeedFrequency",
        "MinimumCpuTurboFrequency",
        "MinimumDiskQuantity",
        "MinimumEniIpv6AddressQuantity",
        "MinimumEniPrivateIpAddressQuantity",
        "MinimumEniQuantity",
        "MinimumEriQuantity",
        "MinimumGPUAmount",
        "MinimumInstanceBandwidthRx",
        "MinimumInstanceBandwidthTx",
        "MinimumInstancePpsRx",
        "MinimumInstancePpsTx",
        "MinimumPrimaryEniQueueNumber",
        "MinimumQueuePairNumber",
        "MinimumSecondaryEniQueueNumber",
        "NvmeSupport",
        "PhysicalProcessorModel",
        "PhysicalProcessorModels",
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = &request.instance_types;
        if names.len() > 10 {
            return Err(Error::invalid("InstanceTypes", names.len(), "at most 10"));
        }
        let size = match request.max_results {
            None => 100,
            Some(size) => usize::try_from(size)
                .ok()
                .filter(|size| (1..=1600).contains(size))
                .ok_or_else(|| Error::invalid("MaxResults", size, "from 1 to 1600"))?
                .min(100),
        };
        let after = request.next_token.as_deref().unwrap_or("");
        let types = catalog::types(at.scope.cloud)
            .iter()
            .filter_map(|instance_type| Some((instance_type, instance_type.ecs()?)));
        let mut rest = types
            .filter(|(instance_type, figures)| instance_type.name > after && passes(instance_type, figures, &request))
            .peekable();
        let page: Vec<_> = rest.by_ref().take(size).collect();
        let next_token = rest.peek().and(page.last()).map(|(last, _)| last.name.to_owned()).unwrap_or_default();
        let instance_type = page.into_iter().map(|(instance_type, figures)| view(instance_type, figures)).collect();
        Ok(Response { instance_types: InstanceTypes { instance_type }, next_token })
    }
}

/// The credits that all vCPUs together earn in an hour.
fn baseline_credit(instance_type: &InstanceType) -> Option<f64> {
    instance_type.credits.map(|credits| credits.per_hour)
}

/// Rounds credits: the vendor's figures are whole, and clients read them as integers.
fn round_credits(credits: f64) -> u32 {
    credits.round() as u32
}

fn memory_gib(instance_type: &InstanceType) -> f64 {
    f64::from(instance_type.memory_mib) / 1024.0
}

fn passes(instance_type: &InstanceType, figures: &EcsFigures, request: &Request) -> bool {
    let in_list = |list: &[SmolStr], name: &str| list.is_empty() || list.iter().any(|item| item == name);
    let at_least = |min: Option<f64>, value: f64| min.is_none_or(|min| value >= min);
    let memory = memory_gib(instance_type);
    let local = u64::from(figures.local_disks) * figures.local_gib_each;
    // A type that is no longer sold is listed only if the request names it.
    (!figures.retired || request.instance_types.iter().any(|name| name == instance_type.name))
        && in_list(&request.instance_types, instance_type.name)
        && in_list(&request.instance_type_families, instance_type.family)
        && request.instance_type_family.as_ref().is_none_or(|family| family == instance_type.family)
        && request.minimum_cpu_core_count.is_none_or(|min| instance_type.vcpus >= min)
        && request.maximum_cpu_core_count.is_none_or(|max| instance_type.vcpus <= max)
        && at_least(request.minimum_memory_size, memory)
        && request.maximum_memory_size.is_none_or(|max| memory <= max)
        && request.minimum_local_storage_amount.is_none_or(|min| figures.local_disks >= min)
        && request.minimum_local_storage_capacity.is_none_or(|min| local >= min)
        && at_least(request.minimum_baseline_credit, baseline_credit(instance_type).unwrap_or(0.0))
        && at_least(request.minimum_initial_credit, instance_type.credits.map_or(0.0, |credits| credits.launch))
}

fn view(instance_type: &InstanceType, figures: &EcsFigures) -> View {
    let level = match instance_type.burstable {
        true => "CreditEntryLevel",
        false if matches!(instance_type.family, "ecs.n4" | "ecs.mn4" | "ecs.n1" | "ecs.n2" | "ecs.e3") => "EntryLevel",
        false => "EnterpriseLevel",
    };
    let local = figures.local_disks > 0;
    View {
        instance_type_id: instance_type.name,
        instance_type_family: instance_type.family,
        instance_family_level: level,
        cpu_core_count: instance_type.vcpus,
        memory_size: memory_gib(instance_type),
        local_storage_amount: local.then_some(figures.local_disks),
        local_storage_capacity: local.then_some(u64::from(figures.local_disks) * figures.local_gib_each),
        local_storage_category: "",
        baseline_credit: baseline_credit(instance_type).map(round_credits),
        initial_credit: instance_type.credits.map(|credits| round_credits(credits.launch)),
        gpu_amount: 0,
        gpu_spec: "",
    }
}
