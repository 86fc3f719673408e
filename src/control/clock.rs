//! The world's clock: shows it with the pending events, and moves it.

use super::describe::{clock_modes, clouds};
use super::extract::Body;
use super::reply::{Json, Refusal};
use crate::app::App;
use crate::domain::queue;
use crate::domain::queue::Event;
use crate::domain::scope::{Cloud, Scope};
use crate::world::shared::Simulation;
use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show_clock, move_clock))
}

/// How many pending events are shown.
const MAX_DUE: usize = 1000;

/// The duration of `{"settle": true}`.
const DEFAULT_SETTLE: SignedDuration = SignedDuration::from_mins(10);

/// The world's clock, and the pending events.
#[derive(Serialize, ToSchema)]
struct Clock {
    #[schema(schema_with = clock_modes)]
    mode: &'static str,
    now: Timestamp,
    /// The number of pending events.
    events: usize,
    /// The next pending events, up to 1000.
    due: Vec<Due>,
}

/// A pending event: its time, scope, kind, and the id of its resource.
#[derive(Serialize, ToSchema)]
struct Due {
    at: Timestamp,
    #[schema(schema_with = clouds)]
    cloud: &'static str,
    #[schema(value_type = String)]
    account: SmolStr,
    region: &'static str,
    what: &'static str,
    id: String,
}

impl Due {
    fn new(at: Timestamp, scope: &Scope, event: &Event) -> Self {
        let (what, id) = event.describe();
        let cloud = if scope.cloud == Cloud::Aws { "ec2" } else { "ecs" };
        Self { at, cloud, account: scope.account.clone(), region: scope.region, what, id: id.to_string() }
    }
}

/// Show the clock and the pending events.
#[utoipa::path(get, path = "/_twin/clock", responses((status = 200, description = "Done", body = Clock)))]
async fn show_clock(State(app): State<Arc<App>>) -> Json<Clock> {
    let mut simulation = app.simulation.lock();
    simulation.run_due_events();
    Json(view(&mut simulation))
}

fn view(simulation: &mut Simulation) -> Clock {
    let now = simulation.clock.now();
    let due =
        simulation.world.pending_events().take(MAX_DUE).map(|(at, scope, event)| Due::new(at, scope, event)).collect();
    Clock { mode: simulation.clock.mode(), now, events: simulation.world.pending_event_count(), due }
}

/// How to move the clock. Durations are as in 2m, 1h30m or PT1H.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Move {
    /// By this duration.
    #[schema(value_type = String, example = json!({ "advance": "2m" }))]
    Advance(SignedDuration),
    /// To this later time.
    Now(Timestamp),
    /// From event to event, until none is due within this duration from now; true stands for 10m. Alarms are not waited for.
    #[schema(value_type = String, example = json!({ "settle": "10m" }))]
    #[serde(deserialize_with = "settle")]
    Settle(SignedDuration),
}

/// Deserializes a duration, or `true`.
fn settle<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SignedDuration, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Within {
        Default(bool),
        Text(String),
    }
    match Within::deserialize(deserializer)? {
        Within::Default(true) => Ok(DEFAULT_SETTLE),
        Within::Default(false) => Err(D::Error::custom("settle is true or a duration, as in 10m")),
        Within::Text(text) => text.parse().map_err(D::Error::custom),
    }
}

/// Move the clock, and run the events that become due.
#[utoipa::path(
    post,
    path = "/_twin/clock",
    request_body(content = Move, example = json!({ "advance": "2m" })),
    responses(
        (status = 200, description = "Done", body = Clock),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn move_clock(State(app): State<Arc<App>>, Body(body): Body) -> Result<Json<Clock>, Refusal> {
    let request: Move = serde_json::from_slice(&body).map_err(|error| {
        let help = r#"send {"advance":"2m"}, {"now":"2026-11-21T10:00:00Z"} or {"settle":"10m"}"#;
        Refusal::bad(format!("{help}: {error}"))
    })?;
    let mut simulation = app.simulation.lock();
    let now = simulation.clock.now();
    match request {
        Move::Now(to) => simulation.advance_to(to).map_err(Refusal::bad)?,
        Move::Advance(by) => {
            let to = now.checked_add(by).map_err(Refusal::bad)?;
            simulation.advance_to(to).map_err(Refusal::bad)?;
        }
        Move::Settle(within) => simulation.run_events_until(queue::after(now, within)),
    }
    Ok(Json(view(&mut simulation)))
}
