//! An internet gateway in answers.

use crate::aws::ec2::common::{Set, TagView, tag_set};
use crate::domain::network::InternetGateway;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GatewayView {
    internet_gateway_id: SmolStr,
    owner_id: SmolStr,
    attachment_set: Set<Attachment>,
    tag_set: Option<Set<TagView>>,
}

/// The attachment of a gateway to a VPC.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    vpc_id: SmolStr,
    state: &'static str,
}

impl Attachment {
    /// The state `available` is not in the API's list of states, but AWS documents that it is used for internet gateways.
    pub fn available(vpc_id: SmolStr) -> Self {
        Self { vpc_id, state: "available" }
    }
}

impl GatewayView {
    pub fn new(scope: &Scope, gateway: &InternetGateway) -> Self {
        Self {
            internet_gateway_id: gateway.id.clone(),
            owner_id: scope.account.clone(),
            attachment_set: gateway.vpc.clone().map(Attachment::available).into_iter().collect(),
            tag_set: tag_set(&gateway.tags),
        }
    }
}
