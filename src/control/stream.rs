//! Streams of [server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html).

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, StreamExt};
use serde::Serialize;
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often a stream polls its feed. It polls because, with a wall clock, events become due without any call.
pub const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The source of a stream.
pub(super) trait Feed: Send + 'static {
    /// Returns the new items since the last call. Each is made when it is sent.
    fn poll(&mut self) -> impl Iterator<Item = Item> + Send + use<Self>;
}

/// A server-sent event.
pub(super) struct Item(Event);

impl Item {
    /// An item of the stream, with its number as the id.
    pub fn new(number: u64, content: &impl Serialize) -> Self {
        let text = json!(content).to_string();
        Self(Event::default().id(number.to_string()).data(text))
    }

    /// Says that `count` items are missing, up to this number.
    pub fn missing(number: u64, count: u64) -> Self {
        let item = Self::new(number, &json!({ "missing": count }));
        Self(item.0.event("missing"))
    }
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
    let events = polls.flatten().take_until(stop).map(|Item(event)| Ok::<_, Infallible>(event));
    Sse::new(events).keep_alive(KeepAlive::default())
}
