//! [ImportKeyPair](https://api.alibabacloud.com/document/Ecs/2014-05-26/ImportKeyPair)

use super::{check_new_name, invalid_name};
use crate::alibaba::ecs::common::{TagRequest, tags};
use crate::alibaba::ecs::texts;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, add, import};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Imports a public key in the OpenSSH format: RSA or Ed25519. The other key types of the vendor are refused (ours).
pub struct ImportKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_pair_name: SmolStr,
    resource_group_id: Option<SmolStr>,
    public_key_body: SmolStr,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    key_pair_name: SmolStr,
    key_pair_finger_print: SmolStr,
}

/// The key pair to add.
pub struct Plan {
    name: SmolStr,
    key: Key,
    resource_group: SmolStr,
    tags: Tags,
}

impl Operation for ImportKeyPair {
    const ACTION: &'static str = "ImportKeyPair";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        invalid_name(error)
    }
}

impl Change for ImportKeyPair {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = request.key_pair_name;
        check_new_name(at.region, &name)?;
        let resource_group = texts::resource_group(request.resource_group_id)?;
        Ok(Plan { name, resource_group, tags: tags(&request.tag)?, key: import(&request.public_key_body)? })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let pair = add(at, plan.name, plan.key, plan.resource_group, plan.tags);
        Response { key_pair_name: pair.name, key_pair_finger_print: pair.key.fingerprint }
    }
}
