//! The options of an instance in responses. Only cores, jumbo frames, hibernation and what a launch says of the
//! metadata service are modelled; all other fields are empty or false.

use crate::domain::compute::instance::{Instance, MetadataService};
use serde::Serialize;
use smol_str::SmolStr;

/// The options in the response of DescribeInstances.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Options {
    cpu_options: CpuOptions,
    metadata_options: MetadataOptions,
    hibernation_options: Hibernation,
    image_options: ImageOptions,
    private_dns_name_options: PrivateDnsNameOptions,
    clock_options: ClockOptions,
    security_options: SecurityOptions,
    additional_info: AdditionalInfo,
    #[serde(rename = "EnableNVS")]
    enable_nvs: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CpuOptions {
    core_count: u32,
    threads_per_core: u32,
    numa: &'static str,
    topology_type: &'static str,
    turbo_mode: &'static str,
    nested_virtualization: &'static str,
    #[serde(rename = "EnableVISST")]
    enable_visst: bool,
    #[serde(rename = "EnableVRDT")]
    enable_vrdt: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MetadataOptions {
    http_endpoint: SmolStr,
    http_tokens: SmolStr,
    http_put_response_hop_limit: u32,
    instance_metadata_tags: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Hibernation {
    configured: bool,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct ImageOptions {
    login_as_non_root: bool,
    #[serde(rename = "CurrentOSNVMeSupported")]
    current_os_nvme_supported: bool,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateDnsNameOptions {
    hostname_type: &'static str,
    enable_instance_id_dns_a_record: bool,
    #[serde(rename = "EnableInstanceIdDnsAAAARecord")]
    enable_instance_id_dns_aaaa_record: bool,
    enable_ip_dns_a_record: bool,
    enable_ip_dns_ptr_record: bool,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct ClockOptions {
    ptp_status: &'static str,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityOptions {
    enable_secure_boot: bool,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct AdditionalInfo {
    enable_high_density_mode: bool,
    managed_host_id: &'static str,
    node_serial_number: &'static str,
}

/// The network options in the response of DescribeInstanceAttribute.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NetworkOptions {
    bandwidth_weighting: &'static str,
    enable_jumbo_frame: bool,
    enable_network_encryption: bool,
}

impl From<&Instance> for Options {
    fn from(instance: &Instance) -> Self {
        Self {
            cpu_options: CpuOptions::from(instance),
            metadata_options: MetadataOptions::from(&instance.alibaba().metadata),
            hibernation_options: Hibernation { configured: instance.alibaba().spec.facts.hibernation },
            image_options: ImageOptions::default(),
            private_dns_name_options: PrivateDnsNameOptions::default(),
            clock_options: ClockOptions::default(),
            security_options: SecurityOptions::default(),
            additional_info: AdditionalInfo::default(),
            enable_nvs: false,
        }
    }
}

impl From<&MetadataService> for MetadataOptions {
    fn from(metadata: &MetadataService) -> Self {
        Self {
            http_endpoint: metadata.endpoint.clone(),
            http_tokens: metadata.tokens.clone(),
            http_put_response_hop_limit: metadata.hop_limit,
            instance_metadata_tags: "",
        }
    }
}

impl From<&Instance> for CpuOptions {
    /// All types have two threads per core, except those with a single vCPU.
    fn from(instance: &Instance) -> Self {
        let vcpus = instance.instance_type.vcpus;
        Self {
            core_count: vcpus.div_ceil(2),
            threads_per_core: if vcpus > 1 { 2 } else { 1 },
            numa: "",
            topology_type: "",
            turbo_mode: "",
            nested_virtualization: "",
            enable_visst: false,
            enable_vrdt: false,
        }
    }
}

impl From<&Instance> for NetworkOptions {
    fn from(instance: &Instance) -> Self {
        Self {
            bandwidth_weighting: "",
            enable_jumbo_frame: instance.alibaba().jumbo_frame,
            enable_network_encryption: false,
        }
    }
}
