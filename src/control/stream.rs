//! Live streams: server-sent events.

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, StreamExt};
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often a stream looks for news. Time that passes on a wall clock makes news too, which nobody announces.
pub const LOOK: Duration = Duration::from_millis(50);

/// What a stream tells.
pub(super) trait Feed: Send + 'static {
    /// What is new: number and text of each.
    fn more(&mut self) -> Vec<(u64, String)>;
}

/// Answers with what the feed has, now and from now on. Where that is nothing for long, a comment goes out, so that a
/// caller who has gone is noticed.
pub(super) fn follow(feed: impl Feed) -> impl IntoResponse {
    let mut clock = interval(LOOK);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let looks = stream::unfold((feed, clock), |(mut feed, mut clock)| async {
        clock.tick().await;
        Some((stream::iter(feed.more()), (feed, clock)))
    });
    let event = |(number, text): (u64, String)| Event::default().id(number.to_string()).data(text);
    let events = looks.flatten().map(move |news| Ok::<_, Infallible>(event(news)));
    Sse::new(events).keep_alive(KeepAlive::default())
}
