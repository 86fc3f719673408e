//! Statistics of the calls since the start, for each action: their number, error codes, durations and parameters.

use crate::middleware::call_log::Shown;
use crate::operation::{Api, Call, Entry, Reply, covers};
use crate::world::lock::Lock;
use prometheus_client::metrics::histogram::Histogram;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// The statistics of one action.
#[derive(Clone, Debug)]
pub struct ActionStats {
    pub calls: u64,
    /// The number of calls by error code. The empty code stands for success.
    pub codes: BTreeMap<Cow<'static, str>, u64>,
    /// The names of the known parameters that were sent, with `N` for an index.
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

/// What stands for the names that are not known: callers can send any. It is an action, a parameter or an error code.
pub const OTHER: &str = "other";

/// The maximum number of sets of parameter names that are remembered for each action. Calls with further ones are read each
/// time.
const MAX_NAME_SETS: usize = 256;

/// The maximum number of error codes for each action, and the length of each in bytes. The vendors document fewer, but a
/// fault can have any.
const MAX_CODES: usize = 256;
const MAX_CODE_LENGTH: usize = 128;

/// How many error codes a summary names.
const MAX_SUMMARY: usize = 5;

impl Coverage {
    /// Counts a call of an operation, or of an action for which there is none. `is_action` says whether the vendor has it.
    pub fn record(
        &self,
        call: &Call<'_>,
        entry: Option<&Entry>,
        is_action: fn(&str) -> bool,
        reply: &Reply,
        duration: Duration,
    ) {
        let action = match entry {
            Some(entry) => Cow::Borrowed(entry.action),
            None if is_action(&call.action) => Cow::Owned(call.action.to_string()),
            None => Cow::Borrowed(OTHER),
        };
        let name_set = hash_names(call);
        let mut actions = self.0.lock();
        let stats = actions.entry((call.api, action)).or_default();
        stats.calls += 1;
        stats.seconds.observe(duration.as_secs_f64());
        stats.count_code(reply.code.clone());
        if stats.name_sets.contains(&name_set) {
            return;
        }
        if stats.name_sets.len() < MAX_NAME_SETS {
            stats.name_sets.insert(name_set);
        }
        let known = entry.map(|entry| (entry, (entry.parameters)()));
        let known = known.as_ref().map(|(entry, names)| (*entry, names.as_slice()));
        for name in call.params.iter().filter_map(|(name, _)| generalize(name)) {
            let name = known_name(known, &name);
            if !stats.parameters.contains(name) {
                stats.parameters.insert(name.into());
            }
        }
    }

    /// A copy of all statistics.
    pub fn actions(&self) -> Actions {
        self.0.lock().clone()
    }

    /// The calls in a sentence: how many there were, and which errors they met most.
    pub fn summary(&self) -> String {
        let actions = self.0.lock();
        let mut codes: BTreeMap<&str, u64> = BTreeMap::new();
        for (code, count) in actions.values().flat_map(|stats| &stats.codes).filter(|(code, _)| !code.is_empty()) {
            *codes.entry(code).or_default() += count;
        }
        let calls: u64 = actions.values().map(|stats| stats.calls).sum();
        let mut text = format!("{calls} calls of {} actions", actions.len());
        let failed: u64 = codes.values().sum();
        if failed > 0 {
            let mut codes: Vec<_> = codes.into_iter().collect();
            codes.sort_by_key(|(_, count)| Reverse(*count));
            let further = if codes.len() > MAX_SUMMARY { ", ..." } else { "" };
            let codes: Vec<_> =
                codes.iter().take(MAX_SUMMARY).map(|(code, count)| format!("{count} {}", Shown(code))).collect();
            text += &format!(", {failed} of them answered with an error: {}{further}", codes.join(", "));
        }
        text
    }

    /// Deletes all statistics.
    pub fn clear(&self) {
        self.0.lock().clear();
    }
}

impl ActionStats {
    /// Counts a call with this error code. `None` is success.
    fn count_code(&mut self, code: Option<Cow<'static, str>>) {
        let code = code.unwrap_or_default();
        let has_room = self.codes.len() < MAX_CODES && code.len() <= MAX_CODE_LENGTH;
        let is_counted = code.is_empty() || has_room || self.codes.contains_key(&code);
        *self.codes.entry(if is_counted { code } else { OTHER.into() }).or_default() += 1;
    }
}

/// The name under which a parameter is counted: its own if the operation reads it; that of the entry which covers it if the
/// operation ignores or refuses it.
fn known_name<'n>(operation: Option<(&Entry, &[String])>, name: &'n str) -> &'n str {
    let Some((entry, read)) = operation else { return OTHER };
    let is_read = read.binary_search_by(|known| known.as_str().cmp(name)).is_ok();
    if is_read || entry.common_parameter == Some(name) {
        return name;
    }
    let refused = entry.not_modelled.iter().map(|(pattern, _)| pattern);
    entry.ignored.iter().chain(refused).find(|pattern| covers(&[pattern], name)).copied().unwrap_or(OTHER)
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
