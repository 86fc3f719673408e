//! The RPC protocol: query or form in, JSON or XML out.

use super::services;
use crate::operation::{Call, Dialect, Error, Format, OwnWords, Reply};
use crate::wire::xml::{self, Root};
use serde::Serialize;
use std::borrow::Cow;

/// The RPC protocol.
pub struct Rpc;

// The Python SDK reads an error as XML only under exactly this type.
const XML: &str = "text/xml;charset=utf-8";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const JSON: &str = "application/json;charset=utf-8";
/// The header that the SDKs read the request id from.
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
struct Refusal<'a> {
    request_id: &'a str,
    host_id: String,
    code: &'a str,
    message: &'a str,
    recommend: String,
}

/// Content-Type and body of a value in the format of the call; in XML, under this root.
fn write<T: Serialize>(call: &Call<'_>, root: &str, value: &T) -> Result<(&'static str, String), Error> {
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, root, "an answer that cannot be written");
        Error::Internal
    };
    if call.format == Format::Json {
        return Ok((JSON, serde_json::to_string(value).map_err(|error| failed(&error))?));
    }
    let declared = Root { declaration: DECLARATION, ..Root::default() };
    Ok((XML, xml::write(root, declared, value).map_err(|error| failed(&error))?))
}

/// The headers that every answer has, as the vendor's gateway sends them.
fn headers(call: &Call<'_>, request_id: String) -> Vec<(&'static str, Cow<'static, str>)> {
    vec![
        (REQUEST_ID, request_id.into()),
        ("x-acs-trace-id", call.request_id.plain().into()),
        ("access-control-allow-origin", "*".into()),
        ("access-control-expose-headers", "*".into()),
    ]
}

impl Dialect for Rpc {
    const STRICT: bool = false;
    const EVERYWHERE: Option<&'static str> = Some("RegionId");

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.upper();
        let envelope = Envelope { request_id: &request_id, answer };
        let (content_type, body) = write(call, &format!("{action}Response"), &envelope)?;
        Ok(Reply { status: 200, content_type, code: None, headers: headers(call, request_id), body })
    }

    fn refuse(call: &Call<'_>, own: OwnWords, error: &Error) -> Reply {
        let request_id = call.request_id.upper();
        let service = services::service(Some(call.version), call.endpoint.host);
        let wire = own(error).unwrap_or_else(|| (service.wire)(call.action, error));
        let recommend = format!(
            "https://api.aliyun.com/troubleshoot?q={}&product={}&requestId={request_id}",
            wire.code, service.product
        );
        let refusal = Refusal {
            request_id: &request_id,
            host_id: format!("{}.{}.aliyuncs.com", service.name, call.scope.region),
            code: wire.code,
            message: &wire.message,
            recommend,
        };
        // Text with control characters never gets here; anything else can be written.
        let (content_type, body) = write(call, "Error", &refusal).unwrap_or((JSON, String::new()));
        let mut headers = headers(call, request_id);
        if *error == Error::Throttled {
            // Milliseconds; newer SDKs wait as long.
            headers.push(("x-acs-retry-after", "1000".into()));
        }
        Reply { status: wire.status, content_type, code: Some(wire.code), headers, body }
    }
}
