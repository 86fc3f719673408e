//! What AWS would have sent on EventBridge.

use super::stream::{Feed, follow};
use super::{Asked, ok, read_query};
use crate::app::App;
use crate::domain::notice::Told;
use crate::ec2::events::event;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Which events are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Wanted {
    /// Those after the one of this number.
    #[serde(default)]
    after: u64,
    /// At most so many.
    limit: Option<usize>,
    account: Option<String>,
    detail_type: Option<String>,
}

/// The events after the one of this number, each with its number, and the number of the last there is.
pub fn after(app: &App, number: u64, account: Option<&str>) -> (Vec<(u64, Value)>, u64) {
    let (seed, last, told) = {
        let mut running = app.running.lock();
        let (world, _) = running.settled();
        let is_of = |told: &&Told| account.is_none_or(|account| told.scope.account == account);
        (world.seed(), world.notices.last(), world.notices.after(number).filter(is_of).cloned().collect::<Vec<_>>())
    };
    (told.iter().map(|told| (told.number, event(seed, told))).collect(), last)
}

impl Wanted {
    fn is_for(&self, event: &Value) -> bool {
        self.detail_type.as_ref().is_none_or(|kind| event["detail-type"] == **kind)
    }
}

/// `GET /_twin/events`: as AWS would have sent them, the oldest first. `last` is the number to ask on from with
/// `after`.
pub(super) fn list(&Asked { app, query, .. }: &Asked) -> Response {
    let wanted: Wanted = match read_query(query) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal,
    };
    let (events, last) = after(app, wanted.after, wanted.account.as_deref());
    let mut events = events.into_iter().filter(|(_, event)| wanted.is_for(event));
    let page: Vec<_> = events.by_ref().take(wanted.limit.unwrap_or(usize::MAX)).collect();
    // A page that is not the last one ends with its last event.
    let last = events.next().map_or(last, |_| page.last().map_or(wanted.after, |(number, _)| *number));
    let page: Vec<_> = page.into_iter().map(|(_, event)| event).collect();
    ok(&json!({ "events": page, "last": last }))
}

struct Events {
    app: Arc<App>,
    wanted: Wanted,
}

impl Feed for Events {
    fn more(&mut self) -> Vec<(u64, String)> {
        let (events, last) = after(&self.app, self.wanted.after, self.wanted.account.as_deref());
        self.wanted.after = last;
        let events = events.into_iter().filter(|(_, event)| self.wanted.is_for(event));
        events.map(|(number, event)| (number, event.to_string())).collect()
    }
}

/// `GET /_twin/events/stream`: the same as they happen, as server-sent events whose id is their number.
pub(super) fn stream(&Asked { app, query, .. }: &Asked) -> Response {
    match read_query(query) {
        Ok(wanted) => follow(Events { app: app.clone(), wanted }),
        Err(refusal) => refusal,
    }
}
