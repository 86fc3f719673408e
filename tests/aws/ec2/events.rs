//! What AWS would tell over EventBridge.

use crate::support::Twin;
use serde_json::{Value, json};
use twinstance::aws::ec2::events::event;
use twinstance::domain::notice::{Notice, NoticeRecord};

/// The events after the one of this number.
fn events(twin: &Twin, after: u64) -> Vec<Value> {
    let mut simulation = twin.app.simulation.lock();
    simulation.run_due_events();
    let seed = simulation.world.seed();
    let event = |told: &NoticeRecord| match &told.notice {
        Notice::Aws(notice) => Some(event(seed, told, notice)),
        Notice::Alibaba(_) => None,
    };
    simulation.notices.after(after).filter_map(event).collect()
}

/// Time, instance and state of each.
fn states(events: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    events.iter().map(|event| (text(&event["time"]), text(&event["detail"]["state"]))).collect()
}

#[test]
fn an_instance_tells_of_its_states() {
    let twin = Twin::new("transitions = \"realistic\"", "");
    let run = format!("RunInstances&ImageId={}&InstanceType=t3.micro&MinCount=1&MaxCount=1", crate::aws::ec2::IMAGE);
    let id = twin.ec2(&run).one("instanceId");
    let [pending] = &events(&twin, 0)[..] else { panic!("one event") };
    let id_of_event = pending["id"].as_str().expect("an id");
    assert_eq!(id_of_event.len(), 36);
    assert_eq!(
        *pending,
        json!({
            "version": "0",
            "id": id_of_event,
            "detail-type": "EC2 Instance State-change Notification",
            "source": "aws.ec2",
            "account": "123456789012",
            "time": "2026-11-21T08:00:00Z",
            "region": "us-east-1",
            "resources": [format!("arn:aws:ec2:us-east-1:123456789012:instance/{id}")],
            "detail": { "instance-id": id, "state": "pending" },
        })
    );
    twin.advance("1m");
    twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
    twin.advance("1m");
    twin.ec2(&format!("StartInstances&InstanceId.1={id}")).ok();
    twin.advance("1m");
    twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
    twin.advance("1m");
    let wanted = [
        ("08:00:20", "running"),
        ("08:01:00", "stopping"),
        ("08:01:30", "stopped"),
        ("08:02:00", "pending"),
        ("08:02:20", "running"),
        ("08:03:00", "shutting-down"),
        ("08:03:30", "terminated"),
    ];
    let wanted = wanted.map(|(time, state)| (format!("2026-11-21T{time}Z"), state.to_owned()));
    assert_eq!(states(&events(&twin, 1)), wanted);
}

const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000a"
    type = "m5.large"
    zone = "us-east-1b"
    count = 5
    allocation = { id = "cr-0000000000000000b", count = 3 }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-0000000000000000b"
"#;

fn update(twin: &Twin, target: u32) {
    let call = "UpdateInterruptibleCapacityReservationAllocation&CapacityReservationId=cr-0000000000000000a";
    twin.ec2(&format!("{call}&TargetInstanceCount={target}")).ok();
}

#[test]
fn an_interruption_is_told_two_minutes_before() {
    let twin = Twin::with(WORLD);
    assert!(events(&twin, 0).is_empty(), "what a scenario describes has no history");
    update(&twin, 0);
    let [warning] = &events(&twin, 0)[..] else { panic!("one event") };
    assert_eq!(warning["detail-type"], "EC2 Capacity Reservation Instance Interruption Warning");
    assert_eq!(warning["resources"], json!(["arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001"]));
    let detail = json!({
        "instance-id": "i-00000000000000001",
        "instance-action": "terminate",
        "instance-termination-time": "2026-11-21T08:02:00Z",
        "azId": "use1-az4",
    });
    assert_eq!((&warning["time"], &warning["detail"]), (&"2026-11-21T08:00:00Z".into(), &detail));
    twin.advance("2m");
    let after = events(&twin, 1);
    assert_eq!(after.len(), 3, "{after:?}");
    assert_eq!(after[0]["detail"]["state"], "shutting-down");
    assert_eq!(after[1]["detail"]["state"], "terminated");
    assert_eq!(after[2]["detail-type"], "EC2 Interruptible Capacity Reservation Allocation Reclamation Completed");
    let source = "arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-0000000000000000a";
    assert_eq!(after[2]["resources"], json!([source]));
    let detail = json!({
        "sourceCapacityReservationId": "cr-0000000000000000a",
        "instanceType": "m5.large",
        "availabilityZoneId": "use1-az4",
        "TotalInstanceCount": 5,
        "ReclaimedInstanceCount": 3,
        "targetInstanceCount": 0,
    });
    assert_eq!((&after[2]["time"], &after[2]["detail"]), (&"2026-11-21T08:02:00Z".into(), &detail));
}

#[test]
fn lending_more_reclaims_nothing() {
    let twin = Twin::with(WORLD);
    update(&twin, 4);
    assert!(events(&twin, 0).is_empty());
    update(&twin, 2);
    let [completed] = &events(&twin, 0)[..] else { panic!("one event") };
    let counts = ["TotalInstanceCount", "ReclaimedInstanceCount", "targetInstanceCount"];
    assert_eq!(counts.map(|name| completed["detail"][name].as_u64()), [Some(3), Some(2), Some(2)]);
}

#[test]
fn what_has_happened_is_told_although_the_world_is_replaced_before_anybody_looks() {
    let twin = Twin::new("transitions = \"realistic\"", WORLD);
    twin.app.take_snapshot("begin".to_owned()).expect("a whole world");
    let replace: [&dyn Fn(); 3] =
        [&|| assert!(twin.app.reset().is_ok()), &|| assert!(twin.app.reset_account("123456789012").is_ok()), &|| {
            assert!(twin.app.restore_snapshot("begin"))
        }];
    for (round, replace) in (0..).zip(replace) {
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        {
            // As a clock that runs: nothing is run when it gets there.
            let mut simulation = twin.app.simulation.lock();
            let later = simulation.clock.now() + jiff::SignedDuration::from_mins(1);
            simulation.clock.set(later).expect("a later time");
        }
        replace();
        let told = states(&events(&twin, round * 2));
        assert_eq!(told.iter().map(|(_, state)| state.as_str()).collect::<Vec<_>>(), ["stopping", "stopped"]);
    }
}

#[test]
fn ids_follow_from_the_seed() {
    let ids = |seed| {
        let twin = Twin::new(&format!("seed = {seed}"), WORLD);
        update(&twin, 0);
        twin.advance("5m");
        events(&twin, 0).iter().map(|event| event["id"].to_string()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(ids(1).len(), 4);
    assert_eq!(ids(1), ids(1));
    assert!(ids(1).is_disjoint(&ids(2)));
}
