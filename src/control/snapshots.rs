//! Snapshots: the world, its clock and the dice, by name, in memory, to be had and given as JSON.

use super::{bad_request, ok, refuse, text};
use crate::app::App;
use crate::document::Document;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::Arc;

/// `GET /_twin/snapshots`: their names, and the time on the world's clock at which each was taken.
pub(super) async fn list(State(app): State<Arc<App>>) -> Response {
    let view = |(name, at): (String, jiff::Timestamp)| json!({ "name": name, "time": at.to_string() });
    ok(&json!({ "snapshots": app.snapshots.list().into_iter().map(view).collect::<Vec<Value>>() }))
}

/// `GET /_twin/snapshots/{name}`: all of it, for a `PUT` here or on another server of this version.
pub(super) async fn show(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    let Some(snapshot) = app.snapshots.get(&name) else { return unknown(&name) };
    text("application/json", serde_json::to_string(&*snapshot))
}

/// `PUT /_twin/snapshots/{name}`: takes one, in place of one of this name, or keeps the one that is sent.
pub(super) async fn take(State(app): State<Arc<App>>, Path(name): Path<String>, body: Bytes) -> Response {
    let at = if body.is_empty() {
        app.take_snapshot(name.clone())
    } else {
        match Document::json(&body).and_then(|document| document.read()) {
            Ok(snapshot) => app.keep_snapshot(name.clone(), snapshot),
            Err(error) => return bad_request(format!("not a snapshot of this version: {error}")),
        }
    };
    ok(&json!({ "name": name, "time": at.to_string() }))
}

/// `POST /_twin/snapshots/{name}`: puts everything back as it was then; only so does time go back.
pub(super) async fn restore(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    if app.restore_snapshot(&name) { ok(&json!({ "restored": name })) } else { unknown(&name) }
}

/// `DELETE /_twin/snapshots/{name}`
pub(super) async fn forget(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    if app.snapshots.forget(&name) { ok(&json!({ "removed": name })) } else { unknown(&name) }
}

fn unknown(name: &str) -> Response {
    refuse(StatusCode::NOT_FOUND, format!("there is no snapshot {name}"))
}
