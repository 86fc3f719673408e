use crate::support::{Answer, Twin};

/// Two instances use the first reservation; two more could use the second, if it were open.
const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "m5.large"
    count = 5

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000002"
    type = "c5.large"
    count = 1
    matching = "targeted"

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000003"
    type = "r5.large"
    count = 5
    allocation = { id = "cr-00000000000000004", count = 2 }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-00000000000000001"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
    reservation = "cr-00000000000000001"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "c5.large"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "c5.large"
"#;

const USED: &str = "cr-00000000000000001";
const IDLE: &str = "cr-00000000000000002";
const SOURCE: &str = "cr-00000000000000003";
const LENT: &str = "cr-00000000000000004";

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ec2(&format!("ModifyCapacityReservation&CapacityReservationId={id}{more}"))
}

fn show(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("DescribeCapacityReservations&CapacityReservationId.1={id}"))
}

/// Total and available.
fn size(twin: &Twin, id: &str) -> (String, String) {
    let shown = show(twin, id);
    (shown.one("totalInstanceCount"), shown.one("availableInstanceCount"))
}

fn pair(total: &str, available: &str) -> (String, String) {
    (total.to_owned(), available.to_owned())
}

fn users(twin: &Twin, id: &str) -> Vec<String> {
    let call = format!("DescribeInstances&Filter.1.Name=capacity-reservation-id&Filter.1.Value.1={id}");
    twin.ec2(&call).all("instanceId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_that_it_is_done() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(modify(&twin, USED, "&InstanceCount=6").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyCapacityReservationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></ModifyCapacityReservationResponse>
        "#);
    }

    #[test]
    fn what_has_no_effect_is_told() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, USED, "&Accept=true&AdditionalInfo=x");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Accept, AdditionalInfo"));
    }
}

mod validation {
    use super::*;

    fn refused(code: &str, text: &str) -> (u16, String, String) {
        (400, code.into(), text.into())
    }

    #[test]
    fn the_reservation_is_there() {
        let twin = Twin::with(WORLD);
        let text = "The request must contain the parameter CapacityReservationId";
        let answer = twin.ec2("ModifyCapacityReservation&InstanceCount=1");
        assert_eq!(answer.error(), refused("MissingParameter", text));
        let text = "Invalid id: \"cr-1\"";
        assert_eq!(modify(&twin, "cr-1", "").error(), refused("InvalidCapacityReservationId.Malformed", text));
        let text = "The capacity reservation ID 'cr-0ffffffffffffffff' was not found";
        let answer = modify(&twin, "cr-0ffffffffffffffff", "");
        assert_eq!(answer.error(), refused("InvalidCapacityReservationId.NotFound", text));
    }

    #[test]
    fn the_size_is_not_below_one() {
        let twin = Twin::with(WORLD);
        for count in ["0", "-1"] {
            let text = format!("Value ({count}) for parameter InstanceCount is invalid. Expected: a number from 1.");
            let answer = modify(&twin, IDLE, &format!("&InstanceCount={count}"));
            assert_eq!(answer.error(), refused("InvalidParameterValue", &text));
        }
    }

    #[test]
    fn the_size_is_not_below_what_is_in_use() {
        let twin = Twin::with(WORLD);
        let text =
            format!("The capacity reservation '{USED}' is used by 2 instances, which does not allow this change.");
        assert_eq!(modify(&twin, USED, "&InstanceCount=1").error(), refused("IncorrectState", &text));
        modify(&twin, USED, "&InstanceCount=2").ok();
        assert_eq!(size(&twin, USED), pair("2", "0"));
    }

    #[test]
    fn a_thousand_at_once_at_most() {
        let twin = Twin::with(WORLD);
        let text = "The number of instances can change by at most 1000 in one request.";
        let answer = modify(&twin, IDLE, "&InstanceCount=1002");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        modify(&twin, IDLE, "&InstanceCount=1001").ok();
        modify(&twin, IDLE, "&InstanceCount=1002").ok();
        let answer = modify(&twin, IDLE, "&InstanceCount=1");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text), "downwards too");
        assert_eq!(size(&twin, IDLE), pair("1002", "1002"));
    }

    #[test]
    fn the_criteria_change_only_while_it_is_idle() {
        let twin = Twin::with(WORLD);
        let text =
            format!("The capacity reservation '{USED}' is used by 2 instances, which does not allow this change.");
        let answer = modify(&twin, USED, "&InstanceMatchCriteria=targeted");
        assert_eq!(answer.error(), refused("IncorrectState", &text));
        modify(&twin, USED, "&InstanceMatchCriteria=open").ok();
        assert_eq!(modify(&twin, IDLE, "&InstanceMatchCriteria=closed").error().1, "InvalidParameterValue");
        assert_eq!(show(&twin, IDLE).one("instanceMatchCriteria"), "targeted");
    }

    #[test]
    fn an_end_has_a_date_and_a_type() {
        let twin = Twin::with(WORLD);
        let text = "EndDate can be used only with the EndDateType 'limited'.";
        for more in ["&EndDate=2027-01-01T00:00:00Z", "&EndDate=2027-01-01T00:00:00Z&EndDateType=unlimited"] {
            assert_eq!(modify(&twin, IDLE, more).error(), refused("InvalidParameterCombination", text));
        }
        let text = "The request must contain the parameter EndDate";
        assert_eq!(modify(&twin, IDLE, "&EndDateType=limited").error(), refused("MissingParameter", text));
        for date in ["2026-11-21T08:00:00Z", "tomorrow"] {
            let text = format!(
                "Value ({date}) for parameter EndDate is invalid. Expected: a time in the future, as in \
                 2027-01-01T00:00:00Z."
            );
            let answer = modify(&twin, IDLE, &format!("&EndDateType=limited&EndDate={date}"));
            assert_eq!(answer.error(), refused("InvalidParameterValue", &text));
        }
        assert_eq!(modify(&twin, IDLE, "&EndDateType=never").error().1, "InvalidParameterValue");
    }

    #[test]
    fn what_lends_has_no_end() {
        let twin = Twin::with(WORLD);
        let text = format!("The capacity reservation '{SOURCE}' has an active interruptible capacity allocation.");
        let answer = modify(&twin, SOURCE, "&EndDateType=limited&EndDate=2027-01-01T00:00:00Z");
        assert_eq!(answer.error(), refused("IncorrectState", &text));
        modify(&twin, SOURCE, "&InstanceCount=4").ok();
        assert_eq!(size(&twin, SOURCE), pair("4", "4"));
    }

    #[test]
    fn what_is_lent_changes_through_its_source() {
        let twin = Twin::with(WORLD);
        let text = format!("The capacity reservation '{LENT}' is interruptible. Use its source capacity reservation.");
        assert_eq!(modify(&twin, LENT, "&InstanceCount=1").error(), refused("UnsupportedOperation", &text));
    }

    #[test]
    fn what_has_ended_stays_as_it_is() {
        let twin = Twin::with(WORLD);
        modify(&twin, USED, "&EndDateType=limited&EndDate=2026-11-21T09:00:00Z").ok();
        twin.advance("1h");
        twin.ec2(&format!("CancelCapacityReservation&CapacityReservationId={IDLE}")).ok();
        for id in [IDLE, USED] {
            let text = format!("The capacity reservation '{id}' is not in a state that allows this operation.");
            let answer = modify(&twin, id, "&InstanceCount=3");
            assert_eq!(answer.error(), refused("InvalidCapacityReservationState", &text));
        }
    }

    #[test]
    fn parameters_are_known_and_modelled() {
        let twin = Twin::with(WORLD);
        let text = "The parameter StartDate is not implemented by Twinstance.";
        let answer = modify(&twin, IDLE, "&StartDate=2027-01-01T00:00:00Z");
        assert_eq!(answer.error(), refused("UnsupportedOperation", text));
        let text = "The parameter Colour is not recognized";
        assert_eq!(modify(&twin, IDLE, "&Colour=red").error(), refused("UnknownParameter", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_grows_and_shrinks() {
        let twin = Twin::with(WORLD);
        modify(&twin, USED, "&InstanceCount=12").ok();
        assert_eq!(size(&twin, USED), pair("12", "10"));
        modify(&twin, USED, "&InstanceCount=3").ok();
        assert_eq!(size(&twin, USED), pair("3", "1"));
        assert_eq!(users(&twin, USED), ["i-00000000000000001", "i-00000000000000002"]);
    }

    #[test]
    fn what_is_left_out_stays() {
        let twin = Twin::with(WORLD);
        modify(&twin, IDLE, "&EndDateType=limited&EndDate=2027-01-01T00:00:00Z").ok();
        modify(&twin, IDLE, "&InstanceCount=7").ok();
        modify(&twin, IDLE, "&EndDateType=limited").ok();
        let shown = show(&twin, IDLE);
        let fields = ["totalInstanceCount", "endDateType", "endDate", "instanceMatchCriteria"];
        let expected = ["7", "limited", "2027-01-01T00:00:00.000Z", "targeted"];
        assert_eq!(fields.map(|field| shown.one(field)), expected);
    }

    #[test]
    fn the_last_end_is_the_one_that_counts() {
        let twin = Twin::with(WORLD);
        modify(&twin, USED, "&EndDateType=limited&EndDate=2026-11-21T09:00:00Z").ok();
        modify(&twin, USED, "&EndDateType=limited&EndDate=2026-11-21T10:00:00Z").ok();
        twin.advance("1h");
        assert_eq!(show(&twin, USED).one("state"), "active");
        twin.advance("1h");
        assert_eq!(show(&twin, USED).one("state"), "expired");
        assert!(users(&twin, USED).is_empty(), "its instances run on demand");
        assert_eq!(twin.ec2("DescribeInstances&InstanceId.1=i-00000000000000001").all("name")[0], "running");
    }

    #[test]
    fn an_end_can_be_taken_back() {
        let twin = Twin::with(WORLD);
        modify(&twin, USED, "&EndDateType=limited&EndDate=2026-11-21T09:00:00Z").ok();
        modify(&twin, USED, "&EndDateType=unlimited").ok();
        twin.advance("2h");
        let shown = show(&twin, USED);
        assert_eq!((shown.one("state"), shown.one("endDateType")), pair("active", "unlimited"));
        assert!(shown.all("endDate").is_empty());
    }

    #[test]
    fn one_that_opens_takes_in_what_runs_and_matches() {
        let twin = Twin::with(WORLD);
        assert!(users(&twin, IDLE).is_empty());
        modify(&twin, IDLE, "&InstanceMatchCriteria=open").ok();
        assert_eq!(users(&twin, IDLE), ["i-00000000000000003"], "as many as there is room for");
        assert_eq!(size(&twin, IDLE), pair("1", "0"));
    }

    #[test]
    fn one_that_opens_and_grows_has_room_for_all() {
        let twin = Twin::with(WORLD);
        modify(&twin, IDLE, "&InstanceMatchCriteria=open&InstanceCount=4").ok();
        assert_eq!(users(&twin, IDLE), ["i-00000000000000003", "i-00000000000000004"]);
        assert_eq!(size(&twin, IDLE), pair("4", "2"));
    }

    #[test]
    fn a_stopped_instance_is_not_taken_in() {
        let twin = Twin::with(WORLD);
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000003").ok();
        modify(&twin, IDLE, "&InstanceMatchCriteria=open&InstanceCount=4").ok();
        assert_eq!(users(&twin, IDLE), ["i-00000000000000004"]);
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = modify(&twin, USED, "&InstanceCount=12&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(size(&twin, USED), pair("5", "3"));
    }
}
