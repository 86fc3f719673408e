//! Snapshots: stores, restores, downloads and uploads them.

use super::extract::{NoBody, Path, Upload};
use super::jobs;
use super::layers::{ExecutedAt, log_request};
use super::reply::{Json, Refusal};
use crate::app::App;
use crate::app::snapshot::{Snapshot, StoreError};
use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let logged = OpenApiRouter::new().routes(routes!(take_snapshot, restore_snapshot, forget_snapshot));
    let jobs = OpenApiRouter::new().routes(routes!(show_snapshot)).merge(logged.route_layer(from_fn(log_request)));
    OpenApiRouter::new().routes(routes!(list_snapshots)).merge(jobs.route_layer(from_fn(jobs::limit)))
}

/// The snapshots there are.
#[derive(Serialize, ToSchema)]
struct Snapshots {
    snapshots: Vec<Taken>,
}

/// A snapshot's name, and the time on the world's clock at which it was taken.
#[derive(Serialize, ToSchema)]
struct Taken {
    name: String,
    time: Timestamp,
}

/// The snapshots.
#[utoipa::path(get, path = "/_twin/snapshots", responses((status = 200, description = "Done", body = Snapshots)))]
async fn list_snapshots(State(app): State<Arc<App>>) -> Json<Snapshots> {
    let snapshots = app.snapshots.list().into_iter().map(|(name, time)| Taken { name, time });
    Json(Snapshots { snapshots: snapshots.collect() })
}

/// The content of a snapshot, for a PUT to this server or to another one of the same version.
#[utoipa::path(
    get,
    path = "/_twin/snapshots/{name}",
    params(("name" = String, Path, description = "The snapshot's name")),
    responses(
        (status = 200, description = "The snapshot", body = Object),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn show_snapshot(State(app): State<Arc<App>>, Path(name): Path) -> Result<impl IntoResponse, Refusal> {
    let snapshot = app.snapshots.get(&name).ok_or_else(|| unknown(&name))?;
    let text = jobs::run(move || serde_json::to_string(&*snapshot)).await?.map_err(Refusal::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text))
}

/// Take a snapshot, or store the one in the body. It replaces a snapshot of the same name.
#[utoipa::path(
    put,
    path = "/_twin/snapshots/{name}",
    params(("name" = String, Path, description = "The snapshot's name")),
    request_body(
        content = Option<Object>,
        description = "What GET has answered, from a server of the same version",
        content_type = "application/json"
    ),
    responses(
        (status = 200, description = "Done", body = Taken),
        (status = 400, description = "What is wrong", body = Refusal),
        (status = 409, description = "There are too many", body = Refusal),
    )
)]
async fn take_snapshot(
    State(app): State<Arc<App>>,
    Path(name): Path,
    Upload(body): Upload,
) -> Result<(Option<Extension<ExecutedAt>>, Json<Taken>), Refusal> {
    let taken = jobs::run(move || {
        if body.is_empty() {
            let time = app.take_snapshot(name.clone()).map_err(not_stored)?;
            return Ok((Some(Extension(ExecutedAt(time))), Json(Taken { name, time })));
        }
        let snapshot = Snapshot::parse(&body).map_err(|error| Refusal::bad(error.to_string()))?;
        let time = app.add_snapshot(name.clone(), snapshot).map_err(not_stored)?;
        Ok((None, Json(Taken { name, time })))
    });
    taken.await?
}

/// Restore a snapshot. Nothing else can set the clock back.
#[utoipa::path(
    post,
    path = "/_twin/snapshots/{name}",
    params(("name" = String, Path, description = "The snapshot's name")),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "restored": "before" })),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn restore_snapshot(State(app): State<Arc<App>>, Path(name): Path, _: NoBody) -> Result<Json<Value>, Refusal> {
    let restored =
        jobs::run(
            move || {
                if app.restore_snapshot(&name) { Ok(json!({ "restored": name })) } else { Err(unknown(&name)) }
            },
        );
    restored.await?.map(Json)
}

/// Delete a snapshot.
#[utoipa::path(
    delete,
    path = "/_twin/snapshots/{name}",
    params(("name" = String, Path, description = "The snapshot's name")),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "removed": "before" })),
        (status = 404, description = "What is wrong", body = Refusal),
    )
)]
async fn forget_snapshot(State(app): State<Arc<App>>, Path(name): Path, _: NoBody) -> Result<Json<Value>, Refusal> {
    let forgotten =
        jobs::run(
            move || {
                if app.snapshots.remove(&name) { Ok(json!({ "removed": name })) } else { Err(unknown(&name)) }
            },
        );
    forgotten.await?.map(Json)
}

fn not_stored(error: StoreError) -> Refusal {
    match error {
        StoreError::Poisoned => Refusal::internal(error),
        StoreError::TooMany(_) | StoreError::Faults(_) => Refusal::new(StatusCode::CONFLICT, error),
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::unknown(format!("there is no snapshot {name}"))
}
