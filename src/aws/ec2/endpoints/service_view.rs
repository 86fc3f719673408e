//! A service that endpoints lead to, in answers.

use crate::aws::ec2::common::Set;
use crate::domain::geography::partition;
use crate::domain::network::{Service, service_name};
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    pub service_name: SmolStr,
    service_id: SmolStr,
    service_type: Set<ServiceType>,
    service_region: &'static str,
    availability_zone_set: Set<&'static str>,
    availability_zone_id_set: Set<&'static str>,
    owner: &'static str,
    base_endpoint_dns_name_set: Set<String>,
    vpc_endpoint_policy_supported: bool,
    acceptance_required: bool,
    manages_vpc_endpoints: bool,
    supported_ip_address_type_set: Set<&'static str>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ServiceType {
    service_type: &'static str,
}

impl ServiceView {
    /// A service, for endpoints of one kind.
    pub fn new(scope: &Scope, service: Service, kind: &'static str) -> Self {
        let zones = || scope.facts().into_iter().flat_map(|region| region.zones.iter().map(|(zone, _)| *zone));
        let suffix = partition(scope.region).dns_suffix;
        let name = service_name(scope.region, service.name);
        Self {
            service_id: service_id(&name, kind),
            service_name: name,
            service_type: [ServiceType { service_type: kind }].into_iter().collect(),
            service_region: scope.region,
            availability_zone_set: zones().collect(),
            availability_zone_id_set: zones().map(|zone| scope.zone_id(zone)).collect(),
            owner: "amazon",
            base_endpoint_dns_name_set: [format!("{}.{}.vpce.{suffix}", service.dns, scope.region)]
                .into_iter()
                .collect(),
            vpc_endpoint_policy_supported: true,
            acceptance_required: false,
            manages_vpc_endpoints: false,
            supported_ip_address_type_set: ["ipv4"].into_iter().collect(),
        }
    }
}

/// The id of a service, made from its name (ours).
fn service_id(name: &str, kind: &str) -> SmolStr {
    let bytes = name.bytes().chain(kind.bytes());
    let digits =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format_smolstr!("vpce-svc-0{digits:016x}")
}
