use crate::support::{Answer, Twin};

/// Of the first reservation's four, two are free, one is used by an instance that looks for any, one by an instance
/// that names it. The second is like it; the others are not.
const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "m5.large"
    count = 4

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000002"
    type = "m5.large"
    count = 1
    matching = "targeted"

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000003"
    type = "c5.large"
    count = 1

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000004"
    type = "m5.large"
    zone = "us-east-1b"
    count = 1

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000005"
    type = "m5.large"
    platform = "Windows"
    count = 1

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000006"
    type = "m5.large"
    tenancy = "dedicated"
    count = 1

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000007"
    type = "m5.large"
    count = 1
    ends = "2026-11-22T08:00:00Z"

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000008"
    type = "m5.large"
    count = 3
    matching = "targeted"
    allocation = { id = "cr-00000000000000009", count = 1 }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-00000000000000001"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
"#;

const FROM: &str = "cr-00000000000000001";
const TO: &str = "cr-00000000000000002";
const SOURCE: &str = "cr-00000000000000008";
const LENT: &str = "cr-00000000000000009";

fn shift(twin: &Twin, from: &str, to: &str, count: i64, more: &str) -> Answer {
    twin.ec2(&format!(
        "MoveCapacityReservationInstances&SourceCapacityReservationId={from}&DestinationCapacityReservationId={to}\
         &InstanceCount={count}{more}"
    ))
}

/// Total, available, and state.
fn shown(twin: &Twin, id: &str) -> [String; 3] {
    let shown = twin.ec2(&format!("DescribeCapacityReservations&CapacityReservationId.1={id}"));
    ["totalInstanceCount", "availableInstanceCount", "state"].map(|name| shown.one(name))
}

fn users(twin: &Twin, id: &str) -> Vec<String> {
    let call = format!("DescribeInstances&Filter.1.Name=capacity-reservation-id&Filter.1.Value.1={id}");
    twin.ec2(&call).all("instanceId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_shows_both_as_they_are_then() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(shift(&twin, FROM, TO, 3, "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <MoveCapacityReservationInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><sourceCapacityReservation><capacityReservationId>cr-00000000000000001</capacityReservationId><ownerId>123456789012</ownerId><capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-00000000000000001</capacityReservationArn><availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>1</totalInstanceCount><availableInstanceCount>0</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage><state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType><instanceMatchCriteria>open</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate><capacityAllocationSet><item><allocationType>used</allocationType><count>1</count></item></capacityAllocationSet><reservationType>default</reservationType><interruptible>false</interruptible></sourceCapacityReservation><destinationCapacityReservation><capacityReservationId>cr-00000000000000002</capacityReservationId><ownerId>123456789012</ownerId><capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-00000000000000002</capacityReservationArn><availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>4</totalInstanceCount><availableInstanceCount>3</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage><state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType><instanceMatchCriteria>targeted</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate><capacityAllocationSet><item><allocationType>used</allocationType><count>1</count></item></capacityAllocationSet><reservationType>default</reservationType><interruptible>false</interruptible></destinationCapacityReservation><instanceCount>3</instanceCount></MoveCapacityReservationInstancesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    fn refused(code: &str, text: &str) -> (u16, String, String) {
        (400, code.into(), text.into())
    }

    #[test]
    fn all_three_are_named() {
        let twin = Twin::with(WORLD);
        let given =
            [("SourceCapacityReservationId", FROM), ("DestinationCapacityReservationId", TO), ("InstanceCount", "1")];
        for (missing, _) in given {
            let rest: String =
                given.iter().filter(|(name, _)| *name != missing).map(|(n, v)| format!("&{n}={v}")).collect();
            let text = format!("The request must contain the parameter {missing}");
            let answer = twin.ec2(&format!("MoveCapacityReservationInstances{rest}"));
            assert_eq!(answer.error(), refused("MissingParameter", &text));
        }
    }

    #[test]
    fn both_are_there() {
        let twin = Twin::with(WORLD);
        let unknown = "cr-0ffffffffffffffff";
        for (from, to) in [("cr-1", TO), (FROM, "cr-1")] {
            let answer = shift(&twin, from, to, 1, "");
            assert_eq!(answer.error(), refused("InvalidCapacityReservationId.Malformed", "Invalid id: \"cr-1\""));
        }
        for (from, to) in [(unknown, TO), (FROM, unknown)] {
            let text = format!("The capacity reservation ID '{unknown}' was not found");
            let answer = shift(&twin, from, to, 1, "");
            assert_eq!(answer.error(), refused("InvalidCapacityReservationId.NotFound", &text));
        }
    }

    #[test]
    fn the_count_is_from_1_to_1000() {
        let twin = Twin::with(WORLD);
        for count in [0, -1, 1001] {
            let text =
                format!("Value ({count}) for parameter InstanceCount is invalid. Expected: a number from 1 to 1000.");
            assert_eq!(shift(&twin, FROM, TO, count, "").error(), refused("InvalidParameterValue", &text));
        }
        let text = "The request needs 5 available instances in the source capacity reservation, which has 4.";
        assert_eq!(shift(&twin, FROM, TO, 5, "").error(), refused("ReservationCapacityExceeded", text));
    }

    #[test]
    fn both_have_the_same_attributes() {
        let twin = Twin::with(WORLD);
        for n in 3..=7 {
            let other = format!("cr-0000000000000000{n}");
            for (from, to) in [(FROM, other.as_str()), (&other, FROM)] {
                let text = format!("The capacity reservations '{from}' and '{to}' must have the same attributes.");
                let answer = shift(&twin, from, to, 1, "");
                assert_eq!(answer.error(), refused("InvalidParameterCombination", &text));
            }
        }
        let text = format!("The capacity reservations '{FROM}' and '{FROM}' must have the same attributes.");
        let answer = shift(&twin, FROM, FROM, 1, "");
        assert_eq!(answer.error(), refused("InvalidParameterCombination", &text), "they are two");
    }

    #[test]
    fn both_are_active_and_not_interruptible() {
        let twin = Twin::with(WORLD);
        for (from, to) in [(FROM, LENT), (LENT, TO)] {
            let text =
                format!("The capacity reservation '{LENT}' is interruptible. Use its source capacity reservation.");
            assert_eq!(shift(&twin, from, to, 1, "").error(), refused("UnsupportedOperation", &text));
        }
        twin.ec2(&format!("CancelCapacityReservation&CapacityReservationId={TO}")).ok();
        for (from, to) in [(FROM, TO), (TO, FROM)] {
            let text = format!("The capacity reservation '{TO}' is not in a state that allows this operation.");
            assert_eq!(shift(&twin, from, to, 1, "").error(), refused("InvalidCapacityReservationState", &text));
        }
    }

    #[test]
    fn instances_that_name_the_source_do_not_move() {
        let twin = Twin::with(WORLD);
        let text =
            "The requested reservation does not have sufficient compatible and available capacity for this request.";
        assert_eq!(shift(&twin, FROM, TO, 4, "").error(), refused("ReservationCapacityExceeded", text));
        assert_eq!(shown(&twin, FROM), ["4", "2", "active"]);
    }

    #[test]
    fn a_source_that_lends_does_not_end() {
        let twin = Twin::with(WORLD);
        let text = format!("The capacity reservation '{SOURCE}' has an active interruptible capacity allocation.");
        assert_eq!(shift(&twin, SOURCE, TO, 2, "").error(), refused("IncorrectState", &text));
        shift(&twin, SOURCE, TO, 1, "").ok();
        assert_eq!(shown(&twin, SOURCE), ["1", "1", "active"]);
    }

    #[test]
    fn parameters_are_known() {
        let text = "The parameter Colour is not recognized";
        let answer = shift(&Twin::with(WORLD), FROM, TO, 1, "&Colour=red");
        assert_eq!(answer.error(), refused("UnknownParameter", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_free_moves_first() {
        let twin = Twin::with(WORLD);
        shift(&twin, FROM, TO, 2, "").ok();
        assert_eq!(shown(&twin, FROM), ["2", "0", "active"]);
        assert_eq!(shown(&twin, TO), ["3", "3", "active"]);
        assert_eq!(users(&twin, FROM).len(), 2);
    }

    #[test]
    fn then_instances_that_look_for_any() {
        let twin = Twin::with(WORLD);
        shift(&twin, FROM, TO, 3, "").ok();
        assert_eq!(shown(&twin, FROM), ["1", "0", "active"]);
        assert_eq!(shown(&twin, TO), ["4", "3", "active"]);
        assert_eq!(users(&twin, FROM), ["i-00000000000000001"]);
        assert_eq!(users(&twin, TO), ["i-00000000000000002"], "although a launch would have to name it");
    }

    #[test]
    fn a_source_with_nothing_left_is_cancelled() {
        let twin = Twin::with(WORLD);
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        twin.ec2("DescribeRegions").ok();
        let answer = shift(&twin, FROM, TO, 4, "");
        assert_eq!(answer.all("state"), ["cancelled", "active"]);
        assert_eq!(shown(&twin, FROM), ["0", "0", "cancelled"]);
        assert_eq!(shown(&twin, TO), ["5", "4", "active"]);
        assert_eq!(users(&twin, TO), ["i-00000000000000002"]);
    }

    #[test]
    fn a_token_is_good_for_one_effect() {
        let twin = Twin::with(WORLD);
        let first = shift(&twin, FROM, TO, 1, "&ClientToken=a");
        let again = shift(&twin, FROM, TO, 1, "&ClientToken=a");
        assert_eq!(first.all("totalInstanceCount"), ["3", "2"]);
        assert_eq!(again.all("totalInstanceCount"), ["3", "2"]);
        assert_eq!(shown(&twin, TO), ["2", "2", "active"]);
        assert_eq!(shift(&twin, FROM, TO, 2, "&ClientToken=a").error().1, "IdempotentParameterMismatch");
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = shift(&twin, FROM, TO, 1, "&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(shown(&twin, TO), ["1", "1", "active"]);
    }
}
