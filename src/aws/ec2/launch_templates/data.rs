//! The parameters of launches in a template.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html>

use crate::operation::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use smol_str::SmolStr;

/// The parameters that are not modelled, with one that only one operation has. RunInstances refuses them too.
pub const fn not_modelled(own: (&'static str, &'static str)) -> [(&'static str, &'static str); 10] {
    [
        ("LaunchTemplateData.ElasticGpuSpecification", ""),
        ("LaunchTemplateData.ElasticInferenceAccelerator", ""),
        ("LaunchTemplateData.InstanceRequirements", ""),
        ("LaunchTemplateData.LicenseSpecification", ""),
        ("LaunchTemplateData.NetworkInterface.N.ConnectionTrackingSpecification", ""),
        ("LaunchTemplateData.NetworkInterface.N.EnaQueueCount", ""),
        ("LaunchTemplateData.NetworkInterface.N.EnaSrdSpecification", ""),
        ("LaunchTemplateData.Operator", ""),
        ("LaunchTemplateData.SecondaryInterface", ""),
        own,
    ]
}

/// Defines structures of parameters that all may be left out. As EC2 does, a template takes whatever is of the right type; a
/// launch from it fails if it is wrong.
macro_rules! parameters {
    ($($(#[$doc:meta])* $part:ident { $($(#[$attribute:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, Default, Deserialize, Serialize)]
        #[serde(rename_all = "PascalCase")]
        pub struct $part { $($(#[$attribute])* pub $field: Option<$kind>,)* }
    )*};
}

parameters! {
    /// All of them, by the names that RunInstances has for them too.
    TemplateData {
        block_device_mapping: Vec<Mapping>,
        capacity_reservation_specification: CapacityReservation,
        cpu_options: Cpu,
        credit_specification: Credits,
        disable_api_stop: bool,
        disable_api_termination: bool,
        ebs_optimized: bool,
        enclave_options: Enclave,
        hibernation_options: Hibernation,
        iam_instance_profile: Profile,
        image_id: SmolStr,
        instance_initiated_shutdown_behavior: SmolStr,
        instance_market_options: Market,
        instance_type: SmolStr,
        kernel_id: SmolStr,
        key_name: SmolStr,
        maintenance_options: Maintenance,
        metadata_options: Metadata,
        monitoring: Monitoring,
        network_interface: Vec<Interface>,
        network_performance_options: NetworkPerformance,
        placement: Placement,
        private_dns_name_options: PrivateDnsName,
        #[serde(rename = "RamDiskId")]
        ram_disk_id: SmolStr,
        security_group: Vec<SmolStr>,
        security_group_id: Vec<SmolStr>,
        tag_specification: Vec<Tags>,
        user_data: SmolStr,
    }

    Mapping { device_name: SmolStr, ebs: Ebs, no_device: SmolStr, virtual_name: SmolStr, }

    Ebs {
        delete_on_termination: bool,
        ebs_card_index: i64,
        encrypted: bool,
        iops: i64,
        kms_key_id: SmolStr,
        snapshot_id: SmolStr,
        throughput: i64,
        volume_initialization_rate: i64,
        volume_size: i64,
        volume_type: SmolStr,
    }

    CapacityReservation {
        capacity_reservation_preference: SmolStr,
        capacity_reservation_target: CapacityTarget,
    }

    CapacityTarget { capacity_reservation_id: SmolStr, capacity_reservation_resource_group_arn: SmolStr, }

    Cpu { amd_sev_snp: SmolStr, core_count: i64, nested_virtualization: SmolStr, threads_per_core: i64, }

    Credits { cpu_credits: SmolStr, }

    Enclave { enabled: bool, }

    Hibernation { configured: bool, }

    Profile { arn: SmolStr, name: SmolStr, }

    Market { market_type: SmolStr, spot_options: Spot, }

    Spot {
        block_duration_minutes: i64,
        instance_interruption_behavior: SmolStr,
        max_price: SmolStr,
        spot_instance_type: SmolStr,
        valid_until: SmolStr,
    }

    Maintenance { auto_recovery: SmolStr, }

    Metadata {
        http_endpoint: SmolStr,
        http_protocol_ipv6: SmolStr,
        http_put_response_hop_limit: i64,
        http_tokens: SmolStr,
        instance_metadata_tags: SmolStr,
    }

    Monitoring { enabled: bool, metric_category_id: Vec<SmolStr>, }

    Interface {
        associate_carrier_ip_address: bool,
        associate_public_ip_address: bool,
        delete_on_termination: bool,
        description: SmolStr,
        device_index: i64,
        interface_type: SmolStr,
        #[serde(rename = "Ipv4Prefix")]
        ipv4_prefix: Vec<Prefix4>,
        #[serde(rename = "Ipv4PrefixCount")]
        ipv4_prefix_count: i64,
        #[serde(rename = "Ipv6AddressCount")]
        ipv6_address_count: i64,
        #[serde(rename = "Ipv6Addresses")]
        ipv6_addresses: Vec<Address6>,
        #[serde(rename = "Ipv6Prefix")]
        ipv6_prefix: Vec<Prefix6>,
        #[serde(rename = "Ipv6PrefixCount")]
        ipv6_prefix_count: i64,
        network_card_index: i64,
        network_interface_id: SmolStr,
        #[serde(rename = "PrimaryIpv6")]
        primary_ipv6: bool,
        private_ip_address: SmolStr,
        private_ip_addresses: Vec<Address4>,
        secondary_private_ip_address_count: i64,
        security_group_id: Vec<SmolStr>,
        subnet_id: SmolStr,
    }

    Prefix4 { #[serde(rename = "Ipv4Prefix")] prefix: SmolStr, }

    Prefix6 { #[serde(rename = "Ipv6Prefix")] prefix: SmolStr, }

    Address4 { primary: bool, private_ip_address: SmolStr, }

    Address6 { #[serde(rename = "Ipv6Address")] address: SmolStr, }

    NetworkPerformance { bandwidth_weighting: SmolStr, }

    Placement {
        affinity: SmolStr,
        availability_zone: SmolStr,
        availability_zone_id: SmolStr,
        group_id: SmolStr,
        group_name: SmolStr,
        host_id: SmolStr,
        host_resource_group_arn: SmolStr,
        partition_number: i64,
        spread_domain: SmolStr,
        tenancy: SmolStr,
    }

    PrivateDnsName {
        enable_resource_name_dns_a_record: bool,
        #[serde(rename = "EnableResourceNameDnsAAAARecord")]
        enable_resource_name_dns_aaaa_record: bool,
        hostname_type: SmolStr,
    }

    Tags { resource_type: SmolStr, tag: Vec<Tag>, }

    Tag { key: SmolStr, value: SmolStr, }
}

impl TemplateData {
    /// As it is kept: a JSON object, with the parameters of `source` that this has none of.
    pub fn over(&self, source: Option<&str>) -> Result<Box<str>, Error> {
        let mut all = source.map(object).unwrap_or_default();
        all.extend(self.object()?);
        let data = Value::Object(all);
        check_texts("LaunchTemplateData", &data)?;
        Ok(data.to_string().into())
    }

    fn object(&self) -> Result<Map<String, Value>, Error> {
        match serde_json::to_value(self) {
            Ok(Value::Object(members)) => Ok(members),
            // Not reached: the parameters are an object of texts, numbers and lists.
            _ => Err(Error::Internal),
        }
    }

    /// As answers show it.
    pub fn shown(&self) -> Result<Value, Error> {
        Ok(shown("", Value::Object(self.object()?)))
    }
}

/// The most characters of a text (ours), and of user data: 16 KiB in base 64.
const MAX_TEXT: usize = 256;
const MAX_USER_DATA: usize = 21_848;

fn check_texts(name: &str, value: &Value) -> Result<(), Error> {
    match value {
        Value::String(text) => {
            let max = if name.ends_with(".UserData") { MAX_USER_DATA } else { MAX_TEXT };
            let too_long = || Error::TooLong { name: name.to_owned(), max };
            text.chars().nth(max).map_or(Ok(()), |_| Err(too_long()))
        }
        Value::Array(items) => items.iter().try_for_each(|item| check_texts(name, item)),
        Value::Object(members) => {
            members.iter().try_for_each(|(member, value)| check_texts(&format!("{name}.{member}"), value))
        }
        _ => Ok(()),
    }
}

fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

/// Kept parameters as answers show them.
pub fn kept(json: &str) -> Value {
    shown("", Value::Object(object(json)))
}

/// Parameters with the names that answers have: of lists those of requests with `Set`, but for the groups of an interface. `of` is
/// the parameter of which these are.
fn shown(of: &str, value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let rename = |(name, value): (String, Value)| match (of, name.as_str()) {
                ("NetworkInterface", "SecurityGroupId") => ("groupSet".to_owned(), json!({ "groupId": value })),
                _ if value.is_array() => (format!("{}Set", camel(&name)), shown(&name, value)),
                _ => (camel(&name), shown(&name, value)),
            };
            members.into_iter().map(rename).collect()
        }
        Value::Array(items) => json!({ "item": items.into_iter().map(|item| shown(of, item)).collect::<Vec<_>>() }),
        other => other,
    }
}

fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
