//! Throttling as the vendors do it: token buckets on the world's clock.
//!
//! EC2's sizes are those of the EC2 Developer Guide, "Request throttling for the Amazon EC2 API": a bucket for each
//! action of an account in a region, and for some actions a further one of resources. ECS publishes none: 100 calls
//! and 10 more per second for reads, 50 and 5 for changes. These numbers are ours.

use crate::operation::{Api, Call, Entry, Error};
use crate::world::lock::Lock;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A bucket's capacity, and its refill per second.
type Size = (f64, f64);

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Timestamp,
}

/// The API, account, region, action and kind of a bucket.
type Key = (Api, SmolStr, &'static str, &'static str, Kind);

/// What a bucket counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Calls,
    /// EC2 calls that describe all resources, without a filter, ids or a page size.
    Broad,
    /// The instances that calls name or launch.
    Instances,
}

/// The maximum number of buckets. Any 12 digits are an account, and each has buckets of its own. Beyond that those which were
/// used the longest ago are forgotten, which fills them.
pub const MAX_BUCKETS: usize = 10_000;

/// The buckets of all callers.
#[derive(Debug, Default)]
pub struct Throttle(Lock<BTreeMap<Key, Bucket>>);

impl Throttle {
    /// Takes tokens for a call. Returns the error if there are not enough.
    pub fn refuse(&self, call: &Call<'_>, entry: &Entry, now: Timestamp) -> Option<Error> {
        let key = |kind| (call.api, call.scope.account.clone(), call.scope.region, entry.action, kind);
        let (kind, size) = calls(call, entry);
        let debits = [(key(kind), 1.0, Some(size)), (key(Kind::Instances), instances(call), entry.resource_bucket)];
        let mut buckets = self.0.lock();
        let mut filled = Vec::new();
        for (key, tokens, size) in debits {
            let Some((capacity, refill)) = size else { continue };
            let bucket = buckets.get(&key).copied().unwrap_or(Bucket { tokens: capacity, at: now });
            let passed = now.duration_since(bucket.at).as_secs_f64().max(0.0);
            let left = (bucket.tokens + passed * refill).min(capacity) - tokens;
            if left < 0.0 {
                return Some(Error::Throttled);
            }
            filled.push((key, Bucket { tokens: left, at: now }));
        }
        buckets.extend(filled);
        if buckets.len() > MAX_BUCKETS {
            forget_oldest(&mut buckets);
        }
        None
    }

    /// How many buckets there are.
    pub fn len(&self) -> usize {
        self.0.lock().len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.lock().is_empty()
    }

    /// Fills all buckets.
    pub fn clear(&self) {
        self.0.lock().clear();
    }
}

/// Forgets one half of the buckets, so that this is seldom done.
fn forget_oldest(buckets: &mut BTreeMap<Key, Bucket>) {
    let mut times: Vec<_> = buckets.iter().map(|(key, bucket)| (bucket.at, key.clone())).collect();
    times.sort();
    for (_, key) in &times[..times.len() / 2] {
        buckets.remove(key);
    }
}

/// The bucket for the number of calls.
fn calls(call: &Call<'_>, entry: &Entry) -> (Kind, Size) {
    let narrow = |name: &str| name.starts_with("Filter.") || name == "MaxResults" || name.contains("Id.1");
    match (call.api, entry.changes) {
        (Api::Ec2, false) if call.params.iter().any(|(name, _)| narrow(name)) => (Kind::Calls, (100.0, 20.0)),
        (Api::Ec2, false) => (Kind::Broad, (50.0, 10.0)),
        (Api::Ecs | Api::Sts | Api::Ssm | Api::CloudWatch | Api::Iam, false) => (Kind::Calls, (100.0, 10.0)),
        (_, true) => (Kind::Calls, (50.0, 5.0)),
    }
}

/// The number of instances that a call names or launches.
fn instances(call: &Call<'_>) -> f64 {
    let max = call.params.get("MaxCount").and_then(|count| count.parse::<u32>().ok());
    let named = call.params.iter().filter(|(name, _)| name.starts_with("InstanceId.")).count();
    max.map_or(named as f64, f64::from)
}
