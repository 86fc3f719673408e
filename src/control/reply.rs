//! The answers of the control API, all in JSON.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use serde_json::Value;
use std::convert::Infallible;
use std::iter;
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

/// About how many bytes of a list are written at a time.
const CHUNK: usize = 64 << 10;

/// The body of a long list: `begin`, the items with `between` in between, `end`. An item is written when the client has taken
/// those before it, so that no answer is in memory as a whole.
pub(super) fn list(
    begin: String,
    items: impl Iterator<Item = String> + Send + 'static,
    between: &'static str,
    end: String,
) -> Body {
    let items = items.enumerate().map(move |(n, item)| if n == 0 { item } else { format!("{between}{item}") });
    let mut pieces = iter::once(begin).chain(items).chain(iter::once(end));
    let chunks = iter::from_fn(move || {
        let mut chunk = pieces.next()?;
        while chunk.len() < CHUNK
            && let Some(piece) = pieces.next()
        {
            chunk.push_str(&piece);
        }
        Some(Ok::<_, Infallible>(chunk))
    });
    Body::from_stream(stream::iter(chunks))
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

/// An extension of a response: why the request is refused, for the log.
#[derive(Clone, Debug)]
pub(super) struct Refused(pub String);

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
        let mut response = line(self.status, &serde_json::json!({ "error": self.error }));
        response.extensions_mut().insert(Refused(self.error));
        response
    }
}
