//! Worlds with something changed in them: refused with a sentence, or a world that holds and answers everything.
//!
//! `TWIN_MUTANTS=30000 cargo test mutants` tries more of them.

mod scenarios;
mod snapshots;

use crate::support::{Answer, Twin};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What is asked of each world that is taken.
const EC2: &[&str] = &[
    "DescribeInstances",
    "DescribeImages&Owner.1=self",
    "DescribeVolumes",
    "DescribeSubnets",
    "DescribeVpcs",
    "DescribeSecurityGroups",
    "DescribeSecurityGroupRules",
    "DescribeRouteTables",
    "DescribeNetworkInterfaces",
    "DescribeAddresses",
    "DescribeAddressesAttribute",
    "DescribeTags",
    "DescribeCapacityReservations",
    "DescribeInstanceCreditSpecifications",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=r5.large&MinCount=1&MaxCount=2",
    "AllocateAddress",
    "CreateSecurityGroup&GroupName=new&GroupDescription=new",
    "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Linux/UNIX&AvailabilityZone=us-east-1a&InstanceCount=2",
];

const ECS: &[&str] = &[
    "DescribeInstances&RegionId=cn-hangzhou",
    "DescribeDisks&RegionId=cn-hangzhou",
    "DescribeImages&RegionId=cn-hangzhou&ImageOwnerAlias=self",
    "DescribeVSwitches&RegionId=cn-hangzhou",
    "DescribeSecurityGroups&RegionId=cn-hangzhou",
    "DescribeEipAddresses&RegionId=cn-hangzhou",
    "DescribeTags&RegionId=cn-hangzhou",
    "DescribeCapacityReservations&RegionId=cn-hangzhou",
    "DescribeAccountAttributes&RegionId=cn-hangzhou",
    "CreateInstance&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd",
    "StartInstance&InstanceId=i-bp00000000000000free",
];

/// Asserts that the world of a mutant answers everything, now and later.
fn assert_holds(twin: &Twin) -> Result<(), TestCaseError> {
    prop_assert_eq!(twin.app.simulation.lock().world.check(), Ok(()));
    for advance in [None, Some("2h")] {
        advance.into_iter().for_each(|by| twin.advance(by));
        for call in EC2 {
            let Answer(reply) = twin.ec2(call);
            // EC2 answers 500 where a zone is out of stock.
            let is_out_of_stock = reply.code.as_deref() == Some("InsufficientInstanceCapacity");
            prop_assert!(reply.status < 500 || is_out_of_stock, "{}: {}", call, reply.body);
        }
        for call in ECS {
            prop_assert!(twin.ecs(call).0.status < 500, "{}", call);
        }
        prop_assert_eq!(twin.app.simulation.lock().world.check(), Ok(()));
    }
    prop_assert!(!twin.app.simulation.is_poisoned());
    Ok(())
}

/// Asserts that an error is a sentence for people, and not Rust's notation of a value.
fn assert_sentence(error: &str) -> Result<(), TestCaseError> {
    let notation = ["(\"", "Some(", "Ok(", "Err("].iter().find(|part| error.contains(**part));
    prop_assert!(error.contains(' ') && notation.is_none(), "{}", error);
    Ok(())
}

fn cases() -> u32 {
    std::env::var("TWIN_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

/// The values that a mutant may have in place of another, beside those that stand elsewhere in the original.
const EXTREMES: [i64; 7] = [0, 1, -1, 255, 4_294_967_295, 4_294_967_296, i64::MAX];

/// Which value is changed, which other one it may become, and how.
type Change = (usize, usize, usize);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    proptest::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..3)
}

/// What all mutants come from, with the paths of all values in it.
struct Original {
    whole: Value,
    paths: Vec<String>,
}

impl Original {
    fn new(whole: Value) -> Self {
        let mut paths = Vec::new();
        collect_paths(&whole, "", &mut paths);
        Self { whole, paths }
    }

    fn mutant(&self, changes: &[Change]) -> Value {
        let mut mutant = self.whole.clone();
        changes.iter().for_each(|change| self.mutate(&mut mutant, *change));
        mutant
    }

    /// Changes the value at one path: to an extreme, to what another path has, or a list's length; or the key itself.
    fn mutate(&self, mutant: &mut Value, (at, other, how): Change) {
        let path = &self.paths[at % self.paths.len()];
        if how.is_multiple_of(7) {
            return self.mutate_key(mutant, path, other, how);
        }
        let Some(value) = mutant.pointer_mut(path) else { return };
        // Mostly one of the same type, so that it is not refused at once.
        let others = (0..self.paths.len())
            .filter_map(|n| self.whole.pointer(&self.paths[other.wrapping_add(n) % self.paths.len()]));
        let alike =
            |other: &&Value| how.is_multiple_of(5) || std::mem::discriminant(*other) == std::mem::discriminant(value);
        let other = others.into_iter().find(alike).cloned().unwrap_or(Value::Null);
        match (value, how % 3) {
            (Value::Array(list), 0) => drop(list.pop()),
            (Value::Array(list), 1) => list.extend(list.first().cloned()),
            (value @ Value::Number(_), 0 | 1) => *value = json!(EXTREMES[how % EXTREMES.len()]),
            (value, _) => *value = other,
        }
    }

    /// Removes a key, or gives its value another name.
    fn mutate_key(&self, mutant: &mut Value, path: &str, other: usize, how: usize) {
        let Some((parent, key)) = path.rsplit_once('/') else { return };
        let Some(Value::Object(fields)) = mutant.pointer_mut(parent) else { return };
        let value = fields.remove(&unescape(key));
        let name = self.paths[other % self.paths.len()].rsplit('/').next().map(unescape);
        if let (Some(value), Some(name), false) = (value, name, how.is_multiple_of(2)) {
            fields.insert(name, value);
        }
    }
}

/// The paths of all leaves, lists and tables below a value.
fn collect_paths(value: &Value, path: &str, found: &mut Vec<String>) {
    if !path.is_empty() {
        found.push(path.to_owned());
    }
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| {
            collect_paths(field, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
        }),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, item)| collect_paths(item, &format!("{path}/{n}"), found));
        }
        _ => {}
    }
}

/// The key that a segment of a path stands for.
fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}
