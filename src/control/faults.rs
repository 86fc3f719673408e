//! Faults as resources.

use super::{Asked, bad_request, ok, refuse};
use crate::document::Document;
use crate::fault::Fault;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

/// `GET /_twin/faults`: all, in the order in which they were added; `hits` says how many calls each has met.
pub(super) fn list(&Asked { app, .. }: &Asked) -> Response {
    ok(&json!({ "faults": app.faults.list() }))
}

/// `POST /_twin/faults`: adds one, as in `{"cloud":"ec2","action":"RunInstances","effect":"throttle","times":2}`.
pub(super) fn add(&Asked { app, body, .. }: &Asked) -> Response {
    let fault = Document::json(body).and_then(|document| document.read::<Fault>());
    let fault = fault.map_err(|error| error.to_string()).and_then(Fault::complete);
    match fault {
        Ok(fault) => ok(&json!(app.faults.add(fault))),
        Err(error) => bad_request(error),
    }
}

/// `GET /_twin/faults/{id}`
pub(super) fn show(&Asked { app, name, .. }: &Asked) -> Response {
    match app.faults.list().into_iter().find(|active| active.id == name) {
        Some(active) => ok(&json!(active)),
        None => unknown(name),
    }
}

/// `DELETE /_twin/faults/{id}`
pub(super) fn remove(&Asked { app, name, .. }: &Asked) -> Response {
    if app.faults.remove(name) { ok(&json!({ "removed": name })) } else { unknown(name) }
}

/// `DELETE /_twin/faults`: takes all away.
pub(super) fn clear(&Asked { app, .. }: &Asked) -> Response {
    app.faults.clear();
    ok(&json!({ "faults": [] }))
}

fn unknown(id: &str) -> Response {
    refuse(StatusCode::NOT_FOUND, format!("there is no fault {id}"))
}
