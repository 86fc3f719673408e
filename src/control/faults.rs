//! Faults: adds, lists and removes them.

use super::extract::{Body, NoBody, Path};
use super::reply::{Json, Refusal};
use crate::app::{self, App};
use crate::aws::ec2::instances::run_instances::RunInstances;
use crate::middleware::fault::{Active, Fault};
use crate::operation::Operation;
use crate::wire::document::Document;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list_faults, add_fault, clear_faults)).routes(routes!(show_fault, remove_fault))
}

/// The faults in force, in the order in which they were added.
#[derive(Default, Serialize, ToSchema)]
struct Faults {
    faults: Vec<Active>,
}

/// All faults, with their hits.
#[utoipa::path(get, path = "/_twin/faults", responses((status = 200, description = "Done", body = Faults)))]
async fn list_faults(State(app): State<Arc<App>>) -> Json<Faults> {
    Json(Faults { faults: app.faults.list() })
}

/// Add a fault.
#[utoipa::path(
    post,
    path = "/_twin/faults",
    request_body(
        content = Fault,
        example = json!({ "cloud": "ec2", "action": RunInstances::ACTION, "effect": "throttle", "times": 2 })
    ),
    responses(
        (status = 200, description = "Done", body = Active),
        (status = 400, description = "What is wrong", body = Refusal),
        (status = 409, description = "There are too many", body = Refusal),
    )
)]
async fn add_fault(State(app): State<Arc<App>>, Body(body): Body) -> Result<Json<Active>, Refusal> {
    let fault: Fault = Document::json(&body).and_then(|document| document.read()).map_err(Refusal::bad)?;
    let fault = app::faults::complete(fault).map_err(Refusal::bad)?;
    let added = app.add_fault(fault);
    added.map(Json).map_err(|error| Refusal::new(StatusCode::CONFLICT, error))
}

/// Remove all faults.
#[utoipa::path(delete, path = "/_twin/faults", responses((status = 200, description = "Done", body = Faults)))]
async fn clear_faults(State(app): State<Arc<App>>, _: NoBody) -> Json<Faults> {
    app.faults.clear();
    Json(Faults::default())
}

/// One fault.
#[utoipa::path(
    get,
    path = "/_twin/faults/{id}",
    params(("id" = String, Path, description = "The fault's id")),
    responses(
        (status = 200, description = "Done", body = Active),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn show_fault(State(app): State<Arc<App>>, Path(id): Path) -> Result<Json<Active>, Refusal> {
    let fault = app.faults.list().into_iter().find(|active| active.id == id);
    fault.map(Json).ok_or_else(|| unknown(&id))
}

/// Remove a fault.
#[utoipa::path(
    delete,
    path = "/_twin/faults/{id}",
    params(("id" = String, Path, description = "The fault's id")),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "removed": "f-1" })),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn remove_fault(State(app): State<Arc<App>>, Path(id): Path, _: NoBody) -> Result<Json<Value>, Refusal> {
    if app.faults.remove(&id) { Ok(Json(json!({ "removed": id }))) } else { Err(unknown(&id)) }
}

fn unknown(id: &str) -> Refusal {
    Refusal::unknown(format!("there is no fault {id}"))
}
