//! Reading the body of a request, within its limits.

use http::request::Parts;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes};
use std::time::Duration;
use tokio::time::timeout;

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It exceeds the limit (in bytes), or the connection ended early.
    #[error("The body could not be read, or is larger than {0} bytes.")]
    Unreadable(usize),
    /// It did not arrive within this time.
    #[error("The body did not come in within {0:?}.")]
    Late(Duration),
}

impl Error {
    /// The HTTP status of the error.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Late(_) => StatusCode::REQUEST_TIMEOUT,
        }
    }
}

/// Reads the whole body of a request. The body itself must enforce `limit`, which is only named in the error.
pub async fn read<B: Body>(request: Request<B>, limit: usize, within: Duration) -> Result<(Parts, Bytes), Error> {
    let (parts, body) = request.into_parts();
    match timeout(within, body.collect()).await {
        Ok(Ok(body)) => Ok((parts, body.to_bytes())),
        Ok(Err(_)) => Err(Error::Unreadable(limit)),
        Err(_) => Err(Error::Late(within)),
    }
}
