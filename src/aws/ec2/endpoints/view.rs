//! An endpoint in answers.

use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::domain::geography::partition;
use crate::domain::network::{Endpoint, EndpointKind, EndpointState, SERVICES, service_name};
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointView {
    vpc_endpoint_id: SmolStr,
    vpc_endpoint_type: &'static str,
    vpc_id: SmolStr,
    service_name: SmolStr,
    service_region: &'static str,
    state: &'static str,
    policy_document: SmolStr,
    route_table_id_set: Set<SmolStr>,
    subnet_id_set: Set<SmolStr>,
    group_set: Set<GroupView>,
    ip_address_type: &'static str,
    dns_options: Option<DnsOptions>,
    private_dns_enabled: bool,
    requester_managed: bool,
    network_interface_id_set: Set<SmolStr>,
    dns_entry_set: Set<DnsEntry>,
    creation_timestamp: String,
    tag_set: Option<Set<TagView>>,
    owner_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GroupView {
    group_id: SmolStr,
    group_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DnsOptions {
    dns_record_ip_type: &'static str,
}

/// A DNS name. The ids of hosted zones are not modelled.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DnsEntry {
    dns_name: String,
}

/// The policy of an endpoint for which none was sent.
const ALLOW_ALL: SmolStr = SmolStr::new_static(
    r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#,
);

impl EndpointView {
    pub fn new(scope: &Scope, region: &Region, endpoint: &Endpoint) -> Self {
        let group = |id: &SmolStr| GroupView {
            group_id: id.clone(),
            group_name: region.groups.get(id).map(|group| group.name.clone()).unwrap_or_default(),
        };
        let is_interface = endpoint.kind == EndpointKind::Interface;
        Self {
            vpc_endpoint_id: endpoint.id.clone(),
            vpc_endpoint_type: if is_interface { "Interface" } else { "Gateway" },
            vpc_id: endpoint.vpc.clone(),
            service_name: service_name(scope.region, &endpoint.service),
            service_region: scope.region,
            state: match endpoint.state {
                EndpointState::Pending => "pending",
                EndpointState::Available => "available",
                EndpointState::Deleting => "deleting",
            },
            policy_document: endpoint.policy.clone().unwrap_or(ALLOW_ALL),
            route_table_id_set: endpoint.tables.iter().cloned().collect(),
            subnet_id_set: endpoint.interfaces.iter().map(|interface| interface.subnet.clone()).collect(),
            group_set: endpoint.groups.iter().map(group).collect(),
            ip_address_type: "ipv4",
            dns_options: is_interface.then_some(DnsOptions { dns_record_ip_type: "ipv4" }),
            private_dns_enabled: endpoint.private_dns,
            requester_managed: false,
            network_interface_id_set: endpoint.interfaces.iter().map(|interface| interface.id.clone()).collect(),
            dns_entry_set: if is_interface { dns_entries(scope, region, endpoint) } else { Set::from_iter([]) },
            creation_timestamp: time(endpoint.created),
            tag_set: tag_set(&endpoint.tags),
            owner_id: scope.account.clone(),
        }
    }
}

/// The name of the endpoint in the region, that in each of its zones, and with private DNS the service's own.
fn dns_entries(scope: &Scope, region: &Region, endpoint: &Endpoint) -> Set<DnsEntry> {
    let Some(service) = SERVICES.iter().find(|service| service.name == endpoint.service) else {
        return Set::from_iter([]);
    };
    let suffix = partition(scope.region).dns_suffix;
    let mark = endpoint.id.get(endpoint.id.len().saturating_sub(8)..).unwrap_or_default();
    let (id, own) = (&endpoint.id, format!("{}.{}", service.dns, scope.region));
    let entry = |zone: &str| DnsEntry { dns_name: format!("{id}-{mark}{zone}.{own}.vpce.{suffix}") };
    let zones = endpoint.interfaces.iter().filter_map(|interface| region.subnets.get(&interface.subnet));
    let zones = zones.map(|subnet| entry(&format!("-{}", subnet.zone)));
    let private = endpoint.private_dns.then(|| DnsEntry { dns_name: format!("{own}.{suffix}") });
    [entry("")].into_iter().chain(zones).chain(private).collect()
}
