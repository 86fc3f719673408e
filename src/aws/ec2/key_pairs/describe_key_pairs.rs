//! [DescribeKeyPairs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, tag_views, time};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::key_pair::{AwsKeyPairError, KeyPair, KeyPairError};
use crate::domain::ids::is_hex_id;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed key pairs, or all, in the order of their names.
pub struct DescribeKeyPairs;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: KeyName KeyPairId", rename_all = "PascalCase")]
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
    key_name: SmolStr,
    key_pair_id: SmolStr,
    key_fingerprint: SmolStr,
    key_type: &'static str,
    public_key: Option<String>,
    create_time: String,
    tag_set: Set<TagView>,
}

const FILTERS: &[&str] = &["fingerprint", "key-name", "key-pair-id", "tag-key"];

impl Operation for DescribeKeyPairs {
    const ACTION: &'static str = "DescribeKeyPairs";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        (error.invalid_parameter()? == "keyPairNames")
            .then(|| row(400, "InvalidParameterValue", "Invalid value '' for keyPairNames. It should not be blank"))
    }
}

impl Read for DescribeKeyPairs {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let pairs = &at.region.key_pairs;
        let (names, ids) = (&request.key_name, &request.key_pair_id);
        if !names.is_empty() && !ids.is_empty() {
            let text = "The parameter 'keyPairId' may not be used in combination with 'keyName'";
            return Err(Error::Conflict(text.to_owned()));
        }
        if names.iter().any(SmolStr::is_empty) {
            return Err(Error::invalid("keyPairNames", "", "a name"));
        }
        for name in names {
            check_name(at, name)?;
        }
        for id in ids {
            check_id(at, id)?;
        }
        let all = names.is_empty() && ids.is_empty();
        let selected = pairs.values().filter(|pair| all || names.contains(&pair.name) || ids.contains(&pair.id));
        let passing = selected.filter(|pair| filters.pass(&pair.tags, |name| vec![value(pair, name)]));
        Ok(Response { key_set: passing.map(|pair| view(pair, request.include_public_key)).collect() })
    }
}

fn check_name(at: Place<'_>, name: &SmolStr) -> Result<(), Error> {
    if at.region.key_pairs.contains_key(name) { Ok(()) } else { Err(KeyPairError::NotFound(name.clone()).into()) }
}

/// Only ids of 17 digits, the first of them 0, are looked up, as recorded from EC2.
fn check_id(at: Place<'_>, id: &SmolStr) -> Result<(), Error> {
    if at.region.key_pairs.values().any(|pair| pair.id == *id) {
        return Ok(());
    }
    let is_id = is_hex_id(id, "key-") && id.len() == "key-".len() + 17 && id.starts_with("key-0");
    Err(if is_id { KeyPairError::NotFound(id.clone()).into() } else { AwsKeyPairError::Malformed(id.clone()).into() })
}

fn view(pair: &KeyPair, public: bool) -> KeyPairView {
    KeyPairView {
        key_name: pair.name.clone(),
        key_pair_id: pair.id.clone(),
        key_fingerprint: pair.key.fingerprint.clone(),
        key_type: pair.key.key_type.as_str(),
        public_key: public.then(|| public_key(pair)),
        create_time: time(pair.created),
        tag_set: tag_views(&pair.tags),
    }
}

/// The public key in OpenSSH's format. Its comment is the name of the key pair, whatever the comment was at the import; a
/// newline follows, as recorded from EC2.
fn public_key(pair: &KeyPair) -> String {
    let mut words = pair.key.public.split_ascii_whitespace();
    let (algorithm, key) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    format!("{algorithm} {key} {}\n", pair.name)
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
