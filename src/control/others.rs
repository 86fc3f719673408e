//! Endpoints of moto and LocalStack, for tests that were written for them.

use super::jobs;
use super::layers::{ExecutedAt, log_request};
use super::reply::{Json, Refusal};
use crate::app::App;
use axum::Extension;
use axum::extract::State;
use axum::middleware::from_fn;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let logged = OpenApiRouter::new().routes(routes!(moto_reset)).routes(routes!(localstack_reset));
    let jobs = logged.route_layer(from_fn(log_request)).route_layer(from_fn(jobs::limit));
    OpenApiRouter::new().merge(jobs).routes(routes!(localstack_health))
}

/// Reset, as moto has it.
#[utoipa::path(
    post,
    path = "/moto-api/reset",
    responses((status = 200, description = "Done", body = Object, example = json!({ "status": "ok" })))
)]
async fn moto_reset(State(app): State<Arc<App>>) -> Result<(Extension<ExecutedAt>, Json<Value>), Refusal> {
    let at = jobs::run(move || app.reset()).await?.map_err(Refusal::internal)?;
    Ok((Extension(ExecutedAt(at)), Json(json!({ "status": "ok" }))))
}

/// Reset, as LocalStack has it.
#[utoipa::path(
    post,
    path = "/_localstack/state/reset",
    responses((status = 200, description = "Done", body = Object, example = json!({})))
)]
async fn localstack_reset(State(app): State<Arc<App>>) -> Result<(Extension<ExecutedAt>, Json<Value>), Refusal> {
    let at = jobs::run(move || app.reset()).await?.map_err(Refusal::internal)?;
    Ok((Extension(ExecutedAt(at)), Json(json!({}))))
}

/// Health, as LocalStack has it.
#[utoipa::path(get, path = "/_localstack/health", responses((status = 200, description = "Done", body = Object)))]
async fn localstack_health() -> Json<Value> {
    let services = json!({ "cloudwatch": "running", "ec2": "running", "ssm": "running", "sts": "running" });
    Json(json!({ "services": services, "edition": "twinstance", "version": env!("CARGO_PKG_VERSION") }))
}
