//! [DescribeKeyPairs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::key_pair::{KeyPair, KeyPairError};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed key pairs, or all, in the order of their names.
pub struct DescribeKeyPairs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    key_name: Vec<SmolStr>,
    #[serde(default)]
    key_pair_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    #[serde(default)]
    include_public_key: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    key_set: Set<KeyPairView>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeyPairView {
    key_pair_id: SmolStr,
    key_fingerprint: SmolStr,
    key_name: SmolStr,
    key_type: &'static str,
    tag_set: Option<Set<TagView>>,
    public_key: Option<SmolStr>,
    create_time: String,
}

const FILTERS: &[&str] = &["fingerprint", "key-name", "key-pair-id", "tag-key"];

impl Operation for DescribeKeyPairs {
    const ACTION: &'static str = "DescribeKeyPairs";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeKeyPairs {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let pairs = &at.region.key_pairs;
        let (names, ids) = (&request.key_name, &request.key_pair_id);
        let missing = names.iter().find(|name| !pairs.contains_key(*name));
        let missing = missing.or_else(|| ids.iter().find(|id| !pairs.values().any(|pair| pair.id == **id)));
        if let Some(missing) = missing {
            return Err(KeyPairError::NotFound(missing.clone()).into());
        }
        let all = names.is_empty() && ids.is_empty();
        let selected = pairs.values().filter(|pair| all || names.contains(&pair.name) || ids.contains(&pair.id));
        let passing = selected.filter(|pair| filters.pass(&pair.tags, |name| vec![value(pair, name)]));
        Ok(Response { key_set: passing.map(|pair| view(pair, request.include_public_key)).collect() })
    }
}

fn view(pair: &KeyPair, public: bool) -> KeyPairView {
    KeyPairView {
        key_pair_id: pair.id.clone(),
        key_fingerprint: pair.key.fingerprint.clone(),
        key_name: pair.name.clone(),
        key_type: pair.key.key_type.as_str(),
        tag_set: tag_set(&pair.tags),
        public_key: public.then(|| pair.key.public.clone()),
        create_time: time(pair.created),
    }
}

/// The value of a key pair for the filter of this name.
fn value(pair: &KeyPair, name: &str) -> String {
    match name {
        "fingerprint" => pair.key.fingerprint.to_string(),
        "key-name" => pair.name.to_string(),
        "key-pair-id" => pair.id.to_string(),
        _ => String::new(),
    }
}
