//! Statistics of the calls since the start, for each action: their number, error codes, durations and parameters.

use crate::operation::{Api, Call, Reply};
use crate::wire::params::is_name;
use crate::world::lock::Lock;
use prometheus_client::metrics::histogram::Histogram;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// The statistics of one action.
#[derive(Clone, Debug)]
pub struct ActionStats {
    pub calls: u64,
    /// The number of calls by error code. The empty code stands for success.
    pub codes: BTreeMap<Cow<'static, str>, u64>,
    /// The names of the parameters that were sent, with `N` for an index.
    pub parameters: BTreeSet<SmolStr>,
    /// The durations of the calls, in seconds.
    pub seconds: Histogram,
    /// The hashes of the sets of parameter names that are in `parameters` already.
    name_sets: BTreeSet<u64>,
}

/// The upper bounds of the histogram's buckets, in seconds. Most calls take some tens of microseconds; a launch of many
/// instances, or a list of all, takes some milliseconds.
const BUCKETS: [f64; 10] = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.01, 0.05, 0.25, 1.0];

impl Default for ActionStats {
    fn default() -> Self {
        Self {
            calls: 0,
            codes: BTreeMap::new(),
            parameters: BTreeSet::new(),
            seconds: Histogram::new(BUCKETS),
            name_sets: BTreeSet::new(),
        }
    }
}

/// The statistics of each action.
pub type Actions = BTreeMap<(Api, Cow<'static, str>), ActionStats>;

/// Collects the statistics of all actions.
#[derive(Debug, Default)]
pub struct Coverage(Lock<Actions>);

/// The maximum number of actions. Callers can send any action names, so further ones are counted together.
const MAX_ACTIONS: usize = 2000;

/// The maximum number of name sets that are remembered for each action. Calls with further ones are read each time.
const MAX_NAME_SETS: usize = 256;

/// The maximum number of parameters for each action. Callers can send any names, so further ones are left out.
const MAX_PARAMETERS: usize = 1000;

impl Coverage {
    /// Counts a call.
    pub fn record(&self, call: &Call<'_>, action: Cow<'static, str>, reply: &Reply, duration: Duration) {
        let name_set = hash_names(call);
        let mut actions = self.0.lock();
        let mut key = (call.api, action);
        if actions.len() >= MAX_ACTIONS && !actions.contains_key(&key) {
            key.1 = "(others)".into();
        }
        let stats = actions.entry(key).or_default();
        stats.calls += 1;
        stats.seconds.observe(duration.as_secs_f64());
        let code = reply.code.clone().unwrap_or_default();
        *stats.codes.entry(code).or_default() += 1;
        if stats.name_sets.contains(&name_set) {
            return;
        }
        if stats.name_sets.len() < MAX_NAME_SETS {
            stats.name_sets.insert(name_set);
        }
        for (name, _) in call.params.iter() {
            if stats.parameters.len() < MAX_PARAMETERS
                && is_name(name)
                && let Some(name) = generalize(name)
                && !stats.parameters.contains(&*name)
            {
                stats.parameters.insert(name.into());
            }
        }
    }

    /// A copy of all statistics.
    pub fn actions(&self) -> Actions {
        self.0.lock().clone()
    }

    /// Deletes all statistics.
    pub fn clear(&self) {
        self.0.lock().clear();
    }
}

/// A hash of the names of a call's parameters.
fn hash_names(call: &Call<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    call.params.iter().for_each(|(name, _)| name.hash(&mut hasher));
    hasher.finish()
}

/// A parameter's name with `N` for each index. Only the first element of a list counts: `None` for the others.
fn generalize(name: &str) -> Option<Cow<'_, str>> {
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
        assert_eq!(generalize("InstanceId").as_deref(), Some("InstanceId"));
        assert_eq!(generalize("Filter.1.Value.1").as_deref(), Some("Filter.N.Value.N"));
        assert_eq!(generalize("Filter.1.Value.2"), None);
        assert_eq!(generalize("Filter.12.Name"), None);
    }
}
