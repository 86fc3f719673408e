//! UpdateInterruptibleCapacityReservationAllocation where instances run in what is taken back.

use super::*;

/// What a world with three users of four lent shows of them.
fn states(twin: &Twin) -> [String; 3] {
    [1, 2, 3].map(|n| state(twin, &user(n)))
}

fn instance(twin: &Twin, n: u32) -> Answer {
    twin.ec2(&format!("DescribeInstances&InstanceId.1={}", user(n)))
}

fn act(twin: &Twin, action: &str, n: u32) -> Answer {
    twin.ec2(&format!("{action}Instances&InstanceId.1={}", user(n)))
}

#[test]
fn what_is_not_in_use_goes_first() {
    let twin = Twin::new(REALISTIC, &lending(3));
    assert_eq!(picture(&twin), "6/6 source, 4/1 lent active, 4 of 4 active default");
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=3")), "3 of 3 updating");
    twin.advance("10s");
    assert_eq!(picture(&twin), "7/7 source, 3/0 lent active, 3 of 3 active default");
    twin.advance("1h");
    assert_eq!(states(&twin), ["running", "running", "running"], "nobody had to go");
    assert_eq!(picture(&twin), "7/7 source, 3/0 lent active, 3 of 3 active default");
}

#[test]
fn running_instances_go_two_minutes_after_the_warning() {
    let twin = Twin::new(REALISTIC, &lending(3));
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=1")), "3 of 1 updating");
    let warned = "7/7 source, 3/0 lent active, 3 of 1 updating default";
    assert_eq!(picture(&twin), warned);
    twin.advance("1m59s");
    assert_eq!(states(&twin), ["running", "running", "running"]);
    assert_eq!(picture(&twin), warned);
    twin.advance("999ms");
    assert_eq!(states(&twin), ["running", "running", "running"]);
    twin.advance("1ms");
    assert_eq!(states(&twin), ["shutting-down", "shutting-down", "running"], "the longest running first");
    assert_eq!(picture(&twin), warned, "who shuts down still holds capacity");
    twin.advance("29s");
    assert_eq!(states(&twin), ["shutting-down", "shutting-down", "running"]);
    assert_eq!(picture(&twin), warned);
    twin.advance("1s");
    assert_eq!(states(&twin), ["terminated", "terminated", "running"]);
    assert_eq!(picture(&twin), "9/9 source, 1/0 lent active, 1 of 1 active default");
}

#[test]
fn the_two_minutes_hold_in_an_instant_world_too() {
    let twin = Twin::with(&lending(3));
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=2")), "3 of 2 updating");
    twin.advance("1m59s");
    assert_eq!(states(&twin), ["running", "running", "running"]);
    assert_eq!(picture(&twin), "7/7 source, 3/0 lent active, 3 of 2 updating default");
    twin.advance("1s");
    assert_eq!(states(&twin), ["terminated", "running", "running"]);
    assert_eq!(picture(&twin), "8/8 source, 2/0 lent active, 2 of 2 active default");
}

#[test]
fn a_long_step_of_the_clock_passes_through_the_same_moments() {
    let twin = Twin::new(REALISTIC, &lending(3));
    update(&twin, "&TargetInstanceCount=0").ok();
    twin.advance("10m");
    assert_eq!(states(&twin), ["terminated", "terminated", "terminated"]);
    let reason = instance(&twin, 1).one("reason");
    assert_eq!(reason, "Server.CapacityReservationInterruption (2026-11-21 08:02:00 GMT)");
    assert_eq!(
        instance(&twin, 1).all("message"),
        ["Server.CapacityReservationInterruption: Interruptible capacity was reclaimed"]
    );
    twin.advance("52m29s");
    assert_eq!(states(&twin), ["terminated", "terminated", "terminated"]);
    twin.advance("1s");
    assert_eq!(instance(&twin, 1).error().1, "InvalidInstanceID.NotFound", "an hour after 08:02:30");
}

#[test]
fn those_started_first_go_first() {
    let twin = Twin::new(REALISTIC, &lending(2));
    act(&twin, "Stop", 1).ok();
    twin.advance("1m");
    act(&twin, "Start", 1).ok();
    twin.advance("1m");
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=1")), "2 of 1 updating");
    twin.advance("2m30s");
    assert_eq!((state(&twin, &user(1)), state(&twin, &user(2))), ("running".into(), "terminated".into()));
}

#[test]
fn nobody_gets_into_what_is_taken_back() {
    let twin = Twin::new(REALISTIC, &lending(3));
    act(&twin, "Stop", 3).ok();
    twin.advance("1m");
    update(&twin, "&TargetInstanceCount=1").ok();
    let text = "The capacity of the interruptible capacity reservation 'cr-0000000000000000b' is being reclaimed.";
    let unavailable = refused("InvalidCapacityReservationState.Unavailable", text);
    assert_eq!(launch(&twin, &interruptible(LENT)).error(), unavailable);
    assert_eq!(act(&twin, "Start", 3).error(), unavailable);
    assert_eq!(state(&twin, &user(3)), "stopped");
    twin.advance("2m30s");
    assert_eq!(picture(&twin), "9/9 source, 1/0 lent active, 1 of 1 active default");
    let full = refused("ReservationCapacityExceeded", EXCEEDED);
    assert_eq!(launch(&twin, &interruptible(LENT)).error(), full, "done, and full");
    assert_eq!(act(&twin, "Start", 3).error(), full);
}

#[test]
fn an_update_that_is_sent_again_is_answered_again() {
    let twin = Twin::new(REALISTIC, &lending(3));
    let change = "&TargetInstanceCount=1";
    assert_eq!(updated(&update(&twin, change)), "3 of 1 updating");
    let before = picture(&twin);
    twin.advance("1m");
    assert_eq!(updated(&update(&twin, change)), "3 of 1 updating");
    assert_eq!(updated(&update(&twin, &format!("{change}&ZeroSizePreference=default"))), "3 of 1 updating");
    assert_eq!(picture(&twin), before);
    for other in
        ["&TargetInstanceCount=2", "&ZeroSizePreference=default", "&TargetInstanceCount=1&ZeroSizePreference=retain"]
    {
        assert_eq!(update(&twin, other).error().1, "IncorrectState", "{other}");
    }
    twin.advance("1m30s");
    assert_eq!(states(&twin), ["terminated", "terminated", "running"], "two minutes after the first call");
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0")), "1 of 0 canceling");
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0")), "1 of 0 canceling");
}

#[test]
fn a_reservation_that_was_taken_back_goes_after_an_hour() {
    let twin = Twin::with(LENDING);
    update(&twin, "&TargetInstanceCount=0").ok();
    assert_eq!(picture(&twin), "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default");
    twin.advance("1h");
    let answer = twin.ec2(&format!("DescribeCapacityReservations&CapacityReservationId.1={LENT}"));
    assert_eq!(answer.error(), not_found(LENT));
    assert!(describe(&twin, SOURCE).all("status").is_empty(), "nor does the source show it");
    lend(&twin, SOURCE, 4, "").ok();
}

#[test]
fn a_warned_instance_may_be_terminated_early() {
    let twin = Twin::new(REALISTIC, &lending(3));
    update(&twin, "&TargetInstanceCount=1").ok();
    twin.advance("30s");
    act(&twin, "Terminate", 1).ok();
    twin.advance("29s");
    assert_eq!(picture(&twin), "7/7 source, 3/0 lent active, 3 of 1 updating default");
    twin.advance("1s");
    assert_eq!(states(&twin), ["terminated", "running", "running"]);
    assert_eq!(
        picture(&twin),
        "8/8 source, 2/0 lent active, 2 of 1 updating default",
        "its capacity goes back at once"
    );
    assert!(instance(&twin, 1).one("reason").starts_with("User initiated"), "it was not the reclaim");
    twin.advance("59s");
    assert_eq!(states(&twin), ["terminated", "running", "running"]);
    twin.advance("1s");
    assert_eq!(states(&twin), ["terminated", "shutting-down", "running"], "the other warning stands");
    twin.advance("30s");
    assert_eq!(states(&twin), ["terminated", "terminated", "running"], "no third one had to go");
    assert_eq!(picture(&twin), "9/9 source, 1/0 lent active, 1 of 1 active default");
}

#[test]
fn a_warned_instance_may_be_stopped() {
    let twin = Twin::new(REALISTIC, &lending(3));
    update(&twin, "&TargetInstanceCount=2").ok();
    twin.advance("1m");
    act(&twin, "Stop", 1).ok();
    assert_eq!(picture(&twin), "7/7 source, 3/0 lent active, 3 of 2 updating default");
    twin.advance("30s");
    assert_eq!(picture(&twin), "8/8 source, 2/0 lent active, 2 of 2 active default");
    twin.advance("10m");
    assert_eq!(states(&twin), ["stopped", "running", "running"], "the warning is void");
    update(&twin, "&TargetInstanceCount=3").ok();
    act(&twin, "Start", 1).ok();
    twin.advance("10m");
    assert_eq!(states(&twin), ["running", "running", "running"]);
    assert_eq!(picture(&twin), "7/7 source, 3/0 lent active, 3 of 3 active default");
}

#[test]
fn an_instance_that_is_leaving_anyway_needs_no_warning() {
    let twin = Twin::new(REALISTIC, &lending(3));
    act(&twin, "Terminate", 3).ok();
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=2")), "3 of 2 updating");
    twin.advance("30s");
    assert_eq!(picture(&twin), "8/8 source, 2/0 lent active, 2 of 2 active default");
    twin.advance("10m");
    assert_eq!(states(&twin), ["running", "running", "terminated"]);
}

#[test]
fn an_instance_that_still_boots_is_taken_too() {
    let twin = Twin::new(REALISTIC, LENDING);
    let id = launch(&twin, &interruptible(LENT)).one("instanceId");
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0&ZeroSizePreference=retain")), "1 of 0 updating");
    assert_eq!(state(&twin, &id), "pending");
    twin.advance("20s");
    assert_eq!(state(&twin, &id), "running");
    twin.advance("1m40s");
    assert_eq!(state(&twin, &id), "shutting-down");
    twin.advance("30s");
    assert_eq!(picture(&twin), "10/10 source, 0/0 lent active, 0 of 0 active retain");
}

#[test]
fn at_zero_it_is_canceled_once_the_last_has_gone() {
    let twin = Twin::new(REALISTIC, &lending(2));
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0")), "2 of 0 canceling");
    twin.advance("2m29s");
    assert_eq!(picture(&twin), "8/8 source, 2/0 lent active, 2 of 0 canceling default");
    let text =
        "The interruptible capacity allocation of the capacity reservation 'cr-0000000000000000a' is being changed.";
    assert_eq!(update(&twin, "&ZeroSizePreference=retain").error(), refused("IncorrectState", text), "too late");
    assert_eq!(cancel(&twin, SOURCE).error(), has_allocation(SOURCE));
    twin.advance("1s");
    assert_eq!(picture(&twin), "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default");
    assert_eq!(launch(&twin, &interruptible(LENT)).error(), not_active(LENT));
    cancel(&twin, SOURCE).ok();
}

#[test]
fn at_zero_it_is_retained_and_filled_again() {
    let twin = Twin::new(REALISTIC, &lending(2));
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0&ZeroSizePreference=retain")), "2 of 0 updating");
    twin.advance("2m29s");
    assert_eq!(picture(&twin), "8/8 source, 2/0 lent active, 2 of 0 updating retain");
    twin.advance("1s");
    assert_eq!(picture(&twin), "10/10 source, 0/0 lent active, 0 of 0 active retain");
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=3")), "3 of 3 updating");
    twin.advance("10s");
    launch(&twin, &interruptible(LENT)).ok();
    assert_eq!(picture(&twin), "7/7 source, 3/2 lent active, 3 of 3 active retain");
}

#[test]
fn what_comes_back_can_be_used_at_the_source() {
    let twin = Twin::new(REALISTIC, &lending(4));
    update(&twin, "&TargetInstanceCount=3").ok();
    let launches = |count: u32| {
        let range = format!("&MinCount={count}&MaxCount={count}{}", target(SOURCE));
        twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType=m5.large{range}"))
    };
    assert_eq!(launches(7).error(), refused("ReservationCapacityExceeded", EXCEEDED));
    twin.advance("2m30s");
    launches(7).ok();
    assert_eq!(picture(&twin), "7/0 source, 3/0 lent active, 3 of 3 active default");
}

#[test]
fn a_warning_is_void_once_enough_has_come_back() {
    let twin = Twin::new(REALISTIC, &lending(3));
    assert_eq!(updated(&update(&twin, "&TargetInstanceCount=2")), "3 of 2 updating");
    // Another goes, so that the one that was warned need not.
    act(&twin, "Terminate", 3).ok();
    twin.advance("40s");
    assert_eq!(picture(&twin), "8/8 source, 2/0 lent active, 2 of 2 active default");
    update(&twin, "&TargetInstanceCount=4").ok();
    twin.advance("5m");
    assert_eq!(states(&twin), ["running", "running", "terminated"]);
}
