//! Closes connections and cuts answers, as faults say.

use crate::middleware::fault::Ending;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::Response;
use axum::http::header::CONTENT_LENGTH;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// An extension of a response: the connection is to be closed instead of sending it. Also the error that closes it.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a fault closes the connection")]
pub struct CloseConnection;

/// Applies the ending that a fault asks for.
pub(super) async fn apply(ending: Ending, response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    // The body is in memory, so this neither waits nor fails.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    match ending {
        Ending::NotRun | Ending::Lost => {
            parts.extensions.insert(CloseConnection);
            Response::from_parts(parts, Body::empty())
        }
        Ending::Cut(bytes) => Response::from_parts(parts, Body::from(body.slice(..bytes.min(body.len())))),
        Ending::Broken => {
            parts.headers.insert(CONTENT_LENGTH, body.len().into());
            Response::from_parts(
                parts,
                Body::new(TruncatedBody { rest: Some(body.slice(..body.len() / 2)), flushed: false }),
            )
        }
    }
}

/// A body that ends with an error.
struct TruncatedBody {
    /// What is still to be sent.
    rest: Option<Bytes>,
    flushed: bool,
}

impl HttpBody for TruncatedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, io::Error>>> {
        if let Some(rest) = self.rest.take() {
            return Poll::Ready(Some(Ok(http_body::Frame::data(rest))));
        }
        if !self.flushed {
            // While the body is pending, hyper sends what it has. After an error it would not.
            self.flushed = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other(CloseConnection))))
    }
}
