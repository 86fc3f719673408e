//! The clock: reading it, moving it, and what is due.

use super::{Asked, bad_request, ok};
use crate::domain::lifecycle;
use crate::domain::queue::Event;
use crate::domain::scope::{Cloud, Scope};
use crate::running::Running;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// How many of the events to come are shown.
const SHOWN: usize = 1000;

/// How far `settle` goes without being told.
const FAR: SignedDuration = SignedDuration::from_mins(10);

/// `GET /_twin/clock`: the clock's mode and time, how many events are to come, and which are due when.
pub(super) fn show(&Asked { app, .. }: &Asked) -> Response {
    let mut running = app.running.lock();
    running.settled();
    ok(&view(&mut running))
}

fn view(running: &mut Running) -> Value {
    let now = running.clock.now();
    let due = running.world.due().take(SHOWN).map(|(at, scope, event)| show_event(at, scope, event));
    json!({
        "mode": running.clock.mode(),
        "now": now.to_string(),
        "events": running.world.events(),
        "due": due.collect::<Vec<_>>(),
    })
}

/// An event to come: when, where, about what.
fn show_event(at: Timestamp, scope: &Scope, event: &Event) -> Value {
    let (what, id) = event.describe();
    let cloud = if scope.cloud == Cloud::Aws { "ec2" } else { "ecs" };
    json!({
        "at": at.to_string(),
        "cloud": cloud,
        "account": scope.account,
        "region": scope.region,
        "what": what,
        "id": id,
    })
}

/// How the clock is to move.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Move {
    /// `{"advance":"2m"}`: by so much.
    Advance(SignedDuration),
    /// `{"now":"2026-11-21T10:00:00Z"}`: to this later time.
    Now(Timestamp),
    /// `{"settle":"1h"}`: from due event to due event, as long as there are any within so much time.
    Settle(SignedDuration),
}

/// `POST /_twin/clock`: moves the clock, and lets happen what falls due.
pub(super) fn set(&Asked { app, body, .. }: &Asked) -> Response {
    let wanted = match serde_json::from_slice(body) {
        Err(_) if body.trim_ascii() == br#"{"settle":true}"# => Ok(Move::Settle(FAR)),
        read => read,
    };
    let wanted: Move = match wanted {
        Ok(wanted) => wanted,
        Err(error) => {
            let help = r#"send {"advance":"2m"}, {"now":"2026-11-21T10:00:00Z"} or {"settle":"10m"}"#;
            return bad_request(format!("{help}: {error}"));
        }
    };
    let mut running = app.running.lock();
    let now = running.clock.now();
    let moved = match wanted {
        Move::Now(to) => running.move_to(to).map_err(|error| error.to_string()),
        Move::Advance(by) => match now.checked_add(by) {
            Ok(to) => running.move_to(to).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        },
        Move::Settle(within) => {
            running.settle_until(lifecycle::after(now, within));
            Ok(())
        }
    };
    match moved {
        Ok(()) => ok(&view(&mut running)),
        Err(error) => bad_request(error),
    }
}
