//! A zone in the response of DescribeZones.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::ECS_CATEGORIES;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ZoneView {
    zone_id: &'static str,
    zone_type: &'static str,
    local_name: String,
    available_resources: AvailableResources,
    available_resource_creation: ResourceTypes,
    dedicated_host_generations: DedicatedHostGenerations,
    available_instance_types: InstanceTypes,
    available_disk_categories: DiskCategories,
    available_dedicated_host_types: DedicatedHostTypes,
    available_volume_categories: VolumeCategories,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AvailableResources {
    resources_info: Vec<ResourcesInfo>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResourcesInfo {
    io_optimized: bool,
    system_disk_categories: SystemDiskCategories,
    instance_generations: InstanceGenerations,
    data_disk_categories: DataDiskCategories,
    instance_types: SupportedInstanceTypes,
    instance_type_families: InstanceTypeFamilies,
    network_types: NetworkTypes,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SystemDiskCategories {
    supported_system_disk_category: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InstanceGenerations {
    supported_instance_generation: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataDiskCategories {
    supported_data_disk_category: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SupportedInstanceTypes {
    supported_instance_type: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InstanceTypeFamilies {
    supported_instance_type_family: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NetworkTypes {
    supported_network_category: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResourceTypes {
    resource_types: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DedicatedHostGenerations {
    dedicated_host_generation: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceTypes {
    instance_types: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DiskCategories {
    disk_categories: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DedicatedHostTypes {
    dedicated_host_type: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct VolumeCategories {
    volume_categories: Vec<&'static str>,
}

/// The resources that a zone offers. The default, with no resources, is for a response that is not verbose.
#[derive(Default)]
pub struct Contents {
    types: Vec<&'static str>,
    families: BTreeSet<&'static str>,
    generations: BTreeSet<&'static str>,
    disks: &'static [&'static str],
    resources: &'static [&'static str],
}

impl Contents {
    /// A zone offers these types, and all categories of disks.
    pub fn new(types: impl Iterator<Item = &'static InstanceType>) -> Self {
        let resources = &["VSwitch", "IoOptimized", "Instance", "Disk"];
        let mut contents = Self { disks: ECS_CATEGORIES, resources, ..Self::default() };
        for instance_type in types {
            contents.types.push(instance_type.name);
            contents.families.insert(instance_type.family);
            contents.generations.extend(instance_type.ecs().map(|figures| figures.generation));
        }
        contents
    }
}

impl ZoneView {
    /// A zone of the region with this label. There are no dedicated hosts and no volumes here.
    pub fn new(region: &str, zone: &'static str, contents: Contents) -> Self {
        let letter = zone.rsplit('-').next().unwrap_or("").to_uppercase();
        let info = (!contents.resources.is_empty()).then(|| ResourcesInfo {
            io_optimized: true,
            system_disk_categories: SystemDiskCategories { supported_system_disk_category: contents.disks.to_vec() },
            instance_generations: InstanceGenerations {
                supported_instance_generation: contents.generations.into_iter().collect(),
            },
            data_disk_categories: DataDiskCategories { supported_data_disk_category: contents.disks.to_vec() },
            instance_types: SupportedInstanceTypes { supported_instance_type: contents.types.clone() },
            instance_type_families: InstanceTypeFamilies {
                supported_instance_type_family: contents.families.into_iter().collect(),
            },
            network_types: NetworkTypes { supported_network_category: vec!["vpc"] },
        });
        Self {
            zone_id: zone,
            zone_type: "AvailabilityZone",
            local_name: format!("{region} Zone {letter}"),
            available_resources: AvailableResources { resources_info: info.into_iter().collect() },
            available_resource_creation: ResourceTypes { resource_types: contents.resources.to_vec() },
            dedicated_host_generations: DedicatedHostGenerations { dedicated_host_generation: Vec::new() },
            available_instance_types: InstanceTypes { instance_types: contents.types },
            available_disk_categories: DiskCategories { disk_categories: contents.disks.to_vec() },
            available_dedicated_host_types: DedicatedHostTypes { dedicated_host_type: Vec::new() },
            available_volume_categories: VolumeCategories { volume_categories: Vec::new() },
        }
    }
}
