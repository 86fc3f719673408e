use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "m5.large"
    count = 1
    matching = "targeted"

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
"#;

const STOPPED: &str = "i-00000000000000001";
const RUNNING: &str = "i-00000000000000002";
const RESERVATION: &str = "cr-00000000000000001";

/// Where the specification begins.
const TARGET: &str = "&CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId=";
const PREFERENCE: &str = "&CapacityReservationSpecification.CapacityReservationPreference=";

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ec2(&format!("ModifyInstanceCapacityReservationAttributes&InstanceId={id}{more}"))
}

fn show(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"))
}

fn start(twin: &Twin) -> Answer {
    twin.ec2(&format!("StartInstances&InstanceId.1={STOPPED}"))
}

/// Who uses the reservation.
fn users(twin: &Twin) -> Vec<String> {
    let call = format!("DescribeInstances&Filter.1.Name=capacity-reservation-id&Filter.1.Value.1={RESERVATION}");
    twin.ec2(&call).all("instanceId")
}

/// Lets the reservation take in all that match.
fn open(twin: &Twin) {
    twin.ec2(&format!(
        "ModifyCapacityReservation&CapacityReservationId={RESERVATION}&InstanceMatchCriteria=open&InstanceCount=2"
    ))
    .ok();
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_that_it_is_done() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, STOPPED, &format!("{TARGET}{RESERVATION}"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyInstanceCapacityReservationAttributesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></ModifyInstanceCapacityReservationAttributesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    fn refused(code: &str, text: &str) -> (u16, String, String) {
        (400, code.into(), text.into())
    }

    #[test]
    fn an_instance_and_a_specification_are_named() {
        let twin = Twin::with(WORLD);
        let text = "The request must contain the parameter CapacityReservationSpecification";
        assert_eq!(modify(&twin, STOPPED, "").error(), refused("MissingParameter", text));
        let text = "The request must contain the parameter InstanceId";
        let answer = twin.ec2(&format!("ModifyInstanceCapacityReservationAttributes{PREFERENCE}open"));
        assert_eq!(answer.error(), refused("MissingParameter", text));
    }

    #[test]
    fn the_instance_is_there() {
        let twin = Twin::with(WORLD);
        let open = format!("{PREFERENCE}open");
        let answer = modify(&twin, "i-g", &open);
        assert_eq!(answer.error(), refused("InvalidInstanceID.Malformed", "Invalid id: \"i-g\""));
        let text = "The instance ID 'i-0ffffffffffffffff' does not exist";
        let answer = modify(&twin, "i-0ffffffffffffffff", &open);
        assert_eq!(answer.error(), refused("InvalidInstanceID.NotFound", text));
    }

    #[test]
    fn the_instance_is_stopped() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let none = format!("{PREFERENCE}none");
        let text = format!("The instance '{RUNNING}' is not in the 'stopped' state.");
        assert_eq!(modify(&twin, RUNNING, &none).error(), refused("IncorrectInstanceState", &text));
        twin.ec2(&format!("StopInstances&InstanceId.1={RUNNING}")).ok();
        assert_eq!(modify(&twin, RUNNING, &none).error(), refused("IncorrectInstanceState", &text), "on the way");
        twin.advance("1m");
        modify(&twin, RUNNING, &none).ok();
    }

    #[test]
    fn the_reservation_is_there() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, STOPPED, &format!("{TARGET}cr-1"));
        assert_eq!(answer.error(), refused("InvalidCapacityReservationId.Malformed", "Invalid id: \"cr-1\""));
        let text = "The capacity reservation ID 'cr-0ffffffffffffffff' was not found";
        let answer = modify(&twin, STOPPED, &format!("{TARGET}cr-0ffffffffffffffff"));
        assert_eq!(answer.error(), refused("InvalidCapacityReservationId.NotFound", text));
        assert_eq!(show(&twin, STOPPED).one("capacityReservationPreference"), "open", "nothing has changed");
    }

    #[test]
    fn it_is_a_preference_or_a_target() {
        let twin = Twin::with(WORLD);
        let text =
            "The request can include either a CapacityReservationId or a CapacityReservationPreference but not both.";
        for preference in ["open", "none"] {
            let answer = modify(&twin, STOPPED, &format!("{PREFERENCE}{preference}{TARGET}{RESERVATION}"));
            assert_eq!(answer.error(), refused("InvalidParameterCombination", text));
        }
        let answer = modify(&twin, STOPPED, &format!("{PREFERENCE}closed"));
        assert_eq!(answer.error().1, "InvalidParameterValue");
    }

    #[test]
    fn an_interruptible_instance_keeps_to_interruptible_capacity() {
        let world = format!(
            "{WORLD}
            [[ec2.capacity_reservation]]
            id = \"cr-0000000000000000a\"
            type = \"m5.large\"
            count = 10
            allocation = {{ id = \"cr-0000000000000000b\", count = 4 }}
            [[ec2.instance]]
            id = \"i-00000000000000003\"
            type = \"m5.large\"
            reservation = \"cr-0000000000000000b\"
            "
        );
        let (twin, id, lent) = (Twin::with(&world), "i-00000000000000003", "cr-0000000000000000b");
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        let text = format!(
            "The instance '{id}' was launched into an interruptible capacity reservation, and can target interruptible \
             capacity reservations only."
        );
        for preference in ["none", "open", "capacity-reservations-only"] {
            let answer = modify(&twin, id, &format!("{PREFERENCE}{preference}"));
            assert_eq!(answer.error(), refused("UnsupportedOperation", &text));
        }
        for (id, target) in [(id, RESERVATION), (STOPPED, lent)] {
            let answer = modify(&twin, id, &format!("{TARGET}{target}"));
            assert_eq!(answer.error().1, "InvalidParameterCombination", "{id} {target}");
        }
        modify(&twin, id, &format!("{TARGET}{lent}")).ok();
        assert_eq!(show(&twin, id).one("capacityReservationId"), lent);
    }

    #[test]
    fn groups_are_not_modelled() {
        let name = "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationResourceGroupArn";
        let text = format!("The parameter {name} is not implemented by Twinstance.");
        let answer = modify(&Twin::with(WORLD), STOPPED, &format!("&{name}=arn:aws:resource-groups:x"));
        assert_eq!(answer.error(), refused("UnsupportedOperation", &text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_shows_what_it_will_do() {
        let twin = Twin::with(WORLD);
        for preference in ["none", "capacity-reservations-only", "open"] {
            modify(&twin, STOPPED, &format!("{PREFERENCE}{preference}")).ok();
            assert_eq!(show(&twin, STOPPED).one("capacityReservationPreference"), preference);
        }
        modify(&twin, STOPPED, &format!("{TARGET}{RESERVATION}")).ok();
        let shown = show(&twin, STOPPED);
        assert!(shown.all("capacityReservationPreference").is_empty());
        assert_eq!(shown.one("capacityReservationId"), RESERVATION, "as the target, not as what it uses");
        assert!(users(&twin).is_empty());
        modify(&twin, STOPPED, &format!("{TARGET}{RESERVATION}{PREFERENCE}capacity-reservations-only")).ok();
        let shown = show(&twin, STOPPED);
        assert_eq!(shown.one("capacityReservationPreference"), "capacity-reservations-only");
        assert_eq!(shown.one("capacityReservationId"), RESERVATION);
        modify(&twin, STOPPED, &format!("{TARGET}{RESERVATION}")).ok();
        assert!(show(&twin, STOPPED).all("capacityReservationPreference").is_empty());
    }

    #[test]
    fn a_start_takes_the_reservation_that_is_named() {
        let twin = Twin::with(WORLD);
        modify(&twin, STOPPED, &format!("{TARGET}{RESERVATION}")).ok();
        start(&twin).ok();
        assert_eq!(users(&twin), [STOPPED]);
    }

    #[test]
    fn an_instance_that_wants_none_starts_beside_an_open_one() {
        let twin = Twin::with(WORLD);
        open(&twin);
        modify(&twin, STOPPED, &format!("{PREFERENCE}none")).ok();
        start(&twin).ok();
        assert_eq!(users(&twin), [RUNNING]);
    }

    #[test]
    fn an_instance_that_looks_for_any_finds_the_open_one() {
        let twin = Twin::with(WORLD);
        modify(&twin, STOPPED, &format!("{PREFERENCE}none")).ok();
        open(&twin);
        modify(&twin, STOPPED, &format!("{PREFERENCE}open")).ok();
        start(&twin).ok();
        assert_eq!(users(&twin), [STOPPED, RUNNING]);
    }

    #[test]
    fn an_instance_for_reservations_only_does_not_start_without() {
        let twin = Twin::with(WORLD);
        modify(&twin, STOPPED, &format!("{PREFERENCE}capacity-reservations-only")).ok();
        assert_eq!(start(&twin).error().1, "ReservationCapacityExceeded");
        open(&twin);
        start(&twin).ok();
        assert_eq!(users(&twin), [STOPPED, RUNNING]);
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = modify(&twin, STOPPED, &format!("{PREFERENCE}none&DryRun=true"));
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(show(&twin, STOPPED).one("capacityReservationPreference"), "open");
    }
}
