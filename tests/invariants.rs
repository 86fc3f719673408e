//! What holds whatever is called: capacity is conserved, states follow their edges, a refusal changes nothing, and the
//! same calls to the same seed give the same bytes.

mod steps;

use crate::support::{Answer, Twin};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use steps::{Reservation, Seen, Step, WORLD, any_step, capacity_step, take};

/// An instance's next states: what a call does.
const CALLED: &[(&str, &str)] = &[
    ("", "pending"),
    ("running", "stopping"),
    ("stopped", "pending"),
    ("pending", "shutting-down"),
    ("running", "shutting-down"),
    ("stopping", "shutting-down"),
    ("stopped", "shutting-down"),
];

/// And what happens by itself.
const BY_ITSELF: &[(&str, &str)] =
    &[("pending", "running"), ("stopping", "stopped"), ("shutting-down", "terminated"), ("terminated", "")];

/// And to those whose capacity is taken back.
const INTERRUPTED: &[(&str, &str)] = &[("pending", "shutting-down"), ("running", "shutting-down")];

const ALLOCATION: &[(&str, &str)] = &[
    ("", "pending"),
    ("pending", "active"),
    ("active", "updating"),
    ("updating", "active"),
    ("active", "canceling"),
    ("canceling", "canceled"),
    // Another allocation of the same source.
    ("canceled", "pending"),
];

/// Whether one state leads to another in at most so many steps.
fn leads(edges: &[(&str, &str)], from: &str, to: &str, steps: usize) -> bool {
    from == to || (steps > 0 && edges.iter().any(|(a, b)| *a == from && leads(edges, b, to, steps - 1)))
}

fn used(reservation: &Reservation) -> u32 {
    reservation.capacity_allocation_set.iter().flat_map(|set| &set.item).map(|used| used.count).sum()
}

/// What a reservation holds together with all that it lends.
fn holds(seen: &Seen, source: &Reservation) -> u32 {
    let lent = seen.reservations.values().filter(|lent| {
        let info = lent.interruption_info.as_ref();
        info.is_some_and(|info| info.source_capacity_reservation_id == source.capacity_reservation_id)
    });
    source.total_instance_count + lent.map(|lent| lent.total_instance_count).sum::<u32>()
}

/// What must hold at any moment.
fn check_moment(seen: &Seen, reserved: &mut BTreeMap<String, u32>) {
    for (id, reservation) in &seen.reservations {
        let used = used(reservation);
        let named = |instance: &&steps::Instance| instance.capacity_reservation_id.as_ref() == Some(id);
        let users = seen.instances.values().filter(named);
        assert!(users.clone().all(|user| !matches!(user.instance_state.name.as_str(), "stopped" | "terminated")));
        assert_eq!(used as usize, users.count(), "{id} is used by those that name it");
        assert!(used <= reservation.total_instance_count, "{id} holds {reservation:?}");
        let room = if reservation.state == "active" { reservation.total_instance_count - used } else { 0 };
        assert_eq!(reservation.available_instance_count, room, "{id}: {reservation:?}");
        if reservation.interruption_info.is_none() {
            let together = holds(seen, reservation);
            assert_eq!(together, *reserved.entry(id.clone()).or_insert(together), "{id} and what it lends");
        } else if reservation.state == "cancelled" {
            assert_eq!(reservation.total_instance_count, 0, "{id} has given everything back");
        }
        let Some(allocation) = &reservation.interruptible_capacity_allocation else { continue };
        if let Some(lent) =
            allocation.interruptible_capacity_reservation_id.as_ref().map(|lent| &seen.reservations[lent])
        {
            assert_eq!(allocation.instance_count, lent.total_instance_count, "{id} counts what it lends");
        }
        if matches!(allocation.status.as_str(), "pending" | "active" | "canceled") {
            assert_eq!(allocation.instance_count, allocation.target_instance_count, "{id} is at its target");
        }
    }
}

/// What must hold from one moment to the next.
fn check_step(before: &Seen, after: &Seen, step: &Step, instant: bool) {
    let passes = matches!(step, Step::Advance(_));
    let status = |seen: &Seen, id: &str| {
        let allocation = seen.reservations.get(id)?.interruptible_capacity_allocation.as_ref()?;
        Some(allocation.status.clone())
    };
    for id in after.reservations.keys() {
        let (from, to) = (status(before, id).unwrap_or_default(), status(after, id).unwrap_or_default());
        // In an instant world an update has begun and ended before anybody can look.
        let steps = if instant { 2 } else { 1 };
        assert!(leads(ALLOCATION, &from, &to, steps), "an allocation went from {from:?} to {to:?}");
        assert!(
            !passes || from == to || !matches!(to.as_str(), "pending" | "updating" | "canceling"),
            "{to} by itself"
        );
    }
    let ids = before.instances.keys().chain(after.instances.keys());
    for id in ids {
        let name = |seen: &Seen| {
            seen.instances.get(id).map(|instance| instance.instance_state.name.clone()).unwrap_or_default()
        };
        let (from, to) = (name(before), name(after));
        let borrowed = before.instances.get(id).is_some_and(|instance| instance.instance_lifecycle.is_some());
        let by_itself = [BY_ITSELF, if borrowed { INTERRUPTED } else { &[] }].concat();
        let fine = match (passes, instant) {
            (true, _) => leads(&by_itself, &from, &to, 4),
            (false, false) => leads(CALLED, &from, &to, 1),
            (false, true) => CALLED.iter().any(|(a, b)| *a == from && leads(&BY_ITSELF[..3], b, &to, 1)) || from == to,
        };
        assert!(fine, "{id} went from {from:?} to {to:?} in {step:?}");
    }
}

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
    answers.into_iter().chain(attributes).map(|answer| anonymous(&answer)).collect()
}

fn anonymous(answer: &Answer) -> String {
    let body = &answer.0.body;
    let ids = answer.all("requestId").into_iter().chain(answer.all("RequestId"));
    ids.fold(body.clone(), |body, id| body.replace(&id, ""))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn capacity_is_conserved_and_states_follow_their_edges(instant: bool, steps in vec(capacity_step(), 1..30)) {
        let twin = twin(instant);
        let mut reserved = BTreeMap::new();
        let mut before = Seen::of(&twin);
        check_moment(&before, &mut reserved);
        for step in &steps {
            take(&twin, &before, step, "");
            let after = Seen::of(&twin);
            check_moment(&after, &mut reserved);
            check_step(&before, &after, step, instant);
            before = after;
        }
    }

    #[test]
    fn a_refusal_changes_nothing(instant: bool, steps in vec(any_step(), 1..30)) {
        let twin = twin(instant);
        let mut before = dump(&twin);
        for step in &steps {
            let seen = Seen::of(&twin);
            let refused = take(&twin, &seen, step, "").is_some_and(|answer| answer.0.status != 200);
            let after = dump(&twin);
            if refused {
                prop_assert_eq!(&before, &after, "{:?} was refused", step);
            }
            before = after;
        }
    }

    #[test]
    fn same_seed_and_same_calls_give_the_same_bytes(instant: bool, steps in vec(any_step(), 1..30)) {
        let (one, other) = (twin(instant), twin(instant));
        for step in &steps {
            let (seen, also) = (Seen::of(&one), Seen::of(&other));
            match (take(&one, &seen, step, ""), take(&other, &also, step, "")) {
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
        let [a, b] = [one, other].map(|seed| Twin::new(&format!("seed = {seed}"), "").ec2(launch));
        for element in ["requestId", "instanceId", "reservationId", "volumeId", "networkInterfaceId"] {
            prop_assert_ne!(a.one(element), b.one(element), "{}", element);
        }
        prop_assert_ne!(&a.all("subnetId")[0], &b.all("subnetId")[0]);
    }
}
