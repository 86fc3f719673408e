//! The events that the clouds would send: AWS to EventBridge, Alibaba Cloud to CloudMonitor.

use super::extract::Query;
use super::reply::{Refusal, list};
use super::stream::{Feed, Item, event_stream};
use crate::alibaba::ecs;
use crate::app::App;
use crate::aws::ec2;
use crate::domain::notice::{Notice, NoticeRecord};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list_events)).routes(routes!(stream_events))
}

/// Which events are requested.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EventFilter {
    /// Only events with a higher number than this one: `last` of the page before. Without it, those since the last reset,
    /// restored snapshot or replacing scenario.
    after: Option<u64>,
    /// The maximum number of events. Ignored by a stream.
    #[param(default = 1000)]
    limit: Option<usize>,
    /// Only events of this account.
    account: Option<String>,
    /// Only events of this type: `detail-type` of those of AWS, `name` of those of Alibaba Cloud.
    detail_type: Option<String>,
}

impl EventFilter {
    fn matches(&self, record: &NoticeRecord) -> bool {
        self.account.as_ref().is_none_or(|account| record.scope.account == *account)
            && self.detail_type.as_ref().is_none_or(|name| type_of(&record.notice) == name)
    }
}

/// The type of an event: on AWS its `detail-type`, on Alibaba Cloud its `name`.
fn type_of(notice: &Notice) -> &'static str {
    match notice {
        Notice::Aws(notice) => ec2::events::detail_type(notice),
        Notice::Alibaba(notice) => ecs::events::name(notice),
    }
}

fn event(seed: u64, record: &NoticeRecord) -> Value {
    match &record.notice {
        Notice::Aws(notice) => ec2::events::event(seed, record, notice),
        Notice::Alibaba(notice) => ecs::events::event(seed, record, notice),
    }
}

/// How many events a page has unless the client says otherwise, and how many a stream reads at a time.
const PAGE: usize = 1000;

/// Some of the events that the server retains, one after the other.
pub struct Batch {
    /// The oldest first.
    notices: Vec<NoticeRecord>,
    seed: u64,
    /// How many events before these are no longer retained, of whichever account and type.
    pub missing: u64,
    /// The number after which this batch begins.
    pub after: u64,
    /// The number after which the next batch begins.
    pub last: u64,
}

impl Batch {
    /// Up to `limit` events with a higher number than `after`, or of the present world.
    pub fn read(app: &App, after: Option<u64>, limit: usize, is_wanted: impl Fn(&NoticeRecord) -> bool) -> Self {
        let mut simulation = app.simulation.lock();
        simulation.run_due_events();
        let log = &simulation.notices;
        let after = after.unwrap_or(log.last_of_earlier_worlds());
        let mut wanted = log.after(after).filter(|record| is_wanted(record));
        let notices: Vec<_> = wanted.by_ref().take(limit).cloned().collect();
        let is_last = wanted.next().is_none();
        let last = if is_last { log.last() } else { notices.last().map_or(after, |record| record.number) };
        Self { notices, seed: app.config.seed, missing: log.missing(after), after, last }
    }

    /// The events, each with its number.
    pub fn events(self) -> impl Iterator<Item = (u64, Value)> {
        let Self { notices, seed, .. } = self;
        notices.into_iter().map(move |record| (record.number, event(seed, &record)))
    }
}

/// A page of events. It only describes what [`list_events`] writes.
#[derive(ToSchema)]
#[schema(as = Events)]
#[expect(dead_code, reason = "a page is written piece by piece")]
struct Page {
    /// As the clouds would send them, the oldest first.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Value>,
    /// How many events after `after` came before these, and are no longer retained: of any account and type.
    missing: u64,
    /// The value of `after` for the next page.
    last: u64,
}

/// List the events that the clouds would send.
#[utoipa::path(
    get,
    path = "/_twin/events",
    params(EventFilter),
    responses(
        (status = 200, description = "Done", body = Page),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn list_events(State(app): State<Arc<App>>, Query(filter): Query<EventFilter>) -> impl IntoResponse {
    let limit = filter.limit.unwrap_or(PAGE);
    let batch = Batch::read(&app, filter.after, limit, |record| filter.matches(record));
    let end = format!(r#"],"last":{},"missing":{}}}{}"#, batch.last, batch.missing, "\n");
    let events = batch.events().map(|(_, event)| event.to_string());
    ([(header::CONTENT_TYPE, "application/json")], list(r#"{"events":["#.to_owned(), events, ",", end))
}

struct Events {
    app: Arc<App>,
    filter: EventFilter,
}

impl Feed for Events {
    fn poll(&mut self) -> impl Iterator<Item = Item> + Send + use<> {
        let batch = Batch::read(&self.app, self.filter.after, PAGE, |record| self.filter.matches(record));
        self.filter.after = Some(batch.last);
        let missing = (batch.missing > 0).then(|| {
            tracing::warn!(missing = batch.missing, "a stream of events begins too late or is read too slowly");
            Item::missing(batch.after + batch.missing, batch.missing)
        });
        missing.into_iter().chain(batch.events().map(|(number, event)| Item::new(number, &event)))
    }
}

/// The events as they happen, as server-sent events. The id of each is its number.
///
/// One of the type `missing` says how many are no longer retained.
#[utoipa::path(
    get,
    path = "/_twin/events/stream",
    params(EventFilter),
    responses(
        (status = 200, description = "Done", body = String, content_type = "text/event-stream"),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn stream_events(State(app): State<Arc<App>>, Query(filter): Query<EventFilter>) -> impl IntoResponse {
    let stop = app.stop.requested();
    event_stream(Events { app, filter }, stop)
}
