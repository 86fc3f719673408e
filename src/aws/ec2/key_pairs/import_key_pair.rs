//! [ImportKeyPair](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html)

use super::{NewKeyPairView, add_key_pair, check};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::TagSpecification;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, KeyPairError, import};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use smol_str::SmolStr;

/// Imports a public key in OpenSSH's format. AWS's other two formats, DER and SSH2, are refused (ours).
pub struct ImportKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_name: SmolStr,
    public_key_material: SmolStr,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

/// The key pair to add.
pub struct Plan {
    name: SmolStr,
    key: Key,
    tags: Tags,
}

impl Operation for ImportKeyPair {
    const ACTION: &'static str = "ImportKeyPair";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = NewKeyPairView;
}

impl Change for ImportKeyPair {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = request.key_name;
        let tags = check(at, &name, &request.tag_specification)?;
        let bytes = BASE64_STANDARD.decode(&request.public_key_material).map_err(|_| KeyPairError::Format)?;
        let text = String::from_utf8(bytes).map_err(|_| KeyPairError::Format)?;
        Ok(Plan { name, key: import(&text)?, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> NewKeyPairView {
        add_key_pair(at, plan.name, plan.key, plan.tags, None)
    }
}
