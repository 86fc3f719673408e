//! The AWS Query protocol: requests are forms, answers are XML.

use super::caller::{Caller, Claim, is_common};
use super::signature;
use crate::aws::ec2::REQUEST_ID;
use crate::domain::scope::{Cloud, Scope};
use crate::operation::{
    Api, Call, Entry, Error, Format, Incoming, Reply, Server, VendorError, check_allowed, check_unexpired,
};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{Signatures, Verified};
use crate::world::ids::RequestId;
use serde::Serialize;
use serde_json::json;
use smol_str::format_smolstr;
use std::borrow::Cow;
use std::cell::Cell;

/// A service that uses the protocol.
pub struct Service {
    pub api: Api,
    /// The versions of the API, the newest first.
    pub versions: &'static [&'static str],
    /// The implemented operations, sorted by name.
    pub operations: &'static [Entry],
    /// Whether the service documents an action of this name.
    pub is_action: fn(&str) -> bool,
}

/// The envelope of an error in the Query protocol, as all services but EC2 have it.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct QueryError<'a> {
    error: QueryErrorItem<'a>,
    request_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct QueryErrorItem<'a> {
    r#type: &'a str,
    code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    message: &'a str,
}

impl<'a> QueryError<'a> {
    /// The name of its root element.
    pub const ROOT: &'static str = "ErrorResponse";

    pub fn new(error: &'a VendorError, request_id: &'a str) -> Self {
        let r#type = if error.status < 500 { "Sender" } else { "Receiver" };
        Self { error: QueryErrorItem { r#type, code: &error.code, message: &error.message }, request_id }
    }
}

/// The envelope of a successful answer in the Query protocol: the result, under the action's name, and the request id. One
/// that has no members has no result.
pub struct QueryAnswer<'a, T> {
    pub action: &'static str,
    pub answer: &'a T,
    pub request_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Metadata<'a> {
    request_id: &'a str,
}

impl<T: Serialize> Serialize for QueryAnswer<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        if size_of::<T>() > 0 {
            map.serialize_entry(&format_smolstr!("{}Result", self.action), self.answer)?;
        }
        map.serialize_entry("ResponseMetadata", &Metadata { request_id: self.request_id })?;
        map.end()
    }
}

/// An error in one of the JSON protocols, or in that of CBOR.
pub fn json_error(content_type: &'static str, request_id: RequestId, error: VendorError) -> Reply {
    let body = json!({ "__type": error.code, "message": error.message }).to_string();
    let headers = vec![(REQUEST_ID, request_id.lower().into()), ("x-amzn-errortype", error.code.clone())];
    Reply { status: error.status, content_type, code: Some(error.code), headers, body, binary: None }
}

/// Reads a call to a service. `target` is the action if a header of the JSON protocol names it; all parameters are then the
/// operation's.
pub fn read<'a>(
    service: &Service,
    target: Option<&'a str>,
    head: &'a Head<'_>,
    mut params: Params<'a>,
    format: Format,
    server: &dyn Server,
) -> Incoming<'a> {
    let (caller, auth) = caller(service, head, &params, server);
    let auth = auth.and_then(|()| {
        let action = target.or(params.get("Action")).unwrap_or("");
        check_allowed(server, Cloud::Aws, caller.verified, action)
    });
    let account = server.account(Cloud::Aws, caller.verified);
    let access_key = caller.verified.access_key().into();
    let region = caller.region.unwrap_or_else(|| server.region(Cloud::Aws));
    let (action, version) = match target {
        Some(target) => (Cow::Borrowed(target), service.versions[0].into()),
        None => {
            let (action, version) = (params.take("Action"), params.take("Version"));
            params.retain(|name| !is_common(name));
            params.allow_unindexed_lists();
            (action.unwrap_or_default(), version.unwrap_or(service.versions[0].into()))
        }
    };
    let refusal = if service.versions.contains(&&*version) {
        auth.err()
    } else {
        Some(Error::UnknownVersion(version.to_string()))
    };
    let call = Call {
        api: service.api,
        scope: Scope { cloud: Cloud::Aws, account, region },
        access_key,
        region_is_default: false,
        action,
        version,
        format,
        query_mode: head.header("x-amzn-query-mode").is_some_and(|mode| mode.eq_ignore_ascii_case("true")),
        endpoint: head.endpoint(),
        request_id: server.request_id(),
        params,
        executed: Cell::default(),
    };
    Incoming { call, refusal, operations: service.operations, is_action: service.is_action }
}

/// Finds the caller. If the signature is invalid, the caller is the default one, and the error is returned with it.
fn caller<'a>(
    service: &Service,
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    server: &dyn Server,
) -> (Caller<'a>, Result<(), Error>) {
    let caller = match server.signatures() {
        Signatures::Check => signature::verify(head, params, service.api.scope(), server.machine_time(), |key| {
            server.access_key(Cloud::Aws, key)
        }),
        Signatures::Off => {
            let credential = Claim::unverified(params, head);
            let verified = Verified::by_claim(Signatures::Off, credential.access_key);
            credential.region(head.host).map(|region| Caller { verified, region })
        }
    };
    match caller.and_then(|caller| check_unexpired(server, Cloud::Aws, caller.verified).map(|()| caller)) {
        Ok(caller) => (caller, Ok(())),
        Err(error) => (Caller::default(), Err(error.into())),
    }
}
