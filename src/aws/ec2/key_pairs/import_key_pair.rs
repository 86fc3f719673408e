//! [ImportKeyPair](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html)

use super::check;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagSpecification, TagView, tag_set};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{AwsKeyPairError, Key, KeyPairError, add, import_any_format};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Imports a public key in one of AWS's formats: OpenSSH's, that of RFC 4716, or DER in base 64.
pub struct ImportKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_name: SmolStr,
    public_key_material: SmolStr,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    key_name: SmolStr,
    key_pair_id: SmolStr,
    key_fingerprint: SmolStr,
    tag_set: Option<Set<TagView>>,
}

/// The key pair to add.
pub struct Plan {
    name: SmolStr,
    key: Key,
    tags: Tags,
}

impl Operation for ImportKeyPair {
    const ACTION: &'static str = "ImportKeyPair";
    // Ours: as its neighbours.
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for ImportKeyPair {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = request.key_name;
        let tags = check(at, &name, &request.tag_specification)?;
        let bytes = BASE64_STANDARD.decode(&request.public_key_material).map_err(|_| KeyPairError::Format)?;
        let text = String::from_utf8(bytes).ok().filter(|text| text.is_ascii());
        let text = text.ok_or(AwsKeyPairError::NotAscii("PublicKeyMaterial"))?;
        Ok(Plan { name, key: import_any_format(&text)?, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let pair = add(at, plan.name, plan.key, SmolStr::default(), plan.tags);
        Response {
            key_name: pair.name,
            key_pair_id: pair.id,
            key_fingerprint: pair.key.fingerprint,
            tag_set: tag_set(&pair.tags),
        }
    }
}
