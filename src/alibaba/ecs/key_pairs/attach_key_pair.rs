//! [AttachKeyPair](https://api.alibabacloud.com/document/Ecs/2014-05-26/AttachKeyPair)

use super::results::{self, Plan, Response};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Attaches a key pair to instances. It replaces the key pair that they have.
pub struct AttachKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_pair_name: SmolStr,
    instance_ids: SmolStr,
}

impl Operation for AttachKeyPair {
    const ACTION: &'static str = "AttachKeyPair";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        results::refuse(error)
    }
}

impl Change for AttachKeyPair {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        Plan::new(at, request.key_pair_name, &request.instance_ids)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        plan.commit(at, |instance, key| {
            instance.key_name = Some(key.clone());
        })
    }
}
