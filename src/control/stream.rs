//! Streams of [server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html).

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, StreamExt};
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often a stream polls its feed. It polls because, with a wall clock, events become due without any call.
pub const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The source of a stream.
pub(super) trait Feed: Send + 'static {
    /// Returns the new items since the last call: the number and the text of each.
    fn poll(&mut self) -> Vec<(u64, String)>;
}

/// Answers with a stream of the feed's items. If there are none for some time, it sends a comment, so that a closed
/// connection is noticed. It ends with `stop`.
pub(super) fn event_stream(feed: impl Feed, stop: impl Future<Output = ()> + Send + 'static) -> impl IntoResponse {
    let mut clock = interval(POLL_INTERVAL);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let polls = stream::unfold((feed, clock), |(mut feed, mut clock)| async {
        clock.tick().await;
        Some((stream::iter(feed.poll()), (feed, clock)))
    });
    let event = |(number, text): (u64, String)| Event::default().id(number.to_string()).data(text);
    let events = polls.flatten().take_until(stop).map(move |item| Ok::<_, Infallible>(event(item)));
    Sse::new(events).keep_alive(KeepAlive::default())
}
