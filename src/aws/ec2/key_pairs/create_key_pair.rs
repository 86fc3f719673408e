//! CreateKeyPair.

use super::{Made, check, take_in};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::TagSpecification;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::key_pair::{Key, KeyType, make};
use crate::domain::estate::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Makes a real key pair, which follows from the world's seed (ours), and hands its private key out this one time.
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

/// The key pair to be taken in.
pub struct Plan {
    name: SmolStr,
    key: Key,
    private: String,
    tags: Tags,
}

impl Operation for CreateKeyPair {
    const ACTION: &'static str = "CreateKeyPair";
    const DRY_RUN: bool = true;
    type Dialect = Ec2;
    type Request = Request;
    type Response = Made;
}

impl Change for CreateKeyPair {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        if request.key_format == Some(KeyFormat::Ppk) {
            return Err(Error::NotModelled("KeyFormat=ppk".to_owned()));
        }
        let name = request.key_name;
        let tags = check(at, &name, &request.tag_specification)?;
        let kind = request.key_type.unwrap_or_default();
        let (key, private) = make(kind, &name, at.region.branch()).ok_or(Error::Internal)?;
        Ok(Plan { name, key, private, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Made {
        take_in(at, plan.name, plan.key, plan.tags, Some(plan.private))
    }
}
