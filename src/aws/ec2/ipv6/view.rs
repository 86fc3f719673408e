//! An egress-only internet gateway in answers.

use crate::aws::ec2::common::{Set, TagView, tag_set};
use crate::domain::network::EgressGateway;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EgressView {
    attachment_set: Set<Attached>,
    egress_only_internet_gateway_id: SmolStr,
    tag_set: Option<Set<TagView>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attached {
    state: &'static str,
    vpc_id: SmolStr,
}

impl EgressView {
    pub fn new(gateway: &EgressGateway) -> Self {
        Self {
            attachment_set: [Attached { state: "attached", vpc_id: gateway.vpc.clone() }].into_iter().collect(),
            egress_only_internet_gateway_id: gateway.id.clone(),
            tag_set: tag_set(&gateway.tags),
        }
    }
}
