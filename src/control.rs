//! The emulator's own API, under `/_twin/`: health, clock, faults, reset. JSON in, JSON out.

use crate::app::App;
use crate::domain::notice::Told;
use crate::domain::scope::Cloud;
use crate::ec2;
use crate::fault::Fault;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

fn answer(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], format!("{value}\n")).into_response()
}

fn refuse(status: StatusCode, message: impl ToString) -> Response {
    answer(status, &json!({ "error": message.to_string() }))
}

/// `GET /_twin/health`: name, version, uptime in seconds, the clock, instances per cloud.
pub async fn health(State(app): State<Arc<App>>) -> Response {
    let mut running = app.running.lock();
    let (_, now) = running.settled();
    let value = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "uptime_seconds": app.uptime.elapsed().as_secs_f64(),
        "clock": { "mode": running.clock.mode(), "now": now.to_string() },
        "instances": { "ec2": running.world.instances(Cloud::Aws), "ecs": running.world.instances(Cloud::Alibaba) },
    });
    answer(StatusCode::OK, &value)
}

/// `GET /_twin/clock`: the clock's mode and time, and how many events are to come.
pub async fn clock(State(app): State<Arc<App>>) -> Response {
    show_clock(&app)
}

fn show_clock(app: &App) -> Response {
    let mut running = app.running.lock();
    let (_, now) = running.settled();
    let value = json!({ "mode": running.clock.mode(), "now": now.to_string(), "events": running.world.events() });
    answer(StatusCode::OK, &value)
}

/// How the clock is to move: by a duration, or to a later time.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Move {
    /// `{"advance":"2m"}`
    Advance(SignedDuration),
    /// `{"now":"2026-11-21T10:00:00Z"}`
    Now(Timestamp),
}

/// `POST /_twin/clock`: moves the clock, and lets happen what falls due.
pub async fn set_clock(State(app): State<Arc<App>>, body: Bytes) -> Response {
    let wanted: Move = match serde_json::from_slice(&body) {
        Ok(wanted) => wanted,
        Err(error) => {
            let help = r#"send {"advance":"2m"} or {"now":"2026-11-21T10:00:00Z"}"#;
            return refuse(StatusCode::BAD_REQUEST, format!("{help}: {error}"));
        }
    };
    {
        let mut running = app.running.lock();
        let now = running.clock.now();
        let to = match wanted {
            Move::Now(to) => Ok(to),
            Move::Advance(by) => now.checked_add(by),
        };
        let to = to.map_err(|error| error.to_string());
        if let Err(error) = to.and_then(|to| running.move_to(to).map_err(|error| error.to_string())) {
            return refuse(StatusCode::BAD_REQUEST, error);
        }
    }
    show_clock(&app)
}

/// `POST /_twin/reset`: the world as it was at the start.
pub async fn reset(State(app): State<Arc<App>>) -> Response {
    match app.reset() {
        Ok(()) => answer(StatusCode::OK, &json!({ "reset": true })),
        Err(error) => refuse(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

/// Which events are asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct EventsQuery {
    /// Those after the one of this number.
    #[serde(default)]
    after: u64,
    /// At most so many.
    limit: Option<usize>,
    account: Option<String>,
    detail_type: Option<String>,
}

/// `GET /_twin/events`: what AWS would have sent on EventBridge, as it would have, the oldest first. `last` is the
/// number to ask on from with `after`.
pub async fn events(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let query: EventsQuery = match serde_urlencoded::from_str(uri.query().unwrap_or("")) {
        Ok(query) => query,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, error),
    };
    let (seed, last, told) = {
        let mut running = app.running.lock();
        let (world, _) = running.settled();
        let is_of = |told: &&Told| query.account.as_ref().is_none_or(|account| told.scope.account == **account);
        (
            world.seed(),
            world.notices.last(),
            world.notices.after(query.after).filter(is_of).cloned().collect::<Vec<_>>(),
        )
    };
    let events = told.iter().map(|told| (told.number, ec2::events::event(seed, told)));
    let mut events =
        events.filter(|(_, event)| query.detail_type.as_ref().is_none_or(|kind| event["detail-type"] == **kind));
    let page: Vec<_> = events.by_ref().take(query.limit.unwrap_or(usize::MAX)).collect();
    // A page that is not the last one ends with its last event.
    let last = events.next().map_or(last, |_| page.last().map_or(query.after, |(number, _)| *number));
    let page: Vec<_> = page.into_iter().map(|(_, event)| event).collect();
    answer(StatusCode::OK, &json!({ "events": page, "last": last }))
}

/// `GET /_twin/faults`: the faults in force.
pub async fn faults(State(app): State<Arc<App>>) -> Response {
    answer(StatusCode::OK, &json!({ "faults": app.faults.list() }))
}

/// `POST /_twin/faults`: adds one, as in `{"cloud":"ec2","action":"RunInstances","effect":"throttle","times":2}`.
pub async fn add_fault(State(app): State<Arc<App>>, body: Bytes) -> Response {
    match serde_json::from_slice::<Fault>(&body) {
        Ok(fault) => {
            app.faults.add(fault);
            faults(State(app)).await
        }
        Err(error) => refuse(StatusCode::BAD_REQUEST, error),
    }
}

/// `DELETE /_twin/faults`: takes all away.
pub async fn clear_faults(State(app): State<Arc<App>>) -> Response {
    app.faults.clear();
    faults(State(app)).await
}

/// Anything else under `/_twin/`.
pub async fn not_found() -> Response {
    refuse(
        StatusCode::NOT_FOUND,
        "Twinstance has /_twin/health, /_twin/clock, /_twin/reset, /_twin/events and /_twin/faults",
    )
}
