//! A VPC in answers.

use super::BlockPublicAccessStates;
use crate::aws::ec2::common::{Set, TagView, tag_set};
use crate::domain::network::{Cidr, Cidr6, RangeAssociation, Vpc};
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VpcView {
    vpc_id: SmolStr,
    owner_id: SmolStr,
    state: &'static str,
    cidr_block: String,
    cidr_block_association_set: Set<AssociationView>,
    ipv6_cidr_block_association_set: Option<Set<Ipv6AssociationView>>,
    dhcp_options_id: SmolStr,
    tag_set: Option<Set<TagView>>,
    instance_tenancy: &'static str,
    is_default: bool,
    block_public_access_states: Option<BlockPublicAccessStates>,
}

/// The association of a VPC with a range.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssociationView {
    cidr_block: String,
    association_id: SmolStr,
    cidr_block_state: AssociationState,
}

/// The association of a VPC or a subnet with a range of IPv6. The pool and the border group are those of VPCs alone.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ipv6AssociationView {
    ipv6_cidr_block: String,
    association_id: SmolStr,
    ipv6_cidr_block_state: AssociationState,
    network_border_group: Option<&'static str>,
    ipv6_pool: Option<&'static str>,
}

impl AssociationView {
    pub fn new(one: &RangeAssociation<Cidr>, state: &'static str) -> Self {
        let (cidr_block, association_id) = (one.range.to_string(), one.id.clone());
        Self { cidr_block, association_id, cidr_block_state: AssociationState { state } }
    }
}

impl Ipv6AssociationView {
    pub fn of_vpc(scope: &Scope, one: &RangeAssociation<Cidr6>, state: &'static str) -> Self {
        let (network_border_group, ipv6_pool) = (Some(scope.region), Some("Amazon"));
        Self { network_border_group, ipv6_pool, ..Self::of_subnet(one, state) }
    }

    pub fn of_subnet(one: &RangeAssociation<Cidr6>, state: &'static str) -> Self {
        Self {
            ipv6_cidr_block: one.range.to_string(),
            association_id: one.id.clone(),
            ipv6_cidr_block_state: AssociationState { state },
            network_border_group: None,
            ipv6_pool: None,
        }
    }
}

#[derive(Serialize)]
struct AssociationState {
    state: &'static str,
}

/// The state of an association that is complete.
pub const ASSOCIATED: &str = "associated";

impl VpcView {
    /// The view of a VPC in the answer that creates it: pending, and with an empty set of IPv6 ranges.
    pub fn created(scope: &Scope, vpc: &Vpc) -> Self {
        Self {
            state: "pending",
            ipv6_cidr_block_association_set: Some(
                vpc.ipv6.iter().map(|one| Ipv6AssociationView::of_vpc(scope, one, "associating")).collect(),
            ),
            block_public_access_states: None,
            ..Self::new(scope, vpc)
        }
    }

    /// The view of a VPC in later answers. It is available then.
    pub fn new(scope: &Scope, vpc: &Vpc) -> Self {
        let first = RangeAssociation { id: vpc.first_range_id(), range: vpc.cidr };
        let ranges = [&first].into_iter().chain(&vpc.more).map(|one| AssociationView::new(one, ASSOCIATED));
        let ipv6 = vpc.ipv6.iter().map(|one| Ipv6AssociationView::of_vpc(scope, one, ASSOCIATED));
        Self {
            vpc_id: vpc.id.clone(),
            owner_id: scope.account.clone(),
            state: "available",
            cidr_block: vpc.cidr.to_string(),
            cidr_block_association_set: ranges.collect(),
            ipv6_cidr_block_association_set: Set::non_empty(ipv6.collect()),
            dhcp_options_id: vpc.dhcp.clone(),
            tag_set: tag_set(&vpc.tags),
            instance_tenancy: vpc.tenancy.as_str(),
            is_default: vpc.default,
            block_public_access_states: Some(BlockPublicAccessStates::OFF),
        }
    }
}
