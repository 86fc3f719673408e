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

/// The head of a request, and all of its body, of which a layer around it lets no more in than the limit.
pub async fn read<B: Body>(request: Request<B>, limit: usize, within: Duration) -> Result<(Parts, Bytes), Error> {
    let (parts, body) = request.into_parts();
    match timeout(within, body.collect()).await {
        Ok(Ok(body)) => Ok((parts, body.to_bytes())),
        Ok(Err(_)) => Err(Error::Unreadable(limit)),
        Err(_) => Err(Error::Late(within)),
    }
}
