//! A subnet in answers.

use super::BlockPublicAccessStates;
use super::vpc_view::{ASSOCIATED, Ipv6AssociationView};
use crate::aws::ec2::common::{Set, TagView, arn, tag_set};
use crate::domain::network::Subnet;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

/// An empty set of IPv6 ranges is part of the answer, because clients expect it.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubnetView {
    subnet_id: SmolStr,
    subnet_arn: String,
    state: &'static str,
    owner_id: SmolStr,
    vpc_id: SmolStr,
    cidr_block: String,
    ipv6_cidr_block_association_set: Set<Ipv6AssociationView>,
    available_ip_address_count: u32,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    default_for_az: bool,
    map_public_ip_on_launch: bool,
    tag_set: Option<Set<TagView>>,
    assign_ipv6_address_on_creation: bool,
    map_customer_owned_ip_on_launch: bool,
    private_dns_name_options_on_launch: PrivateDnsNameOptions,
    ipv6_native: bool,
    enable_dns64: bool,
    block_public_access_states: Option<BlockPublicAccessStates>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PrivateDnsNameOptions {
    hostname_type: &'static str,
    enable_resource_name_dns_a_record: bool,
    #[serde(rename = "enableResourceNameDnsAAAARecord")]
    enable_resource_name_dns_aaaa_record: bool,
}

impl SubnetView {
    /// The view of a subnet in the answer that creates it.
    pub fn created(scope: &Scope, subnet: &Subnet) -> Self {
        let ipv6_cidr_block_association_set = ipv6(subnet, "associating");
        Self { block_public_access_states: None, ipv6_cidr_block_association_set, ..Self::new(scope, subnet) }
    }

    /// The view of a subnet in later answers. It is available at once, as recorded from EC2.
    pub fn new(scope: &Scope, subnet: &Subnet) -> Self {
        Self {
            subnet_id: subnet.id.clone(),
            subnet_arn: arn(scope, "subnet", &subnet.id),
            state: "available",
            owner_id: scope.account.clone(),
            vpc_id: subnet.vpc.clone(),
            cidr_block: subnet.cidr(),
            ipv6_cidr_block_association_set: ipv6(subnet, ASSOCIATED),
            available_ip_address_count: subnet.available(),
            availability_zone: subnet.zone,
            availability_zone_id: scope.zone_id(subnet.zone),
            default_for_az: subnet.default,
            map_public_ip_on_launch: subnet.public,
            tag_set: tag_set(&subnet.tags),
            assign_ipv6_address_on_creation: subnet.aws.assigns_ipv6,
            map_customer_owned_ip_on_launch: false,
            private_dns_name_options_on_launch: PrivateDnsNameOptions {
                hostname_type: "ip-name",
                enable_resource_name_dns_a_record: false,
                enable_resource_name_dns_aaaa_record: false,
            },
            ipv6_native: false,
            enable_dns64: false,
            block_public_access_states: Some(BlockPublicAccessStates::OFF),
        }
    }
}

fn ipv6(subnet: &Subnet, state: &'static str) -> Set<Ipv6AssociationView> {
    subnet.aws.ipv6.iter().map(|one| Ipv6AssociationView::of_subnet(one, state)).collect()
}
