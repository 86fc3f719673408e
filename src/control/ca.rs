//! The certificate that clients are to trust, to call the server by https.

use super::reply::Refusal;
use crate::app::App;
use crate::wire::page;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(certificate))
}

/// The certificate of the authority that signs the server's, in PEM: what clients are to trust.
#[utoipa::path(get, path = "/_twin/ca.pem", responses(
    (status = 200, description = "Done", body = String, content_type = "application/x-pem-file"),
    (status = 404, description = "https is off, or has a certificate of the configuration", body = Refusal),
))]
async fn certificate(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refusal> {
    let host = headers.get(HOST).and_then(|host| page::host_name(host.to_str().ok()?));
    let pem = app.tls.authority(host.as_deref().unwrap_or("localhost"));
    let pem = pem.map_err(|error| Refusal::new(StatusCode::NOT_FOUND, error.to_string()))?;
    Ok(([(CONTENT_TYPE, "application/x-pem-file")], pem).into_response())
}
