//! Where those who come from other emulators look.

use super::layers::note;
use super::reply::{Json, Refusal};
use crate::app::App;
use axum::extract::State;
use axum::middleware::from_fn;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let noted = OpenApiRouter::new().routes(routes!(moto_reset)).routes(routes!(localstack_reset));
    OpenApiRouter::new().merge(noted.route_layer(from_fn(note))).routes(routes!(localstack_health))
}

/// As moto has it: reset.
#[utoipa::path(
    post,
    path = "/moto-api/reset",
    responses((status = 200, description = "Done", body = Object, example = json!({ "status": "ok" })))
)]
async fn moto_reset(State(app): State<Arc<App>>) -> Result<Json<Value>, Refusal> {
    app.reset().map_err(Refusal::internal)?;
    Ok(Json(json!({ "status": "ok" })))
}

/// As LocalStack has it: reset.
#[utoipa::path(
    post,
    path = "/_localstack/state/reset",
    responses((status = 200, description = "Done", body = Object, example = json!({})))
)]
async fn localstack_reset(State(app): State<Arc<App>>) -> Result<Json<Value>, Refusal> {
    app.reset().map_err(Refusal::internal)?;
    Ok(Json(json!({})))
}

/// As LocalStack has it: health.
#[utoipa::path(get, path = "/_localstack/health", responses((status = 200, description = "Done", body = Object)))]
async fn localstack_health() -> Json<Value> {
    let services = json!({ "ec2": "running", "sts": "running" });
    Json(json!({ "services": services, "edition": "twinstance", "version": env!("CARGO_PKG_VERSION") }))
}
