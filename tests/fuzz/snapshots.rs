//! Snapshots, as JSON. A world that passes `World::check` is safe to use, not one that calls could have made.

use super::requests::everything;
use crate::support::Twin;
use twinstance::app::snapshot::Snapshot;

pub fn check(data: &[u8]) {
    let Ok(snapshot) = Snapshot::parse(data) else { return };
    let twin = Twin::empty();
    // It may have more faults than there may be.
    if twin.app.add_snapshot("one".to_owned(), snapshot).is_err() {
        return;
    }
    assert!(twin.app.restore_snapshot("one"));
    twin.app.faults.clear();
    let shown = everything(&twin);
    // What is taken of it can be put back, and is the same.
    twin.app.take_snapshot("two".to_owned()).expect("a snapshot");
    let text = serde_json::to_vec(&*twin.app.snapshots.get("two").expect("it")).expect("JSON");
    let again = Twin::empty();
    again.app.add_snapshot("two".to_owned(), Snapshot::parse(&text).expect("a snapshot")).expect("room");
    assert!(again.app.restore_snapshot("two"));
    assert_eq!(shown, everything(&again));
    // Whatever is due can happen.
    again.advance("26h");
    everything(&again);
}
