//! The world as a whole: back to its start, or on to a scenario.

use super::extract::{Body, Query};
use super::layers::note;
use super::reply::{Json, Refusal};
use crate::app::App;
use axum::extract::State;
use axum::http::header;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let noted = OpenApiRouter::new().routes(routes!(reset)).routes(routes!(load_scenario));
    OpenApiRouter::new().merge(noted.route_layer(from_fn(note))).routes(routes!(save_scenario))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// Only what this account has.
    account: Option<String>,
}

/// The world as it was at the start, faults and clock with it.
#[utoipa::path(
    post,
    path = "/_twin/reset",
    params(Whose),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "reset": true })),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn reset(State(app): State<Arc<App>>, Query(whose): Query<Whose>) -> Result<Json<Value>, Refusal> {
    let done = match &whose.account {
        Some(account) => app.reset_account(account),
        None => app.reset(),
    };
    done.map_err(Refusal::internal)?;
    Ok(Json(json!({ "reset": true })))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct How {
    /// Into an empty world instead.
    #[serde(default)]
    replace: bool,
}

/// Put what a scenario describes into the world. One that cannot be leaves the world as it is.
#[utoipa::path(
    post,
    path = "/_twin/scenario",
    params(How),
    request_body(content = String, description = "A scenario in TOML", content_type = "application/toml"),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "loaded": true })),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn load_scenario(
    State(app): State<Arc<App>>,
    Query(how): Query<How>,
    Body(body): Body,
) -> Result<Json<Value>, Refusal> {
    let text = str::from_utf8(&body).map_err(|_| Refusal::bad("a scenario is text in UTF-8"))?;
    app.load_scenario(text, how.replace).map_err(Refusal::bad)?;
    Ok(Json(json!({ "loaded": true })))
}

/// The present world, whole, as a scenario that loads back to it.
#[utoipa::path(
    get,
    path = "/_twin/scenario",
    params(Whose),
    responses(
        (status = 200, description = "A scenario in TOML", body = String, content_type = "application/toml"),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn save_scenario(State(app): State<Arc<App>>, Query(whose): Query<Whose>) -> Result<impl IntoResponse, Refusal> {
    let text = app.save_scenario(whose.account.as_deref()).map_err(Refusal::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/toml")], text))
}
