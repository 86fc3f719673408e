//! Faults as resources.

use super::{bad_request, ok, refuse};
use crate::app::App;
use crate::document::Document;
use crate::fault::Fault;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use std::sync::Arc;

/// `GET /_twin/faults`: all, in the order in which they were added; `hits` says how many calls each has met.
pub(super) async fn list(State(app): State<Arc<App>>) -> Response {
    ok(&json!({ "faults": app.faults.list() }))
}

/// `POST /_twin/faults`: adds one, as in `{"cloud":"ec2","action":"RunInstances","effect":"throttle","times":2}`.
pub(super) async fn add(State(app): State<Arc<App>>, body: Bytes) -> Response {
    let fault = Document::json(&body).and_then(|document| document.read::<Fault>());
    let fault = fault.map_err(|error| error.to_string()).and_then(Fault::complete);
    match fault {
        Ok(fault) => ok(&json!(app.faults.add(fault))),
        Err(error) => bad_request(error),
    }
}

/// `GET /_twin/faults/{id}`
pub(super) async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    match app.faults.list().into_iter().find(|active| active.id == id) {
        Some(active) => ok(&json!(active)),
        None => unknown(&id),
    }
}

/// `DELETE /_twin/faults/{id}`
pub(super) async fn remove(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    if app.faults.remove(&id) { ok(&json!({ "removed": id })) } else { unknown(&id) }
}

/// `DELETE /_twin/faults`: takes all away.
pub(super) async fn clear(State(app): State<Arc<App>>) -> Response {
    app.faults.clear();
    ok(&json!({ "faults": [] }))
}

fn unknown(id: &str) -> Response {
    refuse(StatusCode::NOT_FOUND, format!("there is no fault {id}"))
}
