//! Configuration files.

use crate::support::Twin;
use std::sync::Arc;
use twinstance::app::App;
use twinstance::config::Config;

/// What reads other files, and what asks for the address of a host.
const APART: &[&str] = &["scenario", "listen"];

pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if APART.iter().any(|apart| text.contains(apart)) {
        return;
    }
    let [one, other] = [Config::from_toml(text), Config::from_toml(text)];
    let told = |config: &Result<Config, _>| config.as_ref().map_or_else(ToString::to_string, |it| format!("{it:?}"));
    assert_eq!(told(&one), told(&other));
    let Ok(app) = one.map(App::new) else { return };
    let Ok(app) = app else { return };
    let twin = Twin { app: Arc::new(app) };
    for answer in [twin.ec2("DescribeInstances"), twin.ecs("DescribeInstances&RegionId=cn-hangzhou"), twin.page()] {
        assert!((200..600).contains(&answer.0.status), "{answer:?}");
    }
}
