//! Alibaba Cloud's RPC protocol: requests are queries or forms, answers are JSON or XML.

use super::caller::{Claim, is_common, is_v3, region};
use super::{services, signature};
use crate::domain::scope::{Cloud, Scope};
use crate::operation::{
    Api, Call, Error, ErrorOverride, Format, Incoming, Protocol, Reply, Server, VendorError, check_allowed,
    check_unexpired,
};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{Signatures, Verified};
use crate::wire::xml::{self, Root};
use crate::world::ids::RequestId;
use serde::Serialize;
use std::borrow::Cow;
use std::cell::Cell;

pub struct Rpc;

// The Python SDK parses an error as XML only with exactly this Content-Type.
const XML: &str = "text/xml;charset=utf-8";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const JSON: &str = "application/json;charset=utf-8";
/// The header from which SDKs read the request id.
pub const REQUEST_ID: &str = "x-acs-request-id";

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope<'a, T> {
    request_id: &'a str,
    #[serde(flatten)]
    answer: &'a T,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorBody<'a> {
    request_id: &'a str,
    host_id: String,
    code: &'a str,
    message: &'a str,
    recommend: String,
}

/// The Content-Type and the body of an answer in this format, with this root element if it is XML.
fn write<T: Serialize>(format: Format, root: &str, value: &T) -> Result<(&'static str, String), Error> {
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, root, "an answer that cannot be written");
        Error::Internal
    };
    if format == Format::Json {
        return Ok((JSON, serde_json::to_string(value).map_err(|error| failed(&error))?));
    }
    let declared = Root { declaration: DECLARATION, ..Root::default() };
    Ok((XML, xml::write(root, declared, value).map_err(|error| failed(&error))?))
}

/// The headers of every answer. The vendor's gateway sends the same ones, and lets pages of every origin read its answers;
/// this server has an origin's leave from its configuration alone.
fn headers(request_id: RequestId) -> Vec<(&'static str, Cow<'static, str>)> {
    vec![(REQUEST_ID, request_id.upper().into()), ("x-acs-trace-id", request_id.plain().into())]
}

/// An error of a product, in this format.
pub fn error_reply(format: Format, id: RequestId, product: &str, host_id: String, error: VendorError) -> Reply {
    let request_id = id.upper();
    let recommend =
        format!("https://api.aliyun.com/troubleshoot?q={}&product={product}&requestId={request_id}", error.code);
    let refusal = ErrorBody { request_id: &request_id, host_id, code: &error.code, message: &error.message, recommend };
    // Text with control characters, which XML cannot have, is refused before this point.
    let (content_type, body) = write(format, "Error", &refusal).unwrap_or((JSON, String::new()));
    Reply { status: error.status, content_type, code: Some(error.code), headers: headers(id), body, binary: None }
}

/// Finds the caller. If the signature is invalid, the caller is the default one, and the error is returned with it.
fn caller<'a>(head: &'a Head<'_>, params: &'a Params<'_>, server: &dyn Server) -> (Verified<'a>, Result<(), Error>) {
    let verified = match server.signatures() {
        Signatures::Check => {
            let record = |key: &str, nonce: &str, at| server.record_nonce(key, nonce, at);
            signature::verify(head, params, server.machine_time(), record, |key| server.access_key(Cloud::Alibaba, key))
        }
        Signatures::Off => Ok(Verified::by_claim(Signatures::Off, Claim::unverified(params, head))),
    };
    match verified.and_then(|verified| check_unexpired(server, Cloud::Alibaba, verified).map(|()| verified)) {
        Ok(verified) => (verified, Ok(())),
        Err(error) => (Verified::default(), Err(error.into())),
    }
}

impl Protocol for Rpc {
    const STRICT: bool = false;
    const COMMON_PARAMETER: Option<&'static str> = Some("RegionId");

    fn format(params: &Params<'_>, head: &Head<'_>) -> Format {
        let json = params.get("Format").map_or(is_v3(head), |format| format.eq_ignore_ascii_case("json"));
        if json { Format::Json } else { Format::Xml }
    }

    fn read<'a>(head: &'a Head<'_>, mut params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        // A V1 signature does not cover the headers.
        let headers_are_trusted = is_v3(head) || server.signatures() == Signatures::Off;
        let (acs_action, acs_version) =
            if headers_are_trusted { (head.acs_action(), head.acs_version()) } else { (None, None) };
        let (verified, auth) = caller(head, &params, server);
        let auth = auth.and_then(|()| {
            check_allowed(server, Cloud::Alibaba, verified, params.get("Action").or(acs_action).unwrap_or(""))
        });
        let account = server.account(Cloud::Alibaba, verified);
        let access_key = verified.access_key().into();
        let (region, unknown_region) = region(&params, head);
        let unknown_region = unknown_region.map(str::to_owned);
        let [action, version, format_parameter] = ["Action", "Version", "Format"].map(|name| params.take(name));
        let version = version.or(acs_version.map(Cow::Borrowed));
        let service = services::service(version.as_deref(), head.host);
        let version = version.unwrap_or(service.version.into());
        params.retain(|name| !is_common(name));
        let refusal = match format_parameter {
            Some(name) if !["json", "xml"].contains(&&*name.to_ascii_lowercase()) => {
                Some(Error::UnknownFormat(name.into_owned()))
            }
            _ if version != service.version => Some(Error::UnknownVersion(version.to_string())),
            _ => auth.err().or(unknown_region.map(Error::UnknownRegion)),
        };
        let region_or_default = region.unwrap_or_else(|| server.region(Cloud::Alibaba));
        let call = Call {
            api: Api::Ecs,
            scope: Scope { cloud: Cloud::Alibaba, account, region: region_or_default },
            access_key,
            region_is_default: region.is_none(),
            action: action.or(acs_action.map(Cow::Borrowed)).unwrap_or_default(),
            version,
            format,
            query_mode: false,
            endpoint: head.endpoint(),
            request_id: server.request_id(),
            params,
            executed: Cell::default(),
        };
        Incoming { call, refusal, operations: service.operations, is_action: service.is_action }
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.upper();
        let envelope = Envelope { request_id: &request_id, answer };
        let (content_type, body) = write(call.format, &format!("{action}Response"), &envelope)?;
        Ok(Reply { status: 200, content_type, code: None, headers: headers(call.request_id), body, binary: None })
    }

    fn refuse(call: &Call<'_>, own: ErrorOverride, error: &Error) -> Reply {
        let service = services::service(Some(&call.version), call.endpoint.host);
        let wire = own(error).unwrap_or_else(|| (service.answer)(error));
        // A region that does not exist has no endpoint: its calls come to the central one.
        let host_id = match error {
            Error::UnknownRegion(_) if call.region_is_default => format!("{}.aliyuncs.com", service.name),
            _ => format!("{}.{}.aliyuncs.com", service.name, call.scope.region),
        };
        let mut reply = error_reply(call.format, call.request_id, service.product, host_id, wire);
        if *error == Error::Throttled {
            // In milliseconds. Newer SDKs wait for this time.
            reply.headers.push(("x-acs-retry-after", "1000".into()));
        }
        reply
    }
}
