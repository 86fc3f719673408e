//! Recordings: lines of JSON.

use super::requests::{APART, CONFIG, everything};
use crate::support::Twin;
use std::sync::Arc;
use twinstance::app::App;
use twinstance::cli::recording::Recording;
use twinstance::cli::replay::{Target, replay};

pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    // A delay would be waited for.
    if APART.iter().chain(&["latency"]).any(|apart| text.contains(apart)) {
        return;
    }
    let replayed = || {
        let twin = Twin { app: Arc::new(App::new(CONFIG.clone()).expect("a world")) };
        let replay = |recording| replay(&recording, Target::App(&twin.app)).map_err(|error| error.to_string());
        let outcome = Recording::parse(text).and_then(replay);
        twin.app.faults.clear();
        (outcome, everything(&twin))
    };
    assert_eq!(replayed(), replayed(), "the same seed, the same bytes");
}
