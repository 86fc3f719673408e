//! The events that AWS would send to EventBridge.

use super::extract::Query;
use super::reply::{Json, Refusal};
use super::stream::{Feed, event_stream};
use crate::app::App;
use crate::aws::ec2::events::event;
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
    /// Only events with a higher number than this one.
    #[serde(default)]
    after: u64,
    /// The maximum number of events. Ignored by a stream.
    limit: Option<usize>,
    /// Only events of this account.
    account: Option<String>,
    /// Only events of this type.
    detail_type: Option<String>,
}

/// The events with a higher number than this one, each with its number; and the number of the last event of all.
pub fn after(app: &App, number: u64, account: Option<&str>) -> (Vec<(u64, Value)>, u64) {
    let (seed, last, notices) = {
        let mut simulation = app.simulation.lock();
        let (world, _) = simulation.run_due_events();
        let is_of = |notice: &&NoticeRecord| account.is_none_or(|account| notice.scope.account == account);
        (world.seed(), world.notices.last(), world.notices.after(number).filter(is_of).cloned().collect::<Vec<_>>())
    };
    (notices.iter().map(|notice| (notice.number, event(seed, notice))).collect(), last)
}

impl EventFilter {
    fn matches(&self, event: &Value) -> bool {
        self.detail_type.as_ref().is_none_or(|kind| event["detail-type"] == **kind)
    }
}

/// A page of events.
#[derive(Serialize, ToSchema)]
#[schema(as = Events)]
struct Page {
    /// As AWS would send them, the oldest first.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Value>,
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
    let (events, last) = after(&app, filter.after, filter.account.as_deref());
    let mut events = events.into_iter().filter(|(_, event)| filter.matches(event));
    let page: Vec<_> = events.by_ref().take(filter.limit.unwrap_or(usize::MAX)).collect();
    // If there are more events, the next page begins after the last one of this page.
    let last = events.next().map_or(last, |_| page.last().map_or(filter.after, |(number, _)| *number));
    Json(Page { events: page.into_iter().map(|(_, event)| event).collect(), last })
}

struct Events {
    app: Arc<App>,
    filter: EventFilter,
}

impl Feed for Events {
    fn poll(&mut self) -> Vec<(u64, String)> {
        let (events, last) = after(&self.app, self.filter.after, self.filter.account.as_deref());
        self.filter.after = last;
        let events = events.into_iter().filter(|(_, event)| self.filter.matches(event));
        events.map(|(number, event)| (number, event.to_string())).collect()
    }
}

/// The events as they happen, as server-sent events. The id of each is its number.
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
