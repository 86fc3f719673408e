mod cancel_capacity_reservation;
mod create_capacity_reservation;
mod create_capacity_reservation_by_splitting;
mod create_interruptible_capacity_reservation_allocation;
mod describe_capacity_reservations;
mod future_dated;
mod get_capacity_reservation_usage;
mod get_groups_for_capacity_reservation;
mod modify_capacity_reservation;
mod move_capacity_reservation_instances;
mod reclaiming;
mod update_interruptible_capacity_reservation_allocation;

use super::{IMAGE, MISMATCH, anonymous, elsewhere, invalid, lines, missing, refused, state, unknown, would_succeed};
use crate::support::{Answer, Twin};

const REALISTIC: &str = "transitions = \"realistic\"";

/// A source reservation, and the interruptible one that borrows from it.
const SOURCE: &str = "cr-0000000000000000a";
const LENT: &str = "cr-0000000000000000b";

const NOBODY: &str = "cr-0ffffffffffffffff";

/// A source of ten, of which four are lent.
const LENDING: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000a"
    type = "m5.large"
    count = 10
    allocation = { id = "cr-0000000000000000b", count = 4 }
"#;

/// The same, with this many instances that use what is lent: `i-00000000000000001` and so on.
fn lending(instances: u32) -> String {
    let instance =
        |n| format!("[[ec2.instance]]\nid = \"{}\"\ntype = \"m5.large\"\nreservation = \"{LENT}\"\n", user(n));
    (1..=instances).fold(LENDING.to_owned(), |world, n| world + &instance(n))
}

fn user(n: u32) -> String {
    format!("i-{n:017}")
}

fn describe(twin: &Twin, id: &str) -> Answer {
    let answer = twin.ec2(&format!("DescribeCapacityReservations&CapacityReservationId.1={id}"));
    answer.ok();
    answer
}

/// How many instances a reservation holds, and how many more it can take.
fn counts(twin: &Twin, id: &str) -> (u32, u32) {
    let answer = describe(twin, id);
    let number = |name| answer.one(name).parse().expect("a number");
    (number("totalInstanceCount"), number("availableInstanceCount"))
}

fn reservation_state(twin: &Twin, id: &str) -> String {
    describe(twin, id).one("state")
}

/// The allocation of a source: `4 of 4 active default`.
fn allocation(twin: &Twin, id: &str) -> String {
    let answer = describe(twin, id);
    let [count, target, status, preference] =
        ["instanceCount", "targetInstanceCount", "status", "zeroSizePreference"].map(|name| answer.one(name));
    format!("{count} of {target} {status} {preference}")
}

/// Source and interruptible reservation, total and available, and the allocation:
/// `10/10 source, 4/3 lent active, 4 of 4 active default`. What they hold together never changes.
#[track_caller]
fn picture(twin: &Twin) -> String {
    let (source, lent) = (counts(twin, SOURCE), counts(twin, LENT));
    assert_eq!(source.0 + lent.0, 10, "capacity is neither made nor lost");
    let (state, allocation) = (reservation_state(twin, LENT), allocation(twin, SOURCE));
    format!("{}/{} source, {}/{} lent {state}, {allocation}", source.0, source.1, lent.0, lent.1)
}

fn update(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("UpdateInterruptibleCapacityReservationAllocation&CapacityReservationId={SOURCE}{parameters}"))
}

/// What an update answers: `4 of 4 active`.
#[track_caller]
fn updated(answer: &Answer) -> String {
    answer.ok();
    let [count, target, status] = ["instanceCount", "targetInstanceCount", "status"].map(|name| answer.one(name));
    format!("{count} of {target} {status}")
}

fn lend(twin: &Twin, source: &str, count: u32, parameters: &str) -> Answer {
    twin.ec2(&format!(
        "CreateInterruptibleCapacityReservationAllocation&CapacityReservationId={source}&InstanceCount={count}{parameters}"
    ))
}

fn cancel(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("CancelCapacityReservation&CapacityReservationId={id}"))
}

/// Launches one m5.large.
fn launch(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType=m5.large&MinCount=1&MaxCount=1{parameters}"))
}

/// What a launch adds to go to this reservation.
fn target(id: &str) -> String {
    format!("&CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId={id}")
}

/// What a launch adds to go to this interruptible reservation.
fn interruptible(id: &str) -> String {
    format!("&InstanceMarketOptions.MarketType=interruptible-capacity-reservation{}", target(id))
}

const EXCEEDED: &str =
    "The requested reservation does not have sufficient compatible and available capacity for this request.";

fn not_found(id: &str) -> (u16, String, String) {
    refused("InvalidCapacityReservationId.NotFound", &format!("The capacity reservation ID '{id}' was not found"))
}

fn malformed(id: &str) -> (u16, String, String) {
    refused("InvalidCapacityReservationId.Malformed", &format!("Invalid id: \"{id}\""))
}

fn not_active(id: &str) -> (u16, String, String) {
    let text = format!("The capacity reservation '{id}' is not in a state that allows this operation.");
    refused("InvalidCapacityReservationState", &text)
}

fn has_allocation(id: &str) -> (u16, String, String) {
    let text = format!("The capacity reservation '{id}' has an active interruptible capacity allocation.");
    refused("IncorrectState", &text)
}

fn is_interruptible(id: &str) -> (u16, String, String) {
    let text = format!("The capacity reservation '{id}' is interruptible. Use its source capacity reservation.");
    refused("UnsupportedOperation", &text)
}
