//! What faults do to answers on their way out.

use crate::middleware::fault::Ending;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::Response;
use axum::http::header::CONTENT_LENGTH;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Marks a response in whose place the connection is to be closed.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a fault closes the connection")]
pub struct Closed;

/// Does to an answer what a fault says.
pub(super) async fn apply(ending: Ending, response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    // It is in memory, and whole.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    match ending {
        Ending::NotRun | Ending::Lost => {
            parts.extensions.insert(Closed);
            Response::from_parts(parts, Body::empty())
        }
        Ending::Cut(bytes) => Response::from_parts(parts, Body::from(body.slice(..bytes.min(body.len())))),
        Ending::Broken => {
            parts.headers.insert(CONTENT_LENGTH, body.len().into());
            Response::from_parts(parts, Body::new(Half { rest: Some(body.slice(..body.len() / 2)), flushed: false }))
        }
    }
}

/// A body that breaks off in its middle.
struct Half {
    rest: Option<Bytes>,
    flushed: bool,
}

impl HttpBody for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.rest.take() {
            return Poll::Ready(Some(Ok(http_body::Frame::data(half))));
        }
        if !self.flushed {
            // What there is goes out while this is not ready.
            self.flushed = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other(Closed))))
    }
}
