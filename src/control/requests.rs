//! The request log.

use super::extract::{NoBody, Path, Query};
use super::recording::Head;
use super::redaction::Redaction;
use super::reply::{Json, Refusal, list};
use super::stream::{Feed, Item, event_stream};
use crate::app::App;
use crate::middleware::fault::api_schema;
use crate::middleware::request_log::{CallRecord, Exchange, Metadata};
use crate::operation::Api;
use crate::wire::pattern::Pattern;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::borrow::Cow;
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

/// Which exchanges are requested.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RequestFilter {
    /// Only exchanges with a higher number than this one, the oldest first: `last` of the page before. Without it, the latest.
    after: Option<u64>,
    /// The maximum number of exchanges: 1000 by default, and no limit for a recording. Ignored by a stream.
    limit: Option<usize>,
    /// Only calls of this API.
    #[param(schema_with = api_schema, required = false)]
    cloud: Option<Api>,
    /// Only calls of this action. `*` and `?` are wildcards.
    #[param(value_type = Option<String>)]
    action: Option<Pattern>,
    /// Only calls of this account.
    account: Option<String>,
    /// Only calls in this region.
    region: Option<String>,
    /// Only exchanges with this HTTP status.
    status: Option<u16>,
    /// Only calls with this error code. `*` and `?` are wildcards.
    #[param(value_type = Option<String>)]
    code: Option<Pattern>,
    /// Only calls that a fault affected, or only those that none did.
    fault: Option<bool>,
    /// `json`, or `jsonl` for a recording for `twinstance replay`: one exchange per line, with its answer, after a line that
    /// says when the server began, and how many exchanges before the first one are missing. Ignored by a stream.
    #[param(inline)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    Json,
    Jsonl,
}

impl RequestFilter {
    fn matches(&self, metadata: &Metadata) -> bool {
        let call_is = |condition: &dyn Fn(&CallRecord) -> bool| metadata.call.as_ref().is_some_and(condition);
        self.cloud.is_none_or(|api| call_is(&|call| call.api == api))
            && self.action.as_ref().is_none_or(|action| call_is(&|call| action.matches(&call.action)))
            && self.account.as_ref().is_none_or(|account| call_is(&|call| call.account == *account))
            && self.region.as_ref().is_none_or(|region| call_is(&|call| call.region == region))
            && self.status.is_none_or(|status| metadata.status == status)
            && self.code.as_ref().is_none_or(|code| metadata.code.as_deref().is_some_and(|is| code.matches(is)))
            && self.fault.is_none_or(|met| call_is(&|call| call.faults.is_empty() != met))
    }
}

/// How many exchanges a page has unless the client says otherwise, and how many a stream reads at a time.
const PAGE: usize = 1000;

/// A page of the request log. It only describes what [`list_requests`] writes.
#[derive(ToSchema)]
#[schema(as = Requests)]
#[expect(dead_code, reason = "a page is written piece by piece")]
struct Page {
    /// The oldest first.
    requests: Vec<Summary>,
    /// The value of `after` for the next page.
    last: u64,
}

/// The request log: the latest exchanges.
#[utoipa::path(
    get,
    path = "/_twin/requests",
    params(RequestFilter),
    responses(
        (status = 200, description = "Done", content((Page = "application/json"), (String = "application/jsonl"))),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn list_requests(State(app): State<Arc<App>>, Query(filter): Query<RequestFilter>) -> Response {
    let is_recording = filter.format == Some(Format::Jsonl);
    let limit = filter.limit.unwrap_or(if is_recording { usize::MAX } else { PAGE });
    let is_wanted = |metadata: &Metadata| filter.matches(metadata);
    let mut exchanges = match filter.after {
        Some(number) => app.request_log.after(number, limit, is_wanted),
        None => app.request_log.latest(limit, is_wanted),
    };
    if is_recording {
        // In the order in which they locked the world.
        exchanges.sort_by_key(|exchange| (exchange.metadata.sequence, exchange.number));
        let first = exchanges.iter().map(|exchange| exchange.number).min();
        let head = Head::new(&app, first.map_or_else(|| app.request_log.count(), |first| first - 1)).line() + "\n";
        let lines = exchanges.into_iter().map(|exchange| recorded(&exchange));
        return written("application/jsonl", list(head, lines, "", String::new()));
    }
    let last = exchanges.last().map_or(filter.after.unwrap_or_default(), |exchange| exchange.number);
    let requests = exchanges.into_iter().map(|exchange| json!(Summary::new(&exchange)).to_string());
    written("application/json", list(format!(r#"{{"last":{last},"requests":["#), requests, ",", "]}\n".to_owned()))
}

/// An exchange as a line of a recording.
pub(super) fn recorded(exchange: &Exchange) -> String {
    format!("{}\n", json!(Details::new(exchange)))
}

fn written(content_type: &'static str, body: Body) -> Response {
    ([(header::CONTENT_TYPE, content_type)], body).into_response()
}

/// One exchange, with all details.
#[utoipa::path(
    get,
    path = "/_twin/requests/{number}",
    params(("number" = u64, Path, description = "Its number")),
    responses(
        (status = 200, description = "Done", body = Details),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn show_request(State(app): State<Arc<App>>, Path(name): Path) -> Result<Json<Details>, Refusal> {
    let of_number = |number: u64| {
        let next = app.request_log.after(number.saturating_sub(1), 1, |_| true).pop();
        next.filter(|exchange| exchange.number == number)
    };
    match name.parse().ok().and_then(of_number) {
        Some(exchange) => Ok(Json(Details::new(&exchange))),
        None => Err(Refusal::unknown(format!("there is no exchange {name}, or no longer"))),
    }
}

/// Delete all exchanges.
#[utoipa::path(
    delete,
    path = "/_twin/requests",
    responses((status = 200, description = "Done", body = Object, example = json!({ "requests": [] })))
)]
async fn clear_requests(State(app): State<Arc<App>>, _: NoBody) -> Json<Value> {
    app.request_log.clear();
    Json(json!({ "requests": [] }))
}

struct Requests {
    app: Arc<App>,
    filter: RequestFilter,
}

impl Feed for Requests {
    fn poll(&mut self) -> impl Iterator<Item = Item> + Send + use<> {
        let after = self.filter.after.unwrap_or_default();
        let exchanges = self.app.request_log.after(after, PAGE, |metadata| self.filter.matches(metadata));
        self.filter.after = exchanges.last().map(|last| last.number).or(self.filter.after);
        exchanges.into_iter().map(|exchange| Item::new(exchange.number, &Summary::new(&exchange)))
    }
}

/// The exchanges as they happen, as server-sent events. The id of each is its number.
#[utoipa::path(
    get,
    path = "/_twin/requests/stream",
    params(RequestFilter),
    responses(
        (status = 200, description = "Done", body = String, content_type = "text/event-stream"),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn stream_requests(State(app): State<Arc<App>>, Query(filter): Query<RequestFilter>) -> impl IntoResponse {
    let stop = app.stop.requested();
    event_stream(Requests { app, filter }, stop)
}

/// The summary of an exchange.
#[derive(Serialize, ToSchema)]
#[schema(as = Shown)]
struct Summary {
    number: u64,
    time: Timestamp,
    /// By name. The value of a secret is `redacted`.
    parameters: BTreeMap<String, String>,
    status: u16,
    /// Microseconds, injected delays not counted.
    duration_us: u64,
    /// The vendor's error code.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Cow<'static, str>>,
    #[serde(flatten)]
    call: Option<Call>,
}

/// A call of one of the clouds' APIs.
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
    /// The ids of the faults that affected it.
    faults: Vec<String>,
}

impl Summary {
    fn new(exchange: &Exchange) -> Self {
        Self::redacted(exchange, &Redaction::new(exchange))
    }

    fn redacted(exchange: &Exchange, redaction: &Redaction<'_>) -> Self {
        Self {
            number: exchange.number,
            time: exchange.metadata.time,
            parameters: redaction.parameters(),
            status: exchange.metadata.status,
            duration_us: u64::try_from(exchange.metadata.duration.as_micros()).unwrap_or(u64::MAX),
            code: exchange.metadata.code.clone(),
            call: exchange.metadata.call.as_ref().map(Call::new),
        }
    }
}

impl Call {
    fn new(record: &CallRecord) -> Self {
        let id = record.request_id;
        Self {
            cloud: record.api,
            action: record.action.to_string(),
            account: record.account.to_string(),
            region: record.region,
            request_id: if record.api == Api::Ecs { id.upper().to_string() } else { id.lower().to_string() },
            ignored: record.ignored.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            faults: record.faults.iter().map(ToString::to_string).collect(),
        }
    }
}

/// All of an exchange that a replay needs. Secrets are left out.
#[derive(Serialize, ToSchema)]
#[schema(as = Whole)]
struct Details {
    #[serde(flatten)]
    summary: Summary,
    /// Its number in the order in which exchanges locked the world; 0 if it did not.
    #[serde(rename = "turn")]
    sequence: u64,
    method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: String,
    reply: String,
    /// Whether a secret is left out that may decide how the call ends, such as user data. A replay does not repeat such a
    /// call if it failed.
    redacted: bool,
}

impl Details {
    fn new(exchange: &Exchange) -> Self {
        let redaction = Redaction::new(exchange);
        Self {
            summary: Summary::redacted(exchange, &redaction),
            sequence: exchange.metadata.sequence,
            method: exchange.raw.method.to_string(),
            path: redaction.path(),
            query: redaction.query(),
            headers: redaction.headers(),
            body: redaction.body(),
            reply: redaction.reply(),
            redacted: redaction.is_incomplete,
        }
    }
}
