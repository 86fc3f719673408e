//! What has been called since the start: which actions with which parameters, and how that ended.

use crate::operation::{Api, Call, Reply};
use crate::world::lock::Lock;
use prometheus_client::metrics::histogram::Histogram;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// What is known of the calls of one action.
#[derive(Clone, Debug)]
pub struct Tally {
    /// How many calls.
    pub calls: u64,
    /// How many of them ended with which code; the empty one is success.
    pub codes: BTreeMap<&'static str, u64>,
    /// The parameters that were given, with `N` for an index.
    pub parameters: BTreeSet<SmolStr>,
    /// How many seconds they took.
    pub seconds: Histogram,
    /// The sets of parameter names that have been read already, each as one number.
    shapes: BTreeSet<u64>,
}

/// Up to how many seconds a call falls into which bucket. Most take some tens of microseconds; a launch of many
/// instances, or a list of all, some milliseconds.
const BUCKETS: [f64; 10] = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.01, 0.05, 0.25, 1.0];

impl Default for Tally {
    fn default() -> Self {
        Self {
            calls: 0,
            codes: BTreeMap::new(),
            parameters: BTreeSet::new(),
            seconds: Histogram::new(BUCKETS),
            shapes: BTreeSet::new(),
        }
    }
}

/// The calls of each action.
pub type Actions = BTreeMap<(Api, Cow<'static, str>), Tally>;

/// The calls of all actions.
#[derive(Debug, Default)]
pub struct Tallies(Lock<Actions>);

/// Actions that no API has are of any number: those beyond so many go by one name.
const MOST_ACTIONS: usize = 2000;

/// How many sets of names are known per action; those beyond are read each time.
const MOST_SHAPES: usize = 256;

/// Parameters that no action has are of any number: those beyond so many are not named.
const MOST_PARAMETERS: usize = 1000;

impl Tallies {
    /// Counts a call.
    pub fn note(&self, call: &Call<'_>, action: Cow<'static, str>, reply: &Reply, duration: Duration) {
        let shape = shape(call);
        let mut actions = self.0.lock();
        let mut key = (call.api, action);
        if actions.len() >= MOST_ACTIONS && !actions.contains_key(&key) {
            key.1 = "(others)".into();
        }
        let tally = actions.entry(key).or_default();
        tally.calls += 1;
        tally.seconds.observe(duration.as_secs_f64());
        let code = reply.code.unwrap_or_default();
        *tally.codes.entry(code).or_default() += 1;
        if tally.shapes.contains(&shape) {
            return;
        }
        if tally.shapes.len() < MOST_SHAPES {
            tally.shapes.insert(shape);
        }
        for (name, _) in call.params.iter() {
            if tally.parameters.len() < MOST_PARAMETERS
                && let Some(name) = general(name)
                && !tally.parameters.contains(&*name)
            {
                tally.parameters.insert(name.into());
            }
        }
    }

    /// What has been called so far.
    pub fn actions(&self) -> Actions {
        self.0.lock().clone()
    }

    /// Begins anew.
    pub fn clear(&self) {
        self.0.lock().clear();
    }
}

/// A number that calls with the same parameter names share.
fn shape(call: &Call<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    call.params.iter().for_each(|(name, _)| name.hash(&mut hasher));
    hasher.finish()
}

/// A parameter's name with `N` for each index. Of a list the first element speaks for all: `None` for the others.
fn general(name: &str) -> Option<Cow<'_, str>> {
    let is_index = |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    if !name.split('.').any(is_index) {
        return Some(Cow::Borrowed(name));
    }
    let segments = name.split('.').map(|segment| match segment {
        "1" => Some("N"),
        _ if is_index(segment) => None,
        _ => Some(segment),
    });
    segments.collect::<Option<Vec<_>>>().map(|segments| Cow::Owned(segments.join(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_speaks_for_all() {
        assert_eq!(general("InstanceId").as_deref(), Some("InstanceId"));
        assert_eq!(general("Filter.1.Value.1").as_deref(), Some("Filter.N.Value.N"));
        assert_eq!(general("Filter.1.Value.2"), None);
        assert_eq!(general("Filter.12.Name"), None);
    }
}
