//! The request log.

use super::extract::{Path, Query};
use super::reply::{Json, Refusal};
use super::stream::{Feed, follow};
use crate::app::App;
use crate::middleware::fault::api_schema;
use crate::middleware::request_log::{CallRecord, Exchange, Metadata};
use crate::operation::Api;
use crate::wire::params::{Params, form};
use crate::wire::pattern::matches;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list_requests, clear_requests))
        .routes(routes!(stream_requests))
        .routes(routes!(show_request))
}

/// Which exchanges are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Those after the one of this number.
    #[serde(default)]
    after: u64,
    /// At most so many; of a stream all.
    limit: Option<usize>,
    /// Of this API.
    #[param(schema_with = api_schema, required = false)]
    cloud: Option<Api>,
    /// Of this action; with `*` and `?`.
    action: Option<String>,
    /// Of this account.
    account: Option<String>,
    /// In this region.
    region: Option<String>,
    /// With this HTTP status.
    status: Option<u16>,
    /// With this error code; with `*` and `?`.
    code: Option<String>,
    /// Met by a fault, or not.
    fault: Option<bool>,
    /// `json`, or `jsonl` for a recording: each whole on a line of its own, its answer too, for `twinstance replay`.
    /// Not for a stream.
    #[param(inline)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    Json,
    Jsonl,
}

impl Wanted {
    fn is_for(&self, metadata: &Metadata) -> bool {
        let of = |is: &dyn Fn(&CallRecord) -> bool| metadata.call.as_ref().is_some_and(is);
        self.cloud.is_none_or(|api| of(&|called| called.api == api))
            && self.action.as_ref().is_none_or(|action| of(&|called| matches(action, &called.action)))
            && self.account.as_ref().is_none_or(|account| of(&|called| called.account == *account))
            && self.region.as_ref().is_none_or(|region| of(&|called| called.region == region))
            && self.status.is_none_or(|status| metadata.status == status)
            && self.code.as_ref().is_none_or(|code| metadata.code.is_some_and(|is| matches(code, is)))
            && self.fault.is_none_or(|met| of(&|called| called.faults.is_empty() != met))
    }
}

/// A page of the request log.
#[derive(Serialize, ToSchema)]
#[schema(as = Requests)]
struct Page {
    /// The oldest first.
    requests: Vec<Shown>,
    /// The number to ask on from with `after`.
    last: u64,
}

/// The request log: the last exchanges.
#[utoipa::path(
    get,
    path = "/_twin/requests",
    params(Wanted),
    responses(
        (status = 200, description = "Done", content((Page = "application/json"), (String = "application/jsonl"))),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn list_requests(State(app): State<Arc<App>>, Query(wanted): Query<Wanted>) -> Response {
    let limit = wanted.limit.unwrap_or(usize::MAX);
    let mut exchanges = app.request_log.after(wanted.after, limit, |metadata| wanted.is_for(metadata));
    if wanted.format == Some(Format::Jsonl) {
        // In the order in which they saw the world.
        exchanges.sort_by_key(|exchange| (exchange.metadata.sequence, exchange.number));
        let lines: String = exchanges.iter().map(|exchange| format!("{}\n", json!(Whole::new(exchange)))).collect();
        return ([(header::CONTENT_TYPE, "application/jsonl")], lines).into_response();
    }
    let last = exchanges.last().map_or(wanted.after, |exchange| exchange.number);
    Json(Page { requests: exchanges.iter().map(|exchange| Shown::new(exchange)).collect(), last }).into_response()
}

/// One exchange, whole.
#[utoipa::path(
    get,
    path = "/_twin/requests/{number}",
    params(("number" = u64, Path, description = "Its number")),
    responses(
        (status = 200, description = "Done", body = Whole),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn show_request(State(app): State<Arc<App>>, Path(name): Path) -> Result<Json<Whole>, Refusal> {
    let of_number = |number: u64| {
        let next = app.request_log.after(number.saturating_sub(1), 1, |_| true).pop();
        next.filter(|exchange| exchange.number == number)
    };
    match name.parse().ok().and_then(of_number) {
        Some(exchange) => Ok(Json(Whole::new(&exchange))),
        None => Err(Refusal::unknown(format!("there is no exchange {name}, or no longer"))),
    }
}

/// Forget all exchanges.
#[utoipa::path(
    delete,
    path = "/_twin/requests",
    responses((status = 200, description = "Done", body = Object, example = json!({ "requests": [] })))
)]
async fn clear_requests(State(app): State<Arc<App>>) -> Json<Value> {
    app.request_log.clear();
    Json(json!({ "requests": [] }))
}

struct Requests {
    app: Arc<App>,
    wanted: Wanted,
}

impl Feed for Requests {
    fn more(&mut self) -> Vec<(u64, String)> {
        let exchanges =
            self.app.request_log.after(self.wanted.after, usize::MAX, |metadata| self.wanted.is_for(metadata));
        self.wanted.after = exchanges.last().map_or(self.wanted.after, |last| last.number);
        exchanges.iter().map(|exchange| (exchange.number, json!(Shown::new(exchange)).to_string())).collect()
    }
}

/// The same as they come, as server-sent events whose id is their number.
#[utoipa::path(
    get,
    path = "/_twin/requests/stream",
    params(Wanted),
    responses(
        (status = 200, description = "Done", body = String, content_type = "text/event-stream"),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn stream_requests(State(app): State<Arc<App>>, Query(wanted): Query<Wanted>) -> impl IntoResponse {
    follow(Requests { app, wanted })
}

/// What is shown of an exchange.
#[derive(Serialize, ToSchema)]
struct Shown {
    number: u64,
    time: Timestamp,
    /// By their names; a secret is three dots.
    parameters: BTreeMap<String, String>,
    status: u16,
    /// Microseconds, injected delays not counted.
    duration_us: u64,
    /// The vendor's error code.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(flatten)]
    call: Option<Call>,
}

/// What was called, where it was one of the clouds' APIs.
#[derive(Serialize, ToSchema)]
struct Call {
    #[schema(schema_with = api_schema)]
    cloud: Api,
    action: String,
    account: String,
    region: &'static str,
    request_id: String,
    /// The parameters that had no effect.
    ignored: Vec<String>,
    /// The faults that met it.
    faults: Vec<String>,
}

impl Shown {
    fn new(exchange: &Exchange) -> Self {
        let parameters = Params::parse(exchange.raw.query(), exchange.raw.body());
        Self {
            number: exchange.number,
            time: exchange.metadata.time,
            parameters: parameters.iter().map(|(name, value)| (name.into(), redacted(name, value).into())).collect(),
            status: exchange.metadata.status,
            duration_us: u64::try_from(exchange.metadata.duration.as_micros()).unwrap_or(u64::MAX),
            code: exchange.metadata.code,
            call: exchange.metadata.call.as_ref().map(Call::new),
        }
    }
}

impl Call {
    fn new(called: &CallRecord) -> Self {
        let id = called.request_id;
        Self {
            cloud: called.api,
            action: called.action.to_string(),
            account: called.account.to_string(),
            region: called.region,
            request_id: if called.api == Api::Ecs { id.upper().to_string() } else { id.lower().to_string() },
            ignored: called.ignored.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            faults: called.faults.iter().map(ToString::to_string).collect(),
        }
    }
}

/// An exchange as it was, but for its secrets: enough to do it again.
#[derive(Serialize, ToSchema)]
struct Whole {
    #[serde(flatten)]
    shown: Shown,
    /// Its number in the order in which exchanges locked the world; 0 if it did not.
    #[serde(rename = "turn")]
    sequence: u64,
    method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: String,
    reply: String,
}

impl Whole {
    fn new(exchange: &Exchange) -> Self {
        let request = &exchange.raw;
        let body = String::from_utf8_lossy(request.body());
        // What is no call, or is one of the JSON protocol, has a body of another kind.
        let is_form = exchange.metadata.call.is_some() && !body.starts_with('{');
        Self {
            shown: Shown::new(exchange),
            sequence: exchange.metadata.sequence,
            method: request.method.to_string(),
            path: request.path().to_owned(),
            query: without_secrets(request.query()),
            headers: headers(request.headers()),
            body: if is_form { without_secrets(&body) } else { body.into_owned() },
            reply: without_private_key(&String::from_utf8_lossy(request.reply())),
        }
    }
}

/// A query, or a body of that kind.
fn without_secrets(text: &str) -> String {
    let pairs = form(text.as_bytes());
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name, redacted(name, value))).collect();
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// Headers by their names. Of a signature remains whose it is.
fn headers(lines: &str) -> BTreeMap<String, String> {
    let pairs = lines.lines().filter_map(|line| line.split_once(": ")).map(|(name, value)| {
        let value =
            value.split_once("Signature=").map_or(value.to_owned(), |(before, _)| format!("{before}Signature=0"));
        (name.to_owned(), value)
    });
    pairs.collect()
}

/// A parameter's value, unless it is a secret.
fn redacted<'v>(name: &str, value: &'v str) -> &'v str {
    let secret = ["Signature", "X-Amz-Signature", "SecurityToken", "X-Amz-Security-Token", "BearerToken"];
    let hidden = secret.contains(&name) || name.ends_with("Password") || name.ends_with("UserData");
    if hidden { "..." } else { value }
}

/// An answer without the private key that may be in it.
pub fn without_private_key(reply: &str) -> String {
    const BEGIN: &str = "-----BEGIN ";
    match (reply.find(BEGIN), reply.rfind("KEY-----")) {
        (Some(from), Some(to)) if from < to => {
            format!("{}...{}", &reply[..from], reply[to + "KEY-----".len()..].trim_start())
        }
        _ => reply.to_owned(),
    }
}
