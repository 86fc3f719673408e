//! What a type says of its GPUs, FPGAs, and accelerators of inference and media.

use super::MemoryView;
use crate::aws::ec2::common::Set;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gpus {
    gpus: Set<Gpu>,
    #[serde(rename = "totalGpuMemoryInMiB")]
    total: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Gpu {
    name: &'static str,
    manufacturer: &'static str,
    count: u32,
    logical_gpu_count: u32,
    #[serde(serialize_with = "super::double")]
    gpu_partition_size: f64,
    workload_set: Set<&'static str>,
    memory_info: MemoryView,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fpgas {
    fpgas: Set<Device>,
    #[serde(rename = "totalFpgaMemoryInMiB")]
    total: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inference {
    accelerators: Set<Device>,
    #[serde(rename = "totalInferenceMemoryInMiB")]
    total: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Media {
    accelerators: Set<Device>,
    #[serde(rename = "totalMediaMemoryInMiB")]
    total: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Device {
    count: u32,
    name: &'static str,
    manufacturer: &'static str,
    memory_info: MemoryView,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Neurons {
    neuron_devices: Set<Neuron>,
    #[serde(rename = "totalNeuronDeviceMemoryInMiB")]
    total: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Neuron {
    count: u32,
    name: &'static str,
    core_info: Cores,
    memory_info: MemoryView,
}

#[derive(Serialize)]
struct Cores {
    count: u32,
    version: u32,
}

/// A cell such as `1xNVIDIA T4|16384|ml-ai`: the count, the name, the MiB of one, and what else there is.
struct Cell {
    count: u32,
    name: &'static str,
    mib: u32,
    rest: std::str::Split<'static, char>,
}

impl Cell {
    fn read(text: &'static str) -> Option<Self> {
        let (count, rest) = text.split_once('x')?;
        let mut rest = rest.split('|');
        Some(Self { count: count.parse().ok()?, name: rest.next()?, mib: rest.next()?.parse().ok()?, rest })
    }

    fn total(&self) -> u32 {
        self.count * self.mib
    }

    /// The manufacturer, which is the name's first word, and the name without it.
    fn manufacturer(&self) -> (&'static str, &'static str) {
        self.name.split_once(' ').unwrap_or(("", self.name))
    }

    fn device(&self) -> Device {
        let (manufacturer, name) = self.manufacturer();
        Device { count: self.count, name, manufacturer, memory_info: MemoryView { size_in_mib: self.mib } }
    }
}

impl Gpus {
    pub fn read(text: &'static str) -> Option<Self> {
        let mut cell = Cell::read(text)?;
        let (manufacturer, name) = cell.manufacturer();
        let workloads = cell.rest.next().unwrap_or("");
        let partition: Option<f64> = cell.rest.next().and_then(|size| size.parse().ok());
        let gpu = Gpu {
            name,
            manufacturer,
            // A part of a GPU is none.
            count: if partition.is_some() { 0 } else { cell.count },
            logical_gpu_count: cell.count,
            gpu_partition_size: partition.unwrap_or(1.0),
            workload_set: workloads.split('+').collect(),
            memory_info: MemoryView { size_in_mib: cell.mib },
        };
        Some(Self { gpus: Set::from_iter([gpu]), total: cell.total() })
    }
}

impl Fpgas {
    pub fn read(text: &'static str) -> Option<Self> {
        let cell = Cell::read(text)?;
        Some(Self { fpgas: Set::from_iter([cell.device()]), total: cell.total() })
    }
}

impl Inference {
    pub fn read(text: &'static str) -> Option<Self> {
        let cell = Cell::read(text)?;
        Some(Self { accelerators: Set::from_iter([cell.device()]), total: cell.total() })
    }
}

impl Media {
    pub fn read(text: &'static str) -> Option<Self> {
        let cell = Cell::read(text)?;
        Some(Self { accelerators: Set::from_iter([cell.device()]), total: cell.total() })
    }
}

impl Neurons {
    pub fn read(text: &'static str) -> Option<Self> {
        let mut cell = Cell::read(text)?;
        let (count, version) = cell.rest.next()?.split_once('v')?;
        let neuron = Neuron {
            count: cell.count,
            name: cell.name,
            core_info: Cores { count: count.parse().ok()?, version: version.parse().ok()? },
            memory_info: MemoryView { size_in_mib: cell.mib },
        };
        Some(Self { neuron_devices: Set::from_iter([neuron]), total: cell.total() })
    }
}
