//! What the control API answers: JSON, and refusals that are JSON too.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// An answer in JSON, on a line of its own.
pub(super) struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        // As a value it has its names in order, wherever they stand in the type.
        match serde_json::to_value(self.0) {
            Ok(value) => line(StatusCode::OK, &value),
            Err(error) => Refusal::internal(error).into_response(),
        }
    }
}

fn line(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], format!("{value}\n")).into_response()
}

/// Why something is not done.
#[derive(Debug, ToSchema)]
#[schema(as = Error)]
pub(super) struct Refusal {
    #[schema(ignore)]
    status: StatusCode,
    /// What is wrong.
    error: String,
}

impl Refusal {
    /// A refusal with this status.
    pub fn new(status: StatusCode, error: impl ToString) -> Self {
        Self { status, error: error.to_string() }
    }

    /// What was asked cannot be read, or cannot be done.
    pub fn bad(error: impl ToString) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }

    /// There is nothing of this name.
    pub fn unknown(error: impl ToString) -> Self {
        Self::new(StatusCode::NOT_FOUND, error)
    }

    /// It should have been possible.
    pub fn internal(error: impl ToString) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        line(self.status, &serde_json::json!({ "error": self.error }))
    }
}
