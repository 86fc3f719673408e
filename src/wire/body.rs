//! Reading the body of a request, within its limits.

use http::request::Parts;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Bytes};
use std::error::Error as StdError;
use std::time::Duration;
use tokio::time::timeout;

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has more bytes than this.
    #[error("The body is larger than {0} bytes.")]
    TooLarge(usize),
    /// The connection ended early, or the chunks of the body are malformed.
    #[error("The body could not be read.")]
    Malformed,
    /// It did not arrive within this time.
    #[error("The body did not come in within {0:?}.")]
    Late(Duration),
}

impl Error {
    /// The HTTP status of the error.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Late(_) => StatusCode::REQUEST_TIMEOUT,
        }
    }
}

/// Reads the whole body of a request, up to `limit` bytes.
pub async fn read<B>(request: Request<B>, limit: usize, within: Duration) -> Result<(Parts, Bytes), Error>
where
    B: Body,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let (parts, body) = request.into_parts();
    match timeout(within, Limited::new(body, limit).collect()).await {
        Ok(Ok(body)) => Ok((parts, body.to_bytes())),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Error::TooLarge(limit)),
        Ok(Err(_)) => Err(Error::Malformed),
        Err(_) => Err(Error::Late(within)),
    }
}
