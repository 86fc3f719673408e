//! [CreateKeyPair](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html)

use super::{NewKeyPairView, add_key_pair, check};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::TagSpecification;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, KeyType, Recipe, make, note_made};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{DryRun, Error, Operation, Prepare};
use crate::world::ids::Generator;
use serde::Deserialize;
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

/// The key pair to add.
pub struct Plan {
    name: SmolStr,
    tags: Tags,
}

impl Operation for CreateKeyPair {
    const ACTION: &'static str = "CreateKeyPair";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = NewKeyPairView;
}

impl Prepare for CreateKeyPair {
    type Plan = Plan;
    type Recipe = Recipe;
    type Made = (Key, String);

    fn plan(at: Place<'_>, request: &Request) -> Result<(Plan, Recipe), Error> {
        if request.key_format == Some(KeyFormat::Ppk) {
            return Err(Error::NotModelled("KeyFormat=ppk".to_owned()));
        }
        let name = request.key_name.clone();
        let tags = check(at, &name, &request.tag_specification)?;
        let recipe = Recipe::new(at, request.key_type.unwrap_or_default(), &name);
        Ok((Plan { name, tags }, recipe))
    }

    fn make(recipe: &Recipe) -> Result<(Key, String), Error> {
        make(recipe, Generator::labelled(recipe.seed, &recipe.label)).ok_or(Error::Internal)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan, (key, private): (Key, String)) -> NewKeyPairView {
        note_made(at, &plan.name);
        add_key_pair(at, plan.name, key, plan.tags, Some(private))
    }
}
