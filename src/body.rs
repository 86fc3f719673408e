//! Reading the body of a request, within its limits.

use crate::config::Limits;
use axum::body::{Bytes, HttpBody};
use axum::http::StatusCode;
use http_body_util::{BodyExt, Limited};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
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

/// All of a body.
pub async fn read<B>(body: B, limits: &Limits) -> Result<Bytes, Error>
where
    B: HttpBody<Data = Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Unpin,
{
    let mut reading = pin!(whole(Limited::new(body, limits.body)));
    // Most bodies are there with their heads, and need no timer.
    let read = match poll_fn(|cx| Poll::Ready(reading.as_mut().poll(cx))).await {
        Poll::Ready(read) => Ok(read),
        Poll::Pending => Box::pin(timeout(limits.body_timeout, reading)).await,
    };
    match read {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(Error::Unreadable(limits.body)),
        Err(_) => Err(Error::Late(limits.body_timeout)),
    }
}

/// Mostly the whole is its first frame, which then need not be collected: 2 % of a call.
async fn whole<B: HttpBody<Data = Bytes> + Unpin>(mut body: B) -> Result<Bytes, B::Error> {
    let Some(first) = body.frame().await else { return Ok(Bytes::new()) };
    let first = first?.into_data().unwrap_or_default();
    if body.is_end_stream() {
        return Ok(first);
    }
    let rest = body.collect().await?.to_bytes();
    Ok([first, rest].concat().into())
}
