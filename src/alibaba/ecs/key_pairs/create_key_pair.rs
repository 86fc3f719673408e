//! [CreateKeyPair](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateKeyPair)

use super::{check_new_name, invalid_name};
use crate::alibaba::ecs::common::{TagRequest, tags};
use crate::alibaba::ecs::texts;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, KeyType, Recipe, add, make, note_made};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Error, Operation, Prepare, VendorError};
use crate::world::ids::Generator;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a real RSA key pair, which is derived from the seed of the world (ours). Only this response has the private
/// key.
pub struct CreateKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_pair_name: SmolStr,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    key_pair_id: SmolStr,
    key_pair_name: SmolStr,
    key_pair_finger_print: SmolStr,
    private_key_body: String,
}

/// The key pair to add.
pub struct Plan {
    name: SmolStr,
    resource_group: SmolStr,
    tags: Tags,
}

impl Operation for CreateKeyPair {
    const ACTION: &'static str = "CreateKeyPair";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        invalid_name(error)
    }
}

impl Prepare for CreateKeyPair {
    type Plan = Plan;
    type Recipe = Recipe;
    type Made = (Key, String);

    fn plan(at: Place<'_>, request: &Request) -> Result<(Plan, Recipe), Error> {
        let name = request.key_pair_name.clone();
        check_new_name(at.region, &name)?;
        let tags = tags(&request.tag)?;
        let resource_group = texts::resource_group(request.resource_group_id.clone())?;
        let recipe = Recipe::new(at, KeyType::Rsa, &name);
        Ok((Plan { name, resource_group, tags }, recipe))
    }

    fn make(recipe: &Recipe) -> Result<(Key, String), Error> {
        make(recipe, Generator::labelled(recipe.seed, &recipe.label)).ok_or(Error::Internal)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan, (key, private): (Key, String)) -> Response {
        note_made(at, &plan.name);
        let pair = add(at, plan.name, key, plan.resource_group, plan.tags);
        Response {
            key_pair_id: pair.id,
            key_pair_name: pair.name,
            key_pair_finger_print: pair.key.fingerprint,
            private_key_body: private,
        }
    }
}
