//! What the world keeps beyond what callers have made in it.

use crate::registry::REGISTRIES;
use crate::support::{Answer, START, Twin};
use jiff::{SignedDuration, Timestamp};
use twinstance::domain::alarms::{self, MAX_ALARMS, MAX_HISTORY};
use twinstance::domain::compute::key_pair::{self, KeysMade};
use twinstance::domain::credits::{self, LAUNCHES_A_DAY, Load, MAX_MARKS, MAX_STEPS, Step};
use twinstance::domain::iam::MAX_ENTITIES;
use twinstance::domain::metrics::{EndedMeters, MAX_ENDED};
use twinstance::domain::notice::Notices;
use twinstance::domain::rules::Rules;
use twinstance::domain::scope::{Cloud, Scope};
use twinstance::domain::session::MAX_SESSIONS;
use twinstance::domain::task::{self, MAX_FINISHED};
use twinstance::domain::token::{MAX_ANSWERS, MAX_TOKENS, TOKEN_LIFE, Token, Tokens};
use twinstance::world::{MAX_UNCHANGED, World};

const IMAGE: &str = "ami-0abcdef1234567890";

/// A call to EC2 of an account that nobody has heard of.
fn ec2(twin: &Twin, account: u64, call: &str) -> Answer {
    let credential = format!("AWS4-HMAC-SHA256 Credential={account}/20261121/us-east-1/ec2/aws4_request");
    let header = format!("{credential}, SignedHeaders=host, Signature=0");
    twin.get(&format!("Version=2016-11-15&Action={call}"), &[("authorization", &header)])
}

fn regions(twin: &Twin) -> usize {
    twin.app.simulation.lock().world.region_count()
}

/// The world as it would be saved.
fn saved(twin: &Twin) -> String {
    twin.app.save_scenario(None).expect("a scenario")
}

#[test]
fn who_only_looks_leaves_nothing() {
    let twin = Twin::empty();
    let empty = saved(&twin);
    for account in 100_000_000_000..100_000_000_050 {
        ec2(&twin, account, "DescribeVpcs").ok();
        twin.ecs(&format!("DescribeVpcs&RegionId=cn-hangzhou&AccessKeyId={account}")).ok();
    }
    for (_, _, operations) in REGISTRIES {
        for entry in operations.iter().filter(|entry| !entry.changes) {
            drop([twin.ec2(entry.action), twin.ecs(entry.action), twin.vpc(entry.action)]);
        }
    }
    // A change that is refused, or that is only a question, is none.
    twin.ec2("TerminateInstances&InstanceId.1=i-1234567890abcdef0").error();
    twin.ec2("AllocateAddress&DryRun=true").error();
    twin.ecs("StopInstance&InstanceId=i-bp67acfmxazb4p****").error();
    assert_eq!((regions(&twin), saved(&twin)), (0, empty));
    assert_eq!(twin.app.simulation.lock().world.unchanged_count(), MAX_UNCHANGED, "more than those were looked at");
    // What was seen before the first change is there after it.
    let account = 100_000_000_007;
    let seen = |call: &str| ec2(&twin, account, call).anonymous();
    let before = ["DescribeVpcs", "DescribeSubnets", "DescribeSecurityGroups", "DescribeRouteTables"].map(seen);
    let run = format!("RunInstances&ImageId={IMAGE}&InstanceType=t3.micro&MinCount=1&MaxCount=1");
    let subnet = ec2(&twin, account, &run).all("subnetId").swap_remove(0);
    assert!(before[1].contains(&subnet), "{subnet}");
    let after = ["DescribeVpcs", "DescribeRouteTables"].map(seen);
    assert_eq!([&before[0], &before[3]], after.each_ref());
    assert_eq!(regions(&twin), 1);
}

#[test]
fn the_first_change_gets_the_same_ids_whoever_has_looked() {
    let run = format!("RunInstances&ImageId={IMAGE}&InstanceType=t3.micro&MinCount=2&MaxCount=2");
    let (one, other) = (Twin::empty(), Twin::empty());
    for _ in 0..3 {
        one.ec2("DescribeVpcs").ok();
        one.ec2("DescribeSubnets").ok();
    }
    assert_eq!(one.ec2(&run).anonymous(), other.ec2(&run).anonymous());
    assert_eq!(one.ec2("DescribeVpcs").anonymous(), other.ec2("DescribeVpcs").anonymous());
}

fn start() -> Timestamp {
    START.parse().expect("a time")
}

fn token(n: usize, answer: usize, used: Timestamp) -> Token {
    let answer = "x".repeat(answer).into_boxed_str();
    Token { action: "RunInstances".into(), token: format!("t-{n}").into(), fingerprint: 0, answer, used }
}

#[test]
fn client_tokens_are_so_many_and_so_large() {
    let mut tokens = Tokens::default();
    let has = |tokens: &Tokens, n: usize, now| tokens.get("RunInstances", &format!("t-{n}").into(), now).is_some();
    for n in 0..MAX_TOKENS + 5 {
        tokens.insert(token(n, 1, start()));
    }
    assert_eq!(tokens.len(), MAX_TOKENS);
    assert_eq!([4, 5, MAX_TOKENS + 4].map(|n| has(&tokens, n, start())), [false, true, true], "the oldest go");
    tokens.insert(token(MAX_TOKENS + 5, MAX_ANSWERS - 10, start()));
    assert_eq!(tokens.len(), 11);
    // They expire by the clock.
    let later = start() + TOKEN_LIFE - SignedDuration::from_nanos(1);
    assert!(has(&tokens, MAX_TOKENS + 5, later) && !has(&tokens, MAX_TOKENS + 5, start() + TOKEN_LIFE));
    tokens.insert(token(0, 1, start() + TOKEN_LIFE));
    assert_eq!(tokens.len(), 1);
    // They are saved in their order.
    let text = serde_json::to_string(&tokens).expect("JSON");
    let again: Tokens = serde_json::from_str(&text).expect("the same");
    assert_eq!(serde_json::to_string(&again).expect("JSON"), text);
}

/// A region of ECS, changed.
fn in_a_region(change: impl FnOnce(&mut twinstance::domain::place::PlaceMut<'_>)) {
    let scope = Scope { cloud: Cloud::Alibaba, account: "1".into(), region: "cn-hangzhou" };
    let (mut world, mut notices) = (World::new(1, Rules::default()), Notices::none());
    world.open(&scope);
    change(&mut world.place_mut(&scope, start(), &mut notices).expect("an open region"));
}

#[test]
fn finished_tasks_are_so_many() {
    in_a_region(|at| {
        let resource = "i-1".into();
        let pending: Vec<_> = (0..10).map(|_| task::begin(at, "A", &resource)).collect();
        for _ in 0..MAX_FINISHED + 20 {
            let id = task::begin(at, "A", &resource);
            task::finish(at, &id);
        }
        assert_eq!(at.region.tasks.len(), MAX_FINISHED + pending.len());
        assert!(pending.iter().all(|id| at.region.tasks.contains_key(id)), "those in progress stay");
    });
}

#[test]
fn counters_of_keys_are_so_many() {
    in_a_region(|at| {
        for n in 0..u32::from(KeysMade::COUNTERS) * 3 {
            key_pair::note_made(at, &format!("key-{n}").into());
        }
        let count = at.region.keys_made.len();
        assert!(count > 3000 && count <= usize::from(KeysMade::COUNTERS), "{count}");
    });
}

#[test]
fn changes_of_credits_are_so_many() {
    let twin = Twin::with("[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"");
    let id = "i-00000000000000001".into();
    let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
    let marks = |count: usize, step: fn(Timestamp, usize) -> Load| {
        for n in 0..count {
            twin.advance("10m");
            let mut simulation = twin.app.simulation.lock();
            let (_, now) = simulation.run_due_events();
            let mut at = simulation.place_mut(&scope, now).expect("a region");
            credits::set_load(&mut at, &id, step(now, n));
        }
        let mut simulation = twin.app.simulation.lock();
        let (world, now) = simulation.run_due_events();
        let at = world.place(&scope, None, "", now).expect("a region");
        let meter = at.region.instances.get(&id).and_then(|instance| instance.meter.clone());
        meter.expect("a meter").marks().len()
    };
    assert_eq!(marks(MAX_MARKS + 50, |_, n| Load::steady((n % 2) as f64).expect("a load")), MAX_MARKS);
    // What has as many steps as there may be is kept 16 times.
    let long = |now: Timestamp, n: usize| {
        let minute = SignedDuration::from_mins(1);
        let steps = (0..MAX_STEPS).map(|step| Step::new(minute, ((n + step) % 100) as f64).expect("a step"));
        Load::steps(now.as_millisecond(), steps.collect(), true).expect("a load")
    };
    assert_eq!(marks(40, long), 16);
    twin.advance(&format!("{}h", 456 * 24));
    let after = marks(1, |_, _| Load::default());
    assert_eq!(after, 2, "the last one before 455 days says what was then");
}

#[test]
fn loads_are_so_long() {
    let twin = Twin::with("[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"");
    let set = |body: &serde_json::Value| super::send(&twin, "POST", "/_twin/load", body.to_string()).status;
    let steps = |count: usize| vec![serde_json::json!({ "for": "1m", "cpu": 1 }); count];
    let body = |count| serde_json::json!({ "instance": "i-00000000000000001", "steps": steps(count) });
    assert_eq!((set(&body(MAX_STEPS)), set(&body(MAX_STEPS + 1))), (200, 400));
    let ids = |count: usize| vec!["i-00000000000000001"; count];
    let body = |count| serde_json::json!({ "instances": ids(count), "cpu": 1 });
    assert_eq!((set(&body(1000)), set(&body(1001))), (200, 400));
}

#[test]
fn grants_of_launch_credits_are_so_many() {
    let twin = Twin::empty();
    let launch = format!("RunInstances&ImageId={IMAGE}&InstanceType=t2.micro&MinCount=60&MaxCount=60");
    let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
    for _ in 0..4 {
        twin.ec2(&launch).ok();
        twin.advance("1h");
    }
    let mut simulation = twin.app.simulation.lock();
    let (world, now) = simulation.run_due_events();
    let at = world.place(&scope, None, "", now).expect("a region");
    assert_eq!(at.region.launch_grants.len(), LAUNCHES_A_DAY);
}

#[test]
fn metrics_of_terminated_instances_are_so_many() {
    let twin = Twin::empty();
    let launch = format!("RunInstances&ImageId={IMAGE}&InstanceType=t3.micro&MinCount=1&MaxCount=1");
    let id = twin.ec2(&launch).one("instanceId");
    let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
    let mut simulation = twin.app.simulation.lock();
    let (world, now) = simulation.run_due_events();
    let place = world.place(&scope, None, "", now).expect("a region");
    let mut instance = place.region.instances.get(&id).expect("an instance").clone();
    let mut ended = EndedMeters::default();
    for n in 0..MAX_ENDED + 5 {
        instance.id = format!("i-{n:017x}").into();
        ended.add(&instance);
    }
    assert_eq!(ended.len(), MAX_ENDED);
    let has = |n: usize| ended.get(&format!("i-{n:017x}")).is_some();
    assert_eq!([4, 5, MAX_ENDED + 4].map(has), [false, true, true], "the oldest go");
    // They are saved in their order.
    let text = serde_json::to_string(&ended).expect("JSON");
    let again: EndedMeters = serde_json::from_str(&text).expect("the same");
    assert_eq!(serde_json::to_string(&again).expect("JSON"), text);
}

/// A call that puts an alarm of this name on a metric that nobody publishes.
fn put_alarm(twin: &Twin, name: &str) -> Answer {
    let body = format!(
        "Version=2010-08-01&Action=PutMetricAlarm&AlarmName={name}&Namespace=N&MetricName=M&Statistic=Sum&Period=300\
         &EvaluationPeriods=1&Threshold=1&ComparisonOperator=GreaterThanThreshold"
    );
    twin.request("POST", "", &[], &body)
}

#[test]
fn roles_are_so_many() {
    let twin = Twin::empty();
    let scope = "123456789012/20261121/us-east-1/iam/aws4_request";
    let header = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
    let iam = |call: &str| {
        twin.request("POST", "", &[("authorization", &header)], &format!("Version=2010-05-08&Action={call}"))
    };
    let trust = "AssumeRolePolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D";
    for n in 0..MAX_ENTITIES {
        iam(&format!("CreateRole&RoleName=r{n}&{trust}")).ok();
        iam(&format!("CreateInstanceProfile&InstanceProfileName=p{n}")).ok();
    }
    assert_eq!(iam(&format!("CreateRole&RoleName=more&{trust}")).error().1, "LimitExceeded");
    assert_eq!(iam("CreateInstanceProfile&InstanceProfileName=more").error().1, "LimitExceeded");
    iam("DeleteRole&RoleName=r7").ok();
    iam(&format!("CreateRole&RoleName=more&{trust}")).ok();
}

#[test]
fn sessions_are_so_many() {
    let twin = Twin::empty();
    let call =
        "Version=2015-04-01&Format=JSON&Action=AssumeRole&RoleArn=acs:ram::1234567890123456:role/r&RoleSessionName=me";
    let key = |answer: &Answer| answer.json()["Credentials"]["AccessKeyId"].as_str().expect("a key").to_owned();
    let first = key(&twin.get(&format!("{call}&DurationSeconds=900"), &[]));
    let mut last = String::new();
    for _ in 0..MAX_SESSIONS {
        last = key(&twin.get(call, &[]));
    }
    let (world, _) = twin.app.copy_world();
    assert!(!world.sessions.contains_key(&*first) && world.sessions.contains_key(&*last));
    twin.advance("26h");
    twin.get(call, &[]).ok();
    assert!(!twin.app.copy_world().0.sessions.contains_key(&*last));
}

#[test]
fn alarms_are_so_many() {
    let twin = Twin::empty();
    for n in 0..MAX_ALARMS {
        put_alarm(&twin, &format!("alarm-{n}")).ok();
    }
    assert_eq!(put_alarm(&twin, "one-more").error().1, "LimitExceeded");
    put_alarm(&twin, "alarm-7").ok();
    // They have one event in the queue.
    assert_eq!(twin.app.simulation.lock().world.pending_event_count(), 1);
}

#[test]
fn the_history_of_alarms_is_so_long() {
    let twin = Twin::empty();
    put_alarm(&twin, "alarm").ok();
    let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
    let length = |change: &dyn Fn(&mut twinstance::domain::place::PlaceMut<'_>)| {
        let mut simulation = twin.app.simulation.lock();
        let (_, now) = simulation.run_due_events();
        let mut at = simulation.place_mut(&scope, now).expect("a region");
        change(&mut at);
        at.region.alarms.history().len()
    };
    let toggled = length(&|at| {
        (0..MAX_HISTORY + 5).for_each(|n| alarms::set_actions_enabled(at, &"alarm".into(), n % 2 == 1));
    });
    assert_eq!(toggled, MAX_HISTORY);
    twin.advance(&format!("{}h", 31 * 24));
    assert_eq!(length(&|at| alarms::delete(at, &"alarm".into())), 1, "that of 30 days goes");
}

#[test]
fn published_metrics_have_so_many_bytes() {
    let twin = Twin::new("custom_metrics_bytes = 20000", "");
    for n in 0..500 {
        twin.advance("1m");
        let body = format!(
            "Version=2010-08-01&Action=PutMetricData&Namespace=N&MetricData.1.MetricName=metric-{}&MetricData.1.Value={n}",
            n % 3
        );
        twin.request("POST", "", &[], &body).ok();
    }
    let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
    let mut simulation = twin.app.simulation.lock();
    let (world, now) = simulation.run_due_events();
    let custom = &world.place(&scope, None, "", now).expect("a region").region.custom;
    assert!((15_000..=20_000).contains(&custom.bytes()), "{}", custom.bytes());
    let values = |name: &str| {
        let metric = twinstance::domain::metrics::Metric::new("N".into(), name.into(), Vec::new());
        custom.get(&metric).expect("a metric").iter().map(|sample| sample.datum.sum).collect::<Vec<_>>()
    };
    let all = ["metric-0", "metric-1", "metric-2"].map(values);
    assert!(all.iter().all(|values| values.len() > 80 && values.len() < 150), "the oldest go, of whichever metric");
    assert_eq!(all.map(|values| values.last().copied()), [Some(498.0), Some(499.0), Some(497.0)]);
    // What is saved has the same bytes.
    let text = serde_json::to_string(&**custom).expect("JSON");
    let again: twinstance::domain::metrics::CustomMetrics = serde_json::from_str(&text).expect("the same");
    assert_eq!((again.bytes(), serde_json::to_string(&again).expect("JSON")), (custom.bytes(), text));
}
