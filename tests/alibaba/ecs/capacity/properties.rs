//! What holds whatever is called: pools and the rest together never give more than there is, each pool's count is that
//! of its instances, and a refusal changes nothing.

use super::users;
use crate::alibaba::ecs::instances;
use crate::support::{Answer, Twin};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use std::collections::BTreeMap;

/// How many there are of each type in the zone that is used.
const STOCK: [(&str, u64); 2] = [("ecs.g6.large", 6), ("ecs.c6.large", 3)];

const ZONE: &str = "cn-hangzhou-b";

/// One call, or some time. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Launch { create: bool, how: &'static str, pool: usize, instance_type: usize, amount: u32 },
    Instance { action: &'static str, which: usize },
    Spec { which: usize, instance_type: usize, more: &'static str },
    Reserve { instance_type: usize, count: u32, matching: &'static str, limited: bool },
    Resize { pool: usize, count: u32 },
    Release(usize),
    Advance(u32),
}

fn step() -> impl Strategy<Value = Step> {
    let how = select(vec!["Open", "Open", "Target", "None"]);
    let actions = select(vec![
        "StartInstance",
        "StartInstance",
        "StopInstance",
        "StopInstance&StoppedMode=StopCharging",
        "DeleteInstance",
        "DeleteInstance&Force=true",
    ]);
    let more = select(vec!["", "&Async=true", "&ModifyMode=Online"]);
    let matching = select(vec!["Open", "Target"]);
    prop_oneof![
        6 => (any::<bool>(), how, 0..4usize, 0..2usize, 1..=3u32)
            .prop_map(|(create, how, pool, instance_type, amount)| Step::Launch { create, how, pool, instance_type, amount }),
        8 => (actions, 0..9usize).prop_map(|(action, which)| Step::Instance { action, which }),
        3 => (0..9usize, 0..2usize, more).prop_map(|(which, instance_type, more)| Step::Spec { which, instance_type, more }),
        3 => (0..2usize, 1..=3u32, matching, any::<bool>())
            .prop_map(|(instance_type, count, matching, limited)| Step::Reserve { instance_type, count, matching, limited }),
        2 => (0..4usize, 0..=4u32).prop_map(|(pool, count)| Step::Resize { pool, count }),
        1 => (0..4usize).prop_map(Step::Release),
        5 => select(vec![1u32, 15, 30, 60, 1800]).prop_map(Step::Advance),
    ]
}

/// All instances, and all pools.
fn look(twin: &Twin) -> (Vec<Value>, Vec<Value>) {
    let instances = instances(twin).as_array().expect("a list").clone();
    (instances, super::reservations(twin, "&Status=All&MaxResults=100"))
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a text")
}

/// Takes a step; no answer where time passes.
fn take(twin: &Twin, step: &Step) -> Option<Answer> {
    let (instances, pools) = look(twin);
    let pick = |list: &[Value], n: usize, name: &str| match list.len() {
        0 => "none".to_owned(),
        len => text(&list[n % len], name).to_owned(),
    };
    let pool = |n: usize| pick(&pools, n, "PrivatePoolOptionsId");
    let instance = |n: usize| pick(&instances, n, "InstanceId");
    let call = match step {
        Step::Advance(seconds) => {
            twin.advance(&format!("{seconds}s"));
            return None;
        }
        Step::Launch { create, how, pool: n, instance_type, amount } => {
            let instance_type = STOCK[*instance_type].0;
            let (action, amount) = if *create { ("CreateInstance", 1) } else { ("RunInstances", *amount) };
            let amount = if *create { String::new() } else { format!("&Amount={amount}&MinAmount=1") };
            format!(
                "{action}&RegionId=cn-hangzhou&ZoneId={ZONE}&InstanceType={instance_type}{amount}\
                 &ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&PrivatePoolOptions.MatchCriteria={how}\
                 &PrivatePoolOptions.Id={}",
                pool(*n)
            )
        }
        Step::Instance { action, which } => format!("{action}&InstanceId={}", instance(*which)),
        Step::Spec { which, instance_type, more } => {
            format!("ModifyInstanceSpec&InstanceId={}&InstanceType={}{more}", instance(*which), STOCK[*instance_type].0)
        }
        Step::Reserve { instance_type, count, matching, limited } => {
            let end = if *limited { "&EndTimeType=Limited&EndTime=2026-11-21T08:30:00Z" } else { "" };
            format!(
                "CreateCapacityReservation&RegionId=cn-hangzhou&ZoneId.1={ZONE}&InstanceType={}&InstanceAmount={count}\
                 &PrivatePoolOptions.MatchCriteria={matching}{end}",
                STOCK[*instance_type].0
            )
        }
        Step::Resize { pool: n, count } => format!(
            "ModifyCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id={}&InstanceAmount={count}",
            pool(*n)
        ),
        Step::Release(n) => {
            format!("ReleaseCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id={}", pool(*n))
        }
    };
    Some(twin.ecs(&call))
}

/// What must hold at any moment.
fn check(twin: &Twin) {
    let (instances, pools) = look(twin);
    let mut taken: BTreeMap<&str, u64> = BTreeMap::new();
    let mut inside = Vec::new();
    for pool in &pools {
        let id = text(pool, "PrivatePoolOptionsId");
        let resource = &pool["AllocatedResources"]["AllocatedResource"][0];
        let number = |name: &str| resource[name].as_u64().expect("a number");
        let users = users(twin, id);
        let active = text(pool, "Status") == "Active";
        assert_eq!(number("UsedAmount"), users.len() as u64, "{pool}");
        assert!(number("UsedAmount") <= number("TotalAmount"), "{pool}");
        let room = if active { number("TotalAmount") - number("UsedAmount") } else { 0 };
        assert_eq!(number("AvailableAmount"), room, "{pool}");
        assert!(active || users.is_empty(), "{pool}");
        if active {
            *taken.entry(text(resource, "InstanceType")).or_default() += number("TotalAmount");
        }
        for user in users {
            let instance = instances.iter().find(|instance| instance["InstanceId"] == user.as_str());
            let instance = instance.unwrap_or_else(|| panic!("{user} is gone"));
            assert_eq!(text(instance, "InstanceType"), text(resource, "InstanceType"), "{instance}");
            assert_ne!(text(instance, "StoppedMode"), "StopCharging", "{instance}");
            assert_eq!(text(&instance["EcsCapacityReservationAttr"], "CapacityReservationId"), id, "{instance}");
            inside.push(user);
        }
    }
    for instance in &instances {
        let outside = !inside.iter().any(|id| id == text(instance, "InstanceId"));
        // What is on its way out may have given up its own before; that shows no longer.
        let leaves = text(instance, "Status") == "Stopping";
        if outside && !leaves && text(instance, "StoppedMode") != "StopCharging" {
            *taken.entry(text(instance, "InstanceType")).or_default() += 1;
        }
    }
    for (instance_type, stock) in STOCK {
        let taken = taken.get(instance_type).copied().unwrap_or(0);
        assert!(taken <= stock, "{taken} of {stock} {instance_type}: {instances:#?} {pools:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_is_never_more_than_there_is(instant: bool, steps in vec(step(), 1..40)) {
        let entries = STOCK.map(|(instance_type, count)| format!("[[ecs.stock]]\ntype = \"{instance_type}\"\ncount = {count}\n"));
        let transitions = if instant { "transitions = \"instant\"" } else { "transitions = \"realistic\"" };
        let twin = Twin::new(transitions, &entries.concat());
        let mut before = look(&twin);
        for step in &steps {
            let refused = take(&twin, step).is_some_and(|answer| answer.0.status != 200);
            check(&twin);
            let after = look(&twin);
            prop_assert!(!refused || before == after, "{:?} was refused", step);
            before = after;
        }
    }
}
