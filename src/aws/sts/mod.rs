//! Security Token Service: the operation that tells clients of EC2 which account they use, and those that give temporary
//! credentials.
//!
//! STS uses the Query protocol, with answers in XML, or in JSON for callers that accept it. It also uses the AWS JSON
//! protocol, in which a header names the action.

pub mod assume_role;
pub mod get_caller_identity;
pub mod get_session_token;
mod view;

use crate::aws::ec2::{REQUEST_ID, errors};
use crate::aws::iam::errors::constraint;
use crate::aws::protocol::{self, QueryError, Service};
use crate::domain::geography::partition;
use crate::domain::place::Place;
use crate::domain::session::Caller;
use crate::operation::{Api, Call, Error, ErrorOverride, Format, Incoming, Protocol, Reply, Server, operations, row};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::xml::{self, Root};
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::json;
use smol_str::format_smolstr;

pub const VERSION: &str = "2011-06-15";

/// The part of the header `X-Amz-Target` before the action.
pub const TARGET: &str = "AWSSecurityTokenServiceV20110615.";

operations! {
    change assume_role::AssumeRole,
    read get_caller_identity::GetCallerIdentity,
    change get_session_token::GetSessionToken,
}

/// The actions of the API's model, sorted.
const ACTIONS: [&str; 11] = [
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "AssumeRoot",
    "DecodeAuthorizationMessage",
    "GetAccessKeyInfo",
    "GetCallerIdentity",
    "GetDelegatedAccessToken",
    "GetFederationToken",
    "GetSessionToken",
    "GetWebIdentityToken",
];

/// Whether STS documents an action of this name.
pub fn is_action(name: &str) -> bool {
    ACTIONS.binary_search(&name).is_ok()
}

/// The caller of an operation: its session's, or else the root user of the account. There are no other users here (ours).
fn caller(at: Place<'_>) -> Caller {
    if let Some(session) = at.session {
        return session.caller.clone();
    }
    let (account, partition) = (&at.scope.account, partition(at.scope.region).name);
    let arn = format_smolstr!("arn:{partition}:iam::{account}:root");
    Caller { arn, id: account.clone(), source: None, is_role: false }
}

fn denied(text: String) -> Error {
    Error::Own(row(403, "AccessDenied", text))
}

/// How long a session is to last. Fails if that is less than 15 minutes, or more than the most.
fn seconds(count: i64, most: i64) -> Result<SignedDuration, Error> {
    let must = |what: String| constraint(&count.to_string(), "durationSeconds", &what);
    match count {
        ..900 => Err(must("have value greater than or equal to 900".to_owned())),
        _ if count > most => Err(must(format!("have value less than or equal to {most}"))),
        _ => Ok(SignedDuration::from_secs(count)),
    }
}

/// The Query protocol and the JSON protocol, as STS uses them.
pub struct Sts;

const JSON: &str = "application/x-amz-json-1.1";

const XMLNS: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Metadata<'a> {
    request_id: &'a str,
}

fn write_failed(error: impl std::fmt::Display) -> Error {
    tracing::error!(%error, "an answer that cannot be written");
    Error::Internal
}

/// The Content-Type and the body of an answer, in the format of the call, with this root element.
fn write<T: Serialize>(call: &Call<'_>, root: &str, value: &T) -> Result<(&'static str, String), Error> {
    match call.format {
        Format::AmzJson | Format::Cbor => Ok((JSON, serde_json::to_string(value).map_err(write_failed)?)),
        // An error in JSON has no root element.
        Format::Json if root == QueryError::ROOT => Ok(("application/json", json!(value).to_string())),
        Format::Json => Ok(("application/json", json!({ root: value }).to_string())),
        Format::Xml => {
            let body = xml::write(root, Root { xmlns: Some(XMLNS), ..Root::default() }, value).map_err(write_failed)?;
            Ok(("text/xml", body))
        }
    }
}

const SERVICE: Service = Service { api: Api::Sts, versions: &[VERSION], operations: OPERATIONS, is_action };

/// The action in the header `X-Amz-Target`.
fn target<'a>(head: &'a Head<'_>) -> Option<&'a str> {
    head.amz_target().and_then(|target| target.strip_prefix(TARGET))
}

impl Protocol for Sts {
    const STRICT: bool = false;

    fn format(_: &Params<'_>, head: &Head<'_>) -> Format {
        match target(head) {
            Some(_) => Format::AmzJson,
            None if head.accept().contains("application/json") => Format::Json,
            None => Format::Xml,
        }
    }

    fn read<'a>(head: &'a Head<'_>, params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        protocol::read(&SERVICE, target(head), head, params, format, server)
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.lower();
        let (content_type, body) = match call.format {
            Format::AmzJson | Format::Cbor => write(call, "", answer)?,
            Format::Json | Format::Xml => {
                let envelope = Envelope {
                    result: (format_smolstr!("{action}Result"), answer),
                    metadata: Metadata { request_id: &request_id },
                };
                write(call, &format_smolstr!("{action}Response"), &envelope)?
            }
        };
        Ok(Reply {
            status: 200,
            content_type,
            code: None,
            headers: vec![(REQUEST_ID, request_id.into())],
            body,
            binary: None,
        })
    }

    fn refuse(call: &Call<'_>, own: ErrorOverride, error: &Error) -> Reply {
        let wire = own(error).unwrap_or_else(|| errors::answer(error));
        if call.format == Format::AmzJson {
            return protocol::json_error(JSON, call.request_id, wire);
        }
        let request_id = call.request_id.lower();
        let written = write(call, QueryError::ROOT, &QueryError::new(&wire, &request_id));
        let (content_type, body) = written.unwrap_or(("text/xml", String::new()));
        let headers = vec![(REQUEST_ID, request_id.into())];
        Reply { status: wire.status, content_type, code: Some(wire.code), headers, body, binary: None }
    }
}

/// The envelope of a successful answer: the result, under the action's name, and the request id.
struct Envelope<'a, T> {
    result: (smol_str::SmolStr, &'a T),
    metadata: Metadata<'a>,
}

impl<T: Serialize> Serialize for Envelope<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(&self.result.0, self.result.1)?;
        map.serialize_entry("ResponseMetadata", &self.metadata)?;
        map.end()
    }
}
