//! The events that AWS would send to EventBridge.

use super::extract::Query;
use super::reply::{Json, Refusal};
use super::stream::{Feed, Item, event_stream};
use crate::app::App;
use crate::aws::ec2::events::{detail_type, event};
use crate::domain::notice::NoticeRecord;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
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
    /// Only events of this type.
    detail_type: Option<String>,
}

impl EventFilter {
    fn matches(&self, record: &NoticeRecord) -> bool {
        self.account.as_ref().is_none_or(|account| record.scope.account == *account)
            && self.detail_type.as_ref().is_none_or(|name| detail_type(&record.notice) == name)
    }
}

/// How many events a page has unless the client says otherwise, and how many a stream reads at a time.
const PAGE: usize = 1000;

/// Some of the events that the server retains, one after the other.
pub struct Batch {
    /// Each with its number, the oldest first.
    pub events: Vec<(u64, Value)>,
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
        let (records, missing, after, last) = {
            let mut simulation = app.simulation.lock();
            simulation.run_due_events();
            let notices = &simulation.notices;
            let after = after.unwrap_or(notices.last_of_earlier_worlds());
            let mut wanted = notices.after(after).filter(|record| is_wanted(record));
            let records: Vec<_> = wanted.by_ref().take(limit).cloned().collect();
            let is_last = wanted.next().is_none();
            let last = if is_last { notices.last() } else { records.last().map_or(after, |record| record.number) };
            (records, notices.missing(after), after, last)
        };
        let event = |record: &NoticeRecord| (record.number, event(app.config.seed, record));
        Self { events: records.iter().map(event).collect(), missing, after, last }
    }
}

/// A page of events.
#[derive(Serialize, ToSchema)]
#[schema(as = Events)]
struct Page {
    /// As AWS would send them, the oldest first.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Value>,
    /// How many events after `after` came before these, and are no longer retained: of any account and type.
    missing: u64,
    /// The value of `after` for the next page.
    last: u64,
}

/// List the events that AWS would send to EventBridge.
#[utoipa::path(
    get,
    path = "/_twin/events",
    params(EventFilter),
    responses(
        (status = 200, description = "Done", body = Page),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn list_events(State(app): State<Arc<App>>, Query(filter): Query<EventFilter>) -> Json<Page> {
    let limit = filter.limit.unwrap_or(PAGE);
    let Batch { events, missing, last, .. } = Batch::read(&app, filter.after, limit, |record| filter.matches(record));
    Json(Page { events: events.into_iter().map(|(_, event)| event).collect(), missing, last })
}

struct Events {
    app: Arc<App>,
    filter: EventFilter,
}

impl Feed for Events {
    fn poll(&mut self) -> Vec<Item> {
        let batch = Batch::read(&self.app, self.filter.after, PAGE, |record| self.filter.matches(record));
        self.filter.after = Some(batch.last);
        let mut items = Vec::with_capacity(batch.events.len() + 1);
        if batch.missing > 0 {
            tracing::warn!(missing = batch.missing, "a stream of events begins too late or is read too slowly");
            items.push(Item::missing(batch.after + batch.missing, batch.missing));
        }
        items.extend(batch.events.into_iter().map(|(number, event)| Item::new(number, &event)));
        items
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
    event_stream(Events { app, filter })
}
