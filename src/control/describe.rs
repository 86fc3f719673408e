//! The OpenAPI description of the control API. Most of it is generated from the handlers.

use crate::app::App;
use axum::http::header;
use axum::response::IntoResponse;
use std::sync::{Arc, LazyLock};
use utoipa::OpenApi;
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, Type};
use utoipa::openapi::{self, RefOr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The general part of the description.
#[derive(OpenApi)]
#[openapi(info(
    title = "Twinstance",
    description = "The emulator's own API. JSON in, JSON out; durations as in 2m, times as in 2026-11-21T08:00:00Z. Web pages \
                   of other origins and unknown names of hosts get 403; with a control token, requests without it get 401."
))]
pub(super) struct Preface;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(describe))
}

/// This description.
#[utoipa::path(get, path = "/_twin/openapi.json", responses((status = 200, description = "Done", body = Object)))]
async fn describe() -> impl IntoResponse {
    static TEXT: LazyLock<String> = LazyLock::new(|| super::description().to_string());
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str())
}

/// Removes `additionalProperties: false` from the schema of a fault, because the schema of an active fault extends it. The
/// server still refuses faults with unknown fields.
pub(super) fn allow_additional_fault_properties(description: &mut openapi::OpenApi) {
    let schemas = description.components.as_mut().map(|components| &mut components.schemas);
    if let Some(RefOr::T(Schema::Object(fault))) = schemas.and_then(|schemas| schemas.get_mut("Fault")) {
        fault.additional_properties = None;
    }
}

/// The schema of the clock's mode.
pub(super) fn clock_modes() -> Object {
    one_of(["wall", "manual"])
}

/// The schema of a cloud.
pub(super) fn clouds() -> Object {
    one_of(["ec2", "ecs"])
}

fn one_of<const N: usize>(texts: [&str; N]) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(texts)).build()
}
