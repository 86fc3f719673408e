//! What AWS would have sent on EventBridge.

use super::extract::Query;
use super::reply::{Json, Refusal};
use super::stream::{Feed, follow};
use crate::app::App;
use crate::aws::ec2::events::event;
use crate::domain::notice::Told;
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

/// Which events are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Those after the one of this number.
    #[serde(default)]
    after: u64,
    /// At most so many; of a stream all.
    limit: Option<usize>,
    /// Of this account.
    account: Option<String>,
    /// Of this type.
    detail_type: Option<String>,
}

/// The events after the one of this number, each with its number, and the number of the last there is.
pub fn after(app: &App, number: u64, account: Option<&str>) -> (Vec<(u64, Value)>, u64) {
    let (seed, last, told) = {
        let mut simulation = app.simulation.lock();
        let (world, _) = simulation.run_due_events();
        let is_of = |told: &&Told| account.is_none_or(|account| told.scope.account == account);
        (world.seed(), world.notices.last(), world.notices.after(number).filter(is_of).cloned().collect::<Vec<_>>())
    };
    (told.iter().map(|told| (told.number, event(seed, told))).collect(), last)
}

impl Wanted {
    fn is_for(&self, event: &Value) -> bool {
        self.detail_type.as_ref().is_none_or(|kind| event["detail-type"] == **kind)
    }
}

/// A page of events.
#[derive(Serialize, ToSchema)]
#[schema(as = Events)]
struct Page {
    /// As AWS would have sent them, the oldest first.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Value>,
    /// The number to ask on from with `after`.
    last: u64,
}

/// What AWS would have sent on EventBridge.
#[utoipa::path(
    get,
    path = "/_twin/events",
    params(Wanted),
    responses(
        (status = 200, description = "Done", body = Page),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn list_events(State(app): State<Arc<App>>, Query(wanted): Query<Wanted>) -> Json<Page> {
    let (events, last) = after(&app, wanted.after, wanted.account.as_deref());
    let mut events = events.into_iter().filter(|(_, event)| wanted.is_for(event));
    let page: Vec<_> = events.by_ref().take(wanted.limit.unwrap_or(usize::MAX)).collect();
    // A page that is not the last one ends with its last event.
    let last = events.next().map_or(last, |_| page.last().map_or(wanted.after, |(number, _)| *number));
    Json(Page { events: page.into_iter().map(|(_, event)| event).collect(), last })
}

struct Events {
    app: Arc<App>,
    wanted: Wanted,
}

impl Feed for Events {
    fn more(&mut self) -> Vec<(u64, String)> {
        let (events, last) = after(&self.app, self.wanted.after, self.wanted.account.as_deref());
        self.wanted.after = last;
        let events = events.into_iter().filter(|(_, event)| self.wanted.is_for(event));
        events.map(|(number, event)| (number, event.to_string())).collect()
    }
}

/// The same as they happen, as server-sent events whose id is their number.
#[utoipa::path(
    get,
    path = "/_twin/events/stream",
    params(Wanted),
    responses(
        (status = 200, description = "Done", body = String, content_type = "text/event-stream"),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn stream_events(State(app): State<Arc<App>>, Query(wanted): Query<Wanted>) -> impl IntoResponse {
    follow(Events { app, wanted })
}
