//! A VPC in answers.

use super::{BlockPublicAccessStates, derived_id};
use crate::aws::ec2::common::{Set, TagView, tag_set};
use crate::domain::network::Vpc;
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
    ipv6_cidr_block_association_set: Option<Set<()>>,
    dhcp_options_id: SmolStr,
    tag_set: Option<Set<TagView>>,
    instance_tenancy: &'static str,
    is_default: bool,
    block_public_access_states: Option<BlockPublicAccessStates>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AssociationView {
    cidr_block: String,
    association_id: String,
    cidr_block_state: AssociationState,
}

#[derive(Serialize)]
struct AssociationState {
    state: &'static str,
}

/// The id of the association of a VPC with its address range.
pub fn association_id(vpc: &Vpc) -> String {
    derived_id(&vpc.id, "vpc-cidr-assoc")
}

impl VpcView {
    /// The view of a VPC in the answer that creates it: pending, and with an empty set of IPv6 ranges.
    pub fn created(scope: &Scope, vpc: &Vpc) -> Self {
        Self {
            state: "pending",
            ipv6_cidr_block_association_set: Some(Set::from_iter([])),
            block_public_access_states: None,
            ..Self::new(scope, vpc)
        }
    }

    /// The view of a VPC in later answers. It is available then.
    pub fn new(scope: &Scope, vpc: &Vpc) -> Self {
        let association = AssociationView {
            association_id: association_id(vpc),
            cidr_block: vpc.cidr.to_string(),
            cidr_block_state: AssociationState { state: "associated" },
        };
        Self {
            vpc_id: vpc.id.clone(),
            owner_id: scope.account.clone(),
            state: "available",
            cidr_block: vpc.cidr.to_string(),
            cidr_block_association_set: Set::from_iter([association]),
            ipv6_cidr_block_association_set: None,
            dhcp_options_id: vpc.dhcp.clone(),
            tag_set: tag_set(&vpc.tags),
            instance_tenancy: vpc.tenancy.as_str(),
            is_default: vpc.default,
            block_public_access_states: Some(BlockPublicAccessStates::OFF),
        }
    }
}
