//! Snapshots: the world, its clock and the dice, by name, in memory, to be had and given as JSON.

use super::{Asked, bad_request, ok, refuse, text};
use crate::document::Document;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

/// `GET /_twin/snapshots`: their names, and the time on the world's clock at which each was taken.
pub(super) fn list(&Asked { app, .. }: &Asked) -> Response {
    let view = |(name, at): (String, jiff::Timestamp)| json!({ "name": name, "time": at.to_string() });
    ok(&json!({ "snapshots": app.snapshots.list().into_iter().map(view).collect::<Vec<Value>>() }))
}

/// `GET /_twin/snapshots/{name}`: all of it, for a `PUT` here or on another server of this version.
pub(super) fn show(&Asked { app, name, .. }: &Asked) -> Response {
    let Some(snapshot) = app.snapshots.get(name) else { return unknown(name) };
    text("application/json", serde_json::to_string(&*snapshot))
}

/// `PUT /_twin/snapshots/{name}`: takes one, in place of one of this name, or keeps the one that is sent.
pub(super) fn take(&Asked { app, name, body, .. }: &Asked) -> Response {
    let at = if body.is_empty() {
        app.take_snapshot(name.to_owned())
    } else {
        match Document::json(body).and_then(|document| document.read()) {
            Ok(snapshot) => app.keep_snapshot(name.to_owned(), snapshot),
            Err(error) => return bad_request(format!("not a snapshot of this version: {error}")),
        }
    };
    ok(&json!({ "name": name, "time": at.to_string() }))
}

/// `POST /_twin/snapshots/{name}`: puts everything back as it was then; only so does time go back.
pub(super) fn restore(&Asked { app, name, .. }: &Asked) -> Response {
    if app.restore_snapshot(name) { ok(&json!({ "restored": name })) } else { unknown(name) }
}

/// `DELETE /_twin/snapshots/{name}`
pub(super) fn forget(&Asked { app, name, .. }: &Asked) -> Response {
    if app.snapshots.forget(name) { ok(&json!({ "removed": name })) } else { unknown(name) }
}

fn unknown(name: &str) -> Response {
    refuse(StatusCode::NOT_FOUND, format!("there is no snapshot {name}"))
}
