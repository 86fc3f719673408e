//! [CreateKeyPair](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html)

use super::check;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagSpecification, TagView, tag_set};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, KeyType, PrivateFormat, Recipe, add, make, note_made};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{DryRun, Error, Operation, Prepare, VendorError, row};
use crate::wire::params::ParamError;
use crate::world::ids::Generator;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a real key pair, and returns its private key. The key is derived from the world's seed (ours).
pub struct CreateKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_name: SmolStr,
    key_type: Option<KeyType>,
    key_format: Option<KeyFormat>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum KeyFormat {
    Pem,
    Ppk,
}

/// `key_material` is the private key.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    key_name: SmolStr,
    key_fingerprint: SmolStr,
    key_material: String,
    key_pair_id: SmolStr,
    tag_set: Option<Set<TagView>>,
}

/// The key pair to add.
pub struct Plan {
    name: SmolStr,
    tags: Tags,
}

impl Operation for CreateKeyPair {
    const ACTION: &'static str = "CreateKeyPair";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Param(ParamError::Invalid { name, value, .. }) = error else { return None };
        let (member, values) = match name.as_str() {
            "KeyType" => ("keyType", "rsa, ed25519"),
            "KeyFormat" => ("keyFormat", "ppk, pem"),
            _ => return None,
        };
        let text = format!(
            "1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must \
             satisfy enum value set: [{values}]"
        );
        Some(row(400, "InvalidParameterValue", text))
    }
}

impl Prepare for CreateKeyPair {
    type Plan = Plan;
    type Recipe = Recipe;
    type Made = (Key, String);

    fn plan(at: Place<'_>, request: &Request) -> Result<(Plan, Recipe), Error> {
        let name = request.key_name.clone();
        let tags = check(at, &name, &request.tag_specification)?;
        let format = match request.key_format {
            Some(KeyFormat::Ppk) => PrivateFormat::Ppk,
            Some(KeyFormat::Pem) | None => PrivateFormat::Pem,
        };
        let recipe = Recipe { format, ..Recipe::new(at, request.key_type.unwrap_or_default(), &name) };
        Ok((Plan { name, tags }, recipe))
    }

    fn make(recipe: &Recipe) -> Result<(Key, String), Error> {
        make(recipe, Generator::labelled(recipe.seed, &recipe.label)).ok_or(Error::Internal)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan, (key, key_material): (Key, String)) -> Response {
        note_made(at, &plan.name);
        let pair = add(at, plan.name, key, SmolStr::default(), plan.tags);
        Response {
            key_name: pair.name,
            key_fingerprint: pair.key.fingerprint,
            key_material,
            key_pair_id: pair.id,
            tag_set: tag_set(&pair.tags),
        }
    }
}
