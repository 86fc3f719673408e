//! The world as a whole: back to its start, or on to a scenario.

use super::{Asked, bad_request, ok, read_query, refuse, text};
use crate::scenario;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whose {
    account: Option<String>,
}

/// `POST /_twin/reset`: the world as it was at the start, faults and clock with it; with `?account=ID` only what this
/// account has.
pub(super) fn reset(&Asked { app, query, .. }: &Asked) -> Response {
    let whose: Whose = match read_query(query) {
        Ok(whose) => whose,
        Err(refusal) => return refusal,
    };
    let done = match &whose.account {
        Some(account) => app.reset_account(account),
        None => app.reset(),
    };
    told(done, &json!({ "reset": true }))
}

/// That it is put back, in the words of whoever asks.
fn told(done: Result<(), scenario::Error>, words: &Value) -> Response {
    match done {
        Ok(()) => ok(words),
        Err(error) => refuse(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct How {
    #[serde(default)]
    replace: bool,
}

/// `POST /_twin/scenario`: puts what a scenario (TOML) describes into the world, or, with `?replace=true`, into an empty
/// one. A scenario that cannot be leaves the world as it is.
pub(super) fn load(&Asked { app, query, body, .. }: &Asked) -> Response {
    let how: How = match read_query(query) {
        Ok(how) => how,
        Err(refusal) => return refusal,
    };
    let Ok(text) = str::from_utf8(body) else { return bad_request("a scenario is text in UTF-8") };
    match app.load_scenario(text, how.replace) {
        Ok(()) => ok(&json!({ "loaded": true })),
        Err(error) => bad_request(error),
    }
}

/// `GET /_twin/scenario`: the present world, whole, as a scenario (TOML) that loads back to it; with `?account=ID` what
/// this account has of it.
pub(super) fn save(&Asked { app, query, .. }: &Asked) -> Response {
    let whose: Whose = match read_query(query) {
        Ok(whose) => whose,
        Err(refusal) => return refusal,
    };
    text("application/toml", app.save_scenario(whose.account.as_deref()))
}

/// `POST /moto-api/reset`: as moto answers it.
pub(super) fn moto_reset(&Asked { app, .. }: &Asked) -> Response {
    told(app.reset(), &json!({ "status": "ok" }))
}

/// `GET /_localstack/health`: as LocalStack answers it.
pub(super) fn localstack_health(_: &Asked) -> Response {
    let services = json!({ "ec2": "running", "sts": "running" });
    ok(&json!({ "services": services, "edition": "twinstance", "version": env!("CARGO_PKG_VERSION") }))
}

/// `POST /_localstack/state/reset`
pub(super) fn localstack_reset(&Asked { app, .. }: &Asked) -> Response {
    told(app.reset(), &json!({}))
}
