//! The answers of the control API, all in JSON.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// An answer in JSON, on one line.
pub(super) struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        // A `Value` has its keys sorted, whatever the order of the fields in the type.
        match serde_json::to_value(self.0) {
            Ok(value) => line(StatusCode::OK, &value),
            Err(error) => Refusal::internal(error).into_response(),
        }
    }
}

fn line(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], format!("{value}\n")).into_response()
}

/// An error answer.
#[derive(Debug, ToSchema)]
#[schema(as = Error)]
pub(super) struct Refusal {
    #[schema(ignore)]
    status: StatusCode,
    /// What is wrong.
    error: String,
}

impl Refusal {
    pub fn new(status: StatusCode, error: impl ToString) -> Self {
        Self { status, error: error.to_string() }
    }

    /// The request is invalid, or cannot be fulfilled.
    pub fn bad(error: impl ToString) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }

    /// The resource does not exist.
    pub fn unknown(error: impl ToString) -> Self {
        Self::new(StatusCode::NOT_FOUND, error)
    }

    /// The server failed.
    pub fn internal(error: impl ToString) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        line(self.status, &serde_json::json!({ "error": self.error }))
    }
}
