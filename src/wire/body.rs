//! Reading the body of a request, within its limits.

use axum::RequestExt;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use std::time::Duration;
use tokio::time::timeout;

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is too large, or ends before its end.
    #[error("The body could not be read, or is larger than {0} bytes.")]
    Unreadable(usize),
    /// It is too slow.
    #[error("The body did not come in within {0:?}.")]
    Late(Duration),
}

impl Error {
    /// The HTTP status that says so.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Late(_) => StatusCode::REQUEST_TIMEOUT,
        }
    }
}

/// The head of a request, and all of its body, of which the layer around all routes lets no more in than the limit.
pub async fn read(request: Request, limit: usize, within: Duration) -> Result<(Parts, Bytes), Error> {
    let (parts, body) = request.with_limited_body().into_parts();
    match timeout(within, to_bytes(body, usize::MAX)).await {
        Ok(Ok(body)) => Ok((parts, body)),
        Ok(Err(_)) => Err(Error::Unreadable(limit)),
        Err(_) => Err(Error::Late(within)),
    }
}
