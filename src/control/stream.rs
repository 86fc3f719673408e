//! Live streams: server-sent events.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often a stream looks for news. Time that passes on a wall clock makes news too, which nobody announces.
pub const LOOK: Duration = Duration::from_millis(50);

/// After so many looks without news a comment goes out, so that a caller who has gone is noticed.
const QUIET: u32 = 300;

/// What a stream tells.
pub(super) trait Feed: Send + Unpin + 'static {
    /// What is new: number and text of each.
    fn more(&mut self) -> Vec<(u64, String)>;
}

struct Stream<F> {
    feed: F,
    clock: Interval,
    quiet: u32,
}

/// Answers with what the feed has, now and from now on.
pub(super) fn follow(feed: impl Feed) -> Response {
    let mut clock = interval(LOOK);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let headers = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-cache")];
    (headers, Body::new(Stream { feed, clock, quiet: QUIET })).into_response()
}

impl<F: Feed> HttpBody for Stream<F> {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        loop {
            std::task::ready!(self.clock.poll_tick(cx));
            let news = self.feed.more();
            self.quiet += 1;
            let text: String = if news.is_empty() {
                if self.quiet < QUIET {
                    continue;
                }
                ":\n\n".to_owned()
            } else {
                news.iter().map(|(number, text)| format!("id: {number}\ndata: {text}\n\n")).collect()
            };
            self.quiet = 0;
            return Poll::Ready(Some(Ok(Frame::data(text.into()))));
        }
    }
}
