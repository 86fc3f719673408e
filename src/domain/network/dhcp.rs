//! Sets of DHCP options of EC2.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html>. What values are good was recorded from EC2.

use super::{AwsVpcError, VpcPart};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::net::{IpAddr, Ipv4Addr};

/// What VPCs without options show in place of an id.
pub const NO_OPTIONS: &str = "default";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DhcpOptions {
    pub id: SmolStr,
    /// Keys and values, in the order in which they are shown.
    pub configurations: Vec<(SmolStr, Vec<SmolStr>)>,
    pub tags: Tags,
}

/// The known options, in the order in which they are shown.
const KEYS: [&str; 6] = [
    "domain-name",
    "domain-name-servers",
    "ipv6-address-preferred-lease-time",
    "ntp-servers",
    "netbios-name-servers",
    "netbios-node-type",
];

/// The most addresses of an option.
const MAX_SERVERS: usize = 4;

/// The most characters of the values of an option.
const MAX_TEXT: usize = 255;

/// The options of a request. Values of one key are put together, and those with commas are split.
pub fn dhcp_configurations(sent: Vec<(SmolStr, Vec<SmolStr>)>) -> Result<Vec<(SmolStr, Vec<SmolStr>)>, AwsVpcError> {
    let mut found: Vec<(SmolStr, Vec<SmolStr>)> = Vec::new();
    for (key, values) in sent {
        if !KEYS.contains(&key.as_str()) {
            return Err(AwsVpcError::DhcpKey(key));
        }
        let values = values.iter().flat_map(|value| value.split(',')).map(SmolStr::from);
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => known.extend(values),
            None => found.push((key, values.collect())),
        }
    }
    for (key, values) in &found {
        check(key, values)?;
    }
    found.sort_by_key(|(key, _)| KEYS.iter().position(|known| known == key));
    Ok(found)
}

fn check(key: &str, values: &[SmolStr]) -> Result<(), AwsVpcError> {
    if values.is_empty() || values.iter().any(|value| value.is_empty()) {
        return Err(AwsVpcError::DhcpValue(format!("empty string for '{key}' is not allowed")));
    }
    let joined = values.join(",");
    if joined.len() > MAX_TEXT {
        return Err(AwsVpcError::DhcpValue(joined));
    }
    let few = values.len() <= MAX_SERVERS;
    let servers = |good: fn(&str) -> bool| few && values.iter().all(|value| good(value));
    let good = match key {
        "domain-name" => true,
        "domain-name-servers" => servers(|value| value == "AmazonProvidedDNS" || value.parse::<IpAddr>().is_ok()),
        "ntp-servers" => servers(|value| value.parse::<IpAddr>().is_ok()),
        "netbios-name-servers" => servers(|value| value.parse::<Ipv4Addr>().is_ok()),
        "netbios-node-type" => joined.parse::<i8>().is_ok(),
        _ => return check_lease(key, &joined),
    };
    if good {
        return Ok(());
    }
    // Of servers, the first that is wrong is told; if there are too many, all.
    let wrong = values.iter().find(|value| few && key.ends_with("servers") && value.parse::<Ipv4Addr>().is_err());
    let told = wrong.filter(|value| *value != "AmazonProvidedDNS").map_or(joined, ToString::to_string);
    Err(AwsVpcError::DhcpValue(told))
}

fn check_lease(key: &str, text: &str) -> Result<(), AwsVpcError> {
    let seconds = text.parse::<i64>().map_err(|_| format!("'{text}' for '{key}' is not allowed"));
    match seconds {
        Ok(140..=2_147_483_647) => Ok(()),
        Ok(_) => Err(AwsVpcError::DhcpValue(format!("'{text}' for '{key}' is out of bounds"))),
        Err(text) => Err(AwsVpcError::DhcpValue(text)),
    }
}

/// The options that a region begins with.
pub(super) fn default_dhcp_options(id: SmolStr, region: &str) -> DhcpOptions {
    let domain = match region {
        "us-east-1" => "ec2.internal".into(),
        _ => format_smolstr!("{region}.compute.internal"),
    };
    let servers = vec![SmolStr::new_static("AmazonProvidedDNS")];
    let configurations = vec![(KEYS[0].into(), vec![domain]), (KEYS[1].into(), servers)];
    DhcpOptions { id, configurations, tags: Tags::new() }
}

/// Creates a set of options.
pub fn make_dhcp_options(at: &mut PlaceMut<'_>, configurations: Vec<(SmolStr, Vec<SmolStr>)>, tags: Tags) -> SmolStr {
    let id = at.new_id("dopt");
    at.region.dhcp_sets.insert(id.clone(), DhcpOptions { id: id.clone(), configurations, tags });
    id
}

/// Whether a set can be deleted: no VPC may have it.
pub fn check_dhcp_unused(region: &Region, id: &SmolStr) -> Result<(), AwsVpcError> {
    let used = region.vpcs.values().any(|vpc| vpc.dhcp == *id);
    if used { Err(AwsVpcError::InUse(VpcPart::DhcpOptions, id.clone())) } else { Ok(()) }
}

/// Deletes a set. If it is the one that new VPCs get, they get none from then on.
pub fn delete_dhcp_options(region: &mut Region, id: &SmolStr) {
    region.dhcp_sets.remove(id);
    if region.dhcp_options == *id {
        region.dhcp_options = NO_OPTIONS.into();
    }
}
