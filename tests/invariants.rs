//! What holds whatever is called: capacity is conserved, states follow their edges, a refusal changes nothing, and the
//! same calls to the same seed give the same bytes.

mod calls;
mod control;
mod disks;
pub mod moment;
mod mutants;
mod networks;
pub mod seen;
mod steps;
mod turn;

use crate::support::{Answer, Twin};
use calls::{WORLD, call, take};
use proptest::collection::vec;
use proptest::prelude::*;
use seen::Seen;
use steps::{any_step, capacity_step};
use turn::Turn;

fn twin(instant: bool) -> Twin {
    Twin::new(if instant { "transitions = \"instant\"" } else { "transitions = \"realistic\"" }, WORLD)
}

/// All that the API shows of the world, without the ids of its answers.
fn dump(twin: &Twin) -> Vec<String> {
    let answers = [
        twin.ec2("DescribeInstances"),
        twin.ec2("DescribeCapacityReservations"),
        twin.ec2("DescribeInstanceCreditSpecifications"),
        twin.ecs_xml("DescribeInstances"),
        twin.ecs_xml("DescribeInstanceStatus&RegionId=cn-hangzhou"),
    ];
    let attributes =
        (1..=3).map(|n| twin.ecs_xml(&format!("DescribeInstanceAttribute&InstanceId=i-bp10000000000000000{n}")));
    answers.into_iter().chain(attributes).map(|answer| answer.anonymous()).collect()
}

/// A filter finds the same by the value and by a pattern, for which every instance is looked at.
fn same_found(twin: &Twin, filter: &str, value: &str) -> Result<(), TestCaseError> {
    let find = |value: &str| {
        let text = twin.ec2(&format!("DescribeInstances&Filter.1.Name={filter}&Filter.1.Value.1={value}"));
        text.all("instanceId")
    };
    prop_assert_eq!(find(value), find(&format!("{value}*")), "{} {}", filter, value);
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(80))]

    #[test]
    fn capacity_is_conserved_and_states_follow_their_edges(instant: bool, steps in vec(capacity_step(), 1..30)) {
        let twin = twin(instant);
        let mut before = Seen::of(&twin);
        moment::check(&twin, &before);
        for step in &steps {
            let call = call(&before, step);
            let refused = take(&twin, &before, step).is_some_and(|answer| answer.0.status != 200);
            let after = Seen::of(&twin);
            moment::check(&twin, &after);
            if refused {
                prop_assert_eq!(&before, &after, "{:?} was refused", call);
            } else {
                Turn { before: &before, after: &after, call: call.as_ref(), instant }.check();
            }
            before = after;
        }
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn a_refusal_changes_nothing(instant: bool, steps in vec(any_step(), 1..30)) {
        let twin = twin(instant);
        let mut before = dump(&twin);
        for step in &steps {
            let seen = Seen::of(&twin);
            let refused = take(&twin, &seen, step).is_some_and(|answer| answer.0.status != 200);
            let after = dump(&twin);
            if refused {
                prop_assert_eq!(&before, &after, "{:?} was refused", step);
            }
            before = after;
        }
    }

    #[test]
    fn what_instances_are_found_by_finds_what_a_look_at_all_finds(instant: bool, steps in vec(any_step(), 1..30)) {
        let twin = twin(instant);
        for (n, step) in steps.iter().enumerate() {
            let seen = Seen::of(&twin);
            take(&twin, &seen, step);
            for id in seen.instances.keys().skip(n % 3).step_by(2) {
                let action = if n % 4 == 0 { "DeleteTags" } else { "CreateTags" };
                twin.ec2(&format!("{action}&ResourceId.1={id}&Tag.1.Key=n&Tag.1.Value=v{}", n / 2));
            }
            let all = twin.ec2("DescribeInstances");
            for (filter, element) in [("instance-type", "instanceType"), ("vpc-id", "vpcId"), ("tag:n", "value")] {
                for value in all.all(element) {
                    same_found(&twin, filter, &value)?;
                }
            }
            for state in ["pending", "running", "stopping", "stopped", "shutting-down", "terminated"] {
                same_found(&twin, "instance-state-name", state)?;
            }
        }
    }

    #[test]
    fn same_seed_and_same_calls_give_the_same_bytes(instant: bool, steps in vec(any_step(), 1..30)) {
        let (one, other) = (twin(instant), twin(instant));
        for step in &steps {
            let (seen, also) = (Seen::of(&one), Seen::of(&other));
            match (take(&one, &seen, step), take(&other, &also, step)) {
                (Some(Answer(a)), Some(Answer(b))) => {
                    prop_assert_eq!((a.status, a.content_type, a.code, a.headers), (b.status, b.content_type, b.code, b.headers));
                    prop_assert_eq!(a.body, b.body);
                }
                (a, b) => prop_assert!(a.is_none() && b.is_none()),
            }
        }
        prop_assert_eq!(dump(&one), dump(&other));
    }

    #[test]
    fn another_seed_gives_other_ids(one in 0..1000u64, other in 1000..2000u64) {
        let launch = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1";
        let [one, other] = [one, other].map(|seed| Twin::new(&format!("seed = {seed}"), ""));
        let [a, b] = [&one, &other].map(|twin| twin.ec2(launch));
        for element in ["requestId", "instanceId", "reservationId", "networkInterfaceId"] {
            prop_assert_ne!(a.one(element), b.one(element), "{}", element);
        }
        prop_assert_ne!(&a.all("subnetId")[0], &b.all("subnetId")[0]);
        let [a, b] = [&one, &other].map(|twin| twin.ec2("DescribeVolumes").all("volumeId").remove(0));
        prop_assert_ne!(a, b);
    }
}
