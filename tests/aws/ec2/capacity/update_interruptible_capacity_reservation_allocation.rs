//! Beside this file, `reclaiming` has what becomes of running instances.

use super::*;

/// The allocation of [`LENDING`], with this preference.
fn prefers(preference: &str) -> Twin {
    let with = format!("count = 4, zero_size_preference = \"{preference}\" }}");
    Twin::with(&LENDING.replace("count = 4 }", &with))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_ids_the_counts_and_the_status() {
        let twin = Twin::with(LENDING);
        insta::assert_snapshot!(lines(&update(&twin, "&TargetInstanceCount=6&ZeroSizePreference=retain")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <UpdateInterruptibleCapacityReservationAllocationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><interruptibleCapacityReservationId>cr-0000000000000000b</interruptibleCapacityReservationId>
        <sourceCapacityReservationId>cr-0000000000000000a</sourceCapacityReservationId><instanceCount>6</instanceCount>
        <targetInstanceCount>6</targetInstanceCount><status>updating</status><interruptionType>adhoc</interruptionType>
        </UpdateInterruptibleCapacityReservationAllocationResponse>
        "#);
    }

    #[test]
    fn older_sdks_send_the_count_alone() {
        let twin = prefers("retain");
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=3")), "3 of 3 updating");
        assert_eq!(allocation(&twin, SOURCE), "3 of 3 active retain");
    }

    #[test]
    fn newer_sdks_may_send_the_preference_alone() {
        let twin = Twin::with(LENDING);
        assert_eq!(updated(&update(&twin, "&ZeroSizePreference=retain")), "4 of 4 active");
        assert_eq!(allocation(&twin, SOURCE), "4 of 4 active retain");
    }

    #[test]
    fn an_empty_parameter_is_an_absent_one() {
        let twin = prefers("retain");
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=5&ZeroSizePreference=")), "5 of 5 updating");
        assert_eq!(allocation(&twin, SOURCE), "5 of 5 active retain");
        assert_eq!(update(&twin, "&TargetInstanceCount=&ZeroSizePreference=").error(), missing("TargetInstanceCount"));
    }

    #[test]
    fn it_can_be_asked_in_the_query_too() {
        let twin = Twin::with(LENDING);
        let query = format!(
            "Action=UpdateInterruptibleCapacityReservationAllocation&Version=2016-11-15&CapacityReservationId={SOURCE}\
             &TargetInstanceCount=5&DryRun=false"
        );
        assert_eq!(updated(&twin.get(&query, &[])), "5 of 5 updating");
    }
}

mod validation {
    use super::*;

    const UNCHANGED: &str = "6/6 source, 4/4 lent active, 4 of 4 active default";

    fn call(twin: &Twin, parameters: &str) -> Answer {
        twin.ec2(&format!("UpdateInterruptibleCapacityReservationAllocation{parameters}"))
    }

    #[test]
    fn it_needs_a_reservation_and_something_to_change() {
        let twin = Twin::with(LENDING);
        assert_eq!(call(&twin, "&TargetInstanceCount=1").error(), missing("CapacityReservationId"));
        assert_eq!(update(&twin, "").error(), missing("TargetInstanceCount"));
    }

    #[test]
    fn the_reservation_exists() {
        let twin = Twin::with(LENDING);
        for id in ["nonsense", "cr-123", "cr-0000000000000000A", "i-00000000000000001"] {
            assert_eq!(
                call(&twin, &format!("&CapacityReservationId={id}&TargetInstanceCount=1")).error(),
                malformed(id)
            );
        }
        let answer = call(&twin, &format!("&CapacityReservationId={NOBODY}&TargetInstanceCount=1"));
        assert_eq!(answer.error(), not_found(NOBODY));
        for (account, region) in [("999999999999", "us-east-1"), ("test", "eu-west-1")] {
            let action = "UpdateInterruptibleCapacityReservationAllocation";
            let parameters = format!("{action}&CapacityReservationId={SOURCE}&TargetInstanceCount=1");
            assert_eq!(elsewhere(&twin, account, region, &parameters).error(), not_found(SOURCE));
        }
        assert_eq!(picture(&twin), UNCHANGED);
    }

    #[test]
    fn the_reservation_is_the_source() {
        let twin = Twin::with(LENDING);
        for change in ["TargetInstanceCount=1", "ZeroSizePreference=retain"] {
            let answer = call(&twin, &format!("&CapacityReservationId={LENT}&{change}"));
            assert_eq!(answer.error(), is_interruptible(LENT));
        }
        assert_eq!(picture(&twin), UNCHANGED);
    }

    fn no_allocation(id: &str) -> (u16, String, String) {
        let text = format!("The capacity reservation '{id}' doesn't have an active interruptible capacity allocation.");
        refused("IncorrectState", &text)
    }

    #[test]
    fn the_source_lends() {
        let world = "[[ec2.capacity_reservation]]\nid = \"cr-0000000000000000c\"\ntype = \"m5.large\"\ncount = 5";
        let twin = Twin::with(&format!("{LENDING}\n{world}"));
        for change in ["TargetInstanceCount=1", "ZeroSizePreference=retain"] {
            let answer = call(&twin, &format!("&CapacityReservationId=cr-0000000000000000c&{change}"));
            assert_eq!(answer.error(), no_allocation("cr-0000000000000000c"));
        }
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0")), "0 of 0 canceling");
        assert_eq!(allocation(&twin, SOURCE), "0 of 0 canceled default");
        for change in ["&TargetInstanceCount=1", "&TargetInstanceCount=0", "&ZeroSizePreference=retain"] {
            assert_eq!(update(&twin, change).error(), no_allocation(SOURCE), "an allocation that is over: {change}");
        }
        cancel(&twin, SOURCE).ok();
        assert_eq!(update(&twin, "&TargetInstanceCount=1").error(), not_active(SOURCE));
    }

    #[test]
    fn the_count_is_a_number_from_0() {
        let twin = Twin::with(LENDING);
        let name = "TargetInstanceCount";
        for count in ["-1", "-9223372036854775808", "4294967296"] {
            let answer = update(&twin, &format!("&TargetInstanceCount={count}"));
            assert_eq!(answer.error(), invalid(name, count, "a number from 0"));
        }
        for count in ["many", "1.5", "9223372036854775808", "0x4"] {
            let answer = update(&twin, &format!("&TargetInstanceCount={count}"));
            assert_eq!(answer.error(), invalid(name, count, "an integer in range"));
        }
        assert_eq!(picture(&twin), UNCHANGED);
    }

    #[test]
    fn the_preference_is_default_or_retain() {
        let twin = Twin::with(LENDING);
        for preference in ["keep", "Retain", "DEFAULT"] {
            let answer = update(&twin, &format!("&TargetInstanceCount=1&ZeroSizePreference={preference}"));
            assert_eq!(answer.error(), invalid("ZeroSizePreference", preference, "one of default, retain"));
        }
        assert_eq!(picture(&twin), UNCHANGED);
    }

    #[test]
    fn no_more_than_the_source_has_available() {
        let own = "[[ec2.instance]]\ntype = \"m5.large\"\nreservation = \"cr-0000000000000000a\"";
        let twin = Twin::with(&format!("{LENDING}\n{own}"));
        let text = "The request needs 6 available instances in the source capacity reservation, which has 5.";
        let answer = update(&twin, "&TargetInstanceCount=10&ZeroSizePreference=retain");
        assert_eq!(answer.error(), refused("ReservationCapacityExceeded", text));
        assert_eq!(picture(&twin), "6/5 source, 4/4 lent active, 4 of 4 active default", "the preference neither");
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=9")), "9 of 9 updating");
        assert_eq!(picture(&twin), "1/0 source, 9/9 lent active, 9 of 9 active default");
    }

    #[test]
    fn no_more_than_1000_at_once() {
        let world = LENDING.replace("count = 10", "count = 3000").replace("count = 4 }", "count = 1000 }");
        let twin = Twin::with(&world);
        let text = "The number of instances can change by at most 1000 in one request.";
        let answer = update(&twin, "&TargetInstanceCount=2001");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=2000")), "2000 of 2000 updating");
        let answer = update(&twin, "&TargetInstanceCount=999");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        assert_eq!((counts(&twin, SOURCE), counts(&twin, LENT)), ((1000, 1000), (2000, 2000)));
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=1000")), "1000 of 1000 updating");
        assert_eq!((counts(&twin, SOURCE), counts(&twin, LENT)), ((2000, 2000), (1000, 1000)));
    }

    #[test]
    fn one_change_at_a_time() {
        let twin = Twin::new(
            REALISTIC,
            &LENDING.replace("\n    allocation = { id = \"cr-0000000000000000b\", count = 4 }", ""),
        );
        let text = "The interruptible capacity allocation of the capacity reservation 'cr-0000000000000000a' is being changed.";
        lend(&twin, SOURCE, 4, "").ok();
        for change in ["&TargetInstanceCount=1", "&ZeroSizePreference=retain"] {
            assert_eq!(update(&twin, change).error(), refused("IncorrectState", text), "while it is made");
        }
        twin.advance("10s");
        update(&twin, "&TargetInstanceCount=5").ok();
        assert_eq!(update(&twin, "&TargetInstanceCount=6").error(), refused("IncorrectState", text), "while it grows");
        twin.advance("10s");
        update(&twin, "&TargetInstanceCount=0").ok();
        assert_eq!(update(&twin, "&TargetInstanceCount=5").error(), refused("IncorrectState", text), "while it ends");
    }

    #[test]
    fn other_parameters_are_not_known() {
        let twin = Twin::with(LENDING);
        for name in ["ClientToken", "InstanceCount", "TagSpecification.1.ResourceType"] {
            let answer = update(&twin, &format!("&TargetInstanceCount=1&{name}=1"));
            assert_eq!(answer.error(), unknown(name));
        }
        let answer = update(&twin, "&TargetInstanceCount=1&DryRun=perhaps");
        assert_eq!(answer.error(), invalid("DryRun", "perhaps", "true or false"));
        assert_eq!(picture(&twin), UNCHANGED);
    }

    #[test]
    fn a_dry_run_says_what_would_be() {
        let twin = Twin::with(LENDING);
        for change in ["&TargetInstanceCount=1", "&ZeroSizePreference=retain", "&TargetInstanceCount=0"] {
            assert_eq!(update(&twin, &format!("{change}&DryRun=true")).error(), would_succeed());
        }
        assert_eq!(update(&twin, "&DryRun=true").error(), missing("TargetInstanceCount"));
        assert_eq!(update(&twin, "&TargetInstanceCount=11&DryRun=true").error().1, "ReservationCapacityExceeded");
        assert_eq!(picture(&twin), UNCHANGED);
    }
}

mod behaviour {
    use super::*;

    /// What stands before, what is asked, the answer, and what stands afterwards.
    #[rustfmt::skip]
    const CHANGES: [(&str, &str, &str, &str); 30] = [
        ("default", "&ZeroSizePreference=default", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active default"),
        ("default", "&ZeroSizePreference=retain", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active retain"),
        ("retain", "&ZeroSizePreference=default", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active default"),
        ("retain", "&ZeroSizePreference=retain", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active retain"),
        ("default", "&TargetInstanceCount=0", "0 of 0 canceling", "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default"),
        ("default", "&TargetInstanceCount=0&ZeroSizePreference=default", "0 of 0 canceling", "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default"),
        ("default", "&TargetInstanceCount=0&ZeroSizePreference=retain", "0 of 0 updating", "10/10 source, 0/0 lent active, 0 of 0 active retain"),
        ("retain", "&TargetInstanceCount=0", "0 of 0 updating", "10/10 source, 0/0 lent active, 0 of 0 active retain"),
        ("retain", "&TargetInstanceCount=0&ZeroSizePreference=default", "0 of 0 canceling", "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default"),
        ("retain", "&TargetInstanceCount=0&ZeroSizePreference=retain", "0 of 0 updating", "10/10 source, 0/0 lent active, 0 of 0 active retain"),
        ("default", "&TargetInstanceCount=1", "1 of 1 updating", "9/9 source, 1/1 lent active, 1 of 1 active default"),
        ("default", "&TargetInstanceCount=1&ZeroSizePreference=default", "1 of 1 updating", "9/9 source, 1/1 lent active, 1 of 1 active default"),
        ("default", "&TargetInstanceCount=1&ZeroSizePreference=retain", "1 of 1 updating", "9/9 source, 1/1 lent active, 1 of 1 active retain"),
        ("retain", "&TargetInstanceCount=1", "1 of 1 updating", "9/9 source, 1/1 lent active, 1 of 1 active retain"),
        ("retain", "&TargetInstanceCount=1&ZeroSizePreference=default", "1 of 1 updating", "9/9 source, 1/1 lent active, 1 of 1 active default"),
        ("retain", "&TargetInstanceCount=1&ZeroSizePreference=retain", "1 of 1 updating", "9/9 source, 1/1 lent active, 1 of 1 active retain"),
        ("default", "&TargetInstanceCount=4", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active default"),
        ("default", "&TargetInstanceCount=4&ZeroSizePreference=default", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active default"),
        ("default", "&TargetInstanceCount=4&ZeroSizePreference=retain", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active retain"),
        ("retain", "&TargetInstanceCount=4", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active retain"),
        ("retain", "&TargetInstanceCount=4&ZeroSizePreference=default", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active default"),
        ("retain", "&TargetInstanceCount=4&ZeroSizePreference=retain", "4 of 4 active", "6/6 source, 4/4 lent active, 4 of 4 active retain"),
        ("default", "&TargetInstanceCount=7", "7 of 7 updating", "3/3 source, 7/7 lent active, 7 of 7 active default"),
        ("default", "&TargetInstanceCount=7&ZeroSizePreference=default", "7 of 7 updating", "3/3 source, 7/7 lent active, 7 of 7 active default"),
        ("default", "&TargetInstanceCount=7&ZeroSizePreference=retain", "7 of 7 updating", "3/3 source, 7/7 lent active, 7 of 7 active retain"),
        ("retain", "&TargetInstanceCount=7", "7 of 7 updating", "3/3 source, 7/7 lent active, 7 of 7 active retain"),
        ("retain", "&TargetInstanceCount=7&ZeroSizePreference=default", "7 of 7 updating", "3/3 source, 7/7 lent active, 7 of 7 active default"),
        ("retain", "&TargetInstanceCount=7&ZeroSizePreference=retain", "7 of 7 updating", "3/3 source, 7/7 lent active, 7 of 7 active retain"),
        ("default", "&TargetInstanceCount=10", "10 of 10 updating", "0/0 source, 10/10 lent active, 10 of 10 active default"),
        ("retain", "&TargetInstanceCount=10", "10 of 10 updating", "0/0 source, 10/10 lent active, 10 of 10 active retain"),
    ];

    #[test]
    fn each_count_goes_with_each_preference() {
        for (before, change, answer, afterwards) in CHANGES {
            let twin = prefers(before);
            assert_eq!(updated(&update(&twin, change)), answer, "{before} {change}");
            assert_eq!(picture(&twin), afterwards, "{before} {change}");
        }
    }

    #[test]
    fn a_change_shows_as_updating_until_it_is_done() {
        let twin = Twin::new(REALISTIC, LENDING);
        for (count, busy, done) in [
            (
                7,
                "3/3 source, 7/7 lent active, 7 of 7 updating default",
                "3/3 source, 7/7 lent active, 7 of 7 active default",
            ),
            (
                2,
                "8/8 source, 2/2 lent active, 2 of 2 updating default",
                "8/8 source, 2/2 lent active, 2 of 2 active default",
            ),
            (
                0,
                "10/10 source, 0/0 lent active, 0 of 0 canceling default",
                "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default",
            ),
        ] {
            update(&twin, &format!("&TargetInstanceCount={count}")).ok();
            assert_eq!(picture(&twin), busy);
            twin.advance("9s");
            assert_eq!(picture(&twin), busy);
            twin.advance("1s");
            assert_eq!(picture(&twin), done);
        }
    }

    #[test]
    fn what_is_retained_can_be_filled_and_used_again() {
        let twin = prefers("retain");
        update(&twin, "&TargetInstanceCount=0").ok();
        assert_eq!(launch(&twin, &interruptible(LENT)).error(), refused("ReservationCapacityExceeded", EXCEEDED));
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=2")), "2 of 2 updating");
        launch(&twin, &interruptible(LENT)).ok();
        assert_eq!(picture(&twin), "8/8 source, 2/1 lent active, 2 of 2 active retain");
    }

    #[test]
    fn what_is_retained_is_cancelled_in_two_steps() {
        let twin = prefers("retain");
        update(&twin, "&TargetInstanceCount=0").ok();
        assert_eq!(updated(&update(&twin, "&ZeroSizePreference=default")), "0 of 0 active");
        assert_eq!(picture(&twin), "10/10 source, 0/0 lent active, 0 of 0 active default");
        assert_eq!(updated(&update(&twin, "&TargetInstanceCount=0")), "0 of 0 canceling");
        assert_eq!(picture(&twin), "10/10 source, 0/0 lent cancelled, 0 of 0 canceled default");
    }

    #[test]
    fn a_source_can_lend_again_after_a_cancel() {
        let twin = Twin::with(LENDING);
        update(&twin, "&TargetInstanceCount=0").ok();
        lend(&twin, SOURCE, 3, "&ZeroSizePreference=retain").ok();
        let second = describe(&twin, SOURCE).one("interruptibleCapacityReservationId");
        assert_ne!(second, LENT);
        let answer = update(&twin, "&TargetInstanceCount=5");
        assert_eq!(answer.one("interruptibleCapacityReservationId"), second);
        assert_eq!(updated(&answer), "5 of 5 updating");
        assert_eq!((counts(&twin, SOURCE), counts(&twin, &second), counts(&twin, LENT)), ((5, 5), (5, 5), (0, 0)));
        assert_eq!(
            (reservation_state(&twin, LENT), reservation_state(&twin, &second)),
            ("cancelled".into(), "active".into())
        );
    }
}
