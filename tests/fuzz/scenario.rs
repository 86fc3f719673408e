//! The loader of scenarios: a scenario, as text.

use super::wire;
use crate::invariants::{moment, seen::Seen};
use crate::support::{START, Twin};
use std::sync::Arc;
use twinstance::app::App;
use twinstance::app::scenario::Scenario;
use twinstance::config::Config;

/// What is shown of a world.
fn shown(twin: &Twin) -> [String; 4] {
    twin.app.faults.clear();
    let shown = [
        twin.ec2("DescribeInstances"),
        twin.ec2("DescribeCapacityReservations"),
        twin.ecs("DescribeInstances&RegionId=cn-hangzhou&PageSize=100"),
        twin.ecs("DescribeCapacityReservations&RegionId=cn-hangzhou"),
    ]
    .map(|answer| answer.ok().to_owned());
    let [instances, reservations, ..] = &shown;
    assert!(wire::is_xml(instances) && wire::is_xml(reservations), "{shown:?}");
    shown
}

/// Whether the checks can name everything in a query as it is.
fn is_plain(seen: &Seen) -> bool {
    seen.reservations.keys().all(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if Scenario::parse(text, "scenario").is_err() {
        return;
    }
    let empty = Config::from_toml(&format!("clock = \"{START}\"")).expect("a configuration");
    let mut config = empty.clone();
    config.scenarios.push(("scenario".to_owned(), text.to_owned()));
    let [untouched, touched] =
        [empty.clone(), empty].map(|config| Twin { app: Arc::new(App::new(config).expect("a world")) });
    let told = touched.app.load_scenario(text, false, None).map(|_| ()).map_err(|error| error.to_string());
    match [App::new(config.clone()), App::new(config)] {
        [Ok(one), Ok(other)] => {
            let [one, other] = [one, other].map(|app| Twin { app: Arc::new(app) });
            let all = shown(&one);
            assert_eq!(all, shown(&other), "the same seed, the same bytes");
            assert_eq!((told, all), (Ok(()), shown(&touched)), "at the start and later");
            let seen = Seen::of(&one);
            if is_plain(&seen) {
                moment::check(&one, &seen);
            }
        }
        [Err(one), Err(other)] => {
            assert_eq!(one.to_string(), other.to_string());
            assert_eq!(told, Err(one.to_string()));
            assert_eq!(shown(&untouched), shown(&touched), "a refusal changes nothing");
        }
        _ => panic!("the same scenario is taken once and refused once"),
    }
}
