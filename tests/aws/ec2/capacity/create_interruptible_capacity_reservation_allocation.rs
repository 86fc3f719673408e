use super::*;

/// A reservation of ten, in a zone of its own.
const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000a"
    type = "m5.large"
    zone = "us-east-1b"
    count = 10
    tags = { Team = "owners" }
"#;

fn lent(twin: &Twin) -> String {
    describe(twin, SOURCE).one("interruptibleCapacityReservationId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_does_not_name_the_new_reservation() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(lines(&lend(&twin, SOURCE, 4, "")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateInterruptibleCapacityReservationAllocationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><sourceCapacityReservationId>cr-0000000000000000a</sourceCapacityReservationId>
        <targetInstanceCount>4</targetInstanceCount><status>pending</status><interruptionType>adhoc</interruptionType>
        </CreateInterruptibleCapacityReservationAllocationResponse>
        "#);
    }

    #[test]
    fn all_parameters_have_their_effect() {
        let twin = Twin::with(WORLD);
        let tags = "&TagSpecification.1.ResourceType=capacity-reservation&TagSpecification.1.Tag.1.Key=Team\
                    &TagSpecification.1.Tag.1.Value=borrowers";
        lend(&twin, SOURCE, 4, &format!("&ZeroSizePreference=retain&ClientToken=t&DryRun=false{tags}")).ok();
        assert_eq!(allocation(&twin, SOURCE), "4 of 4 active retain");
        let shown = describe(&twin, &lent(&twin));
        assert_eq!((shown.one("key"), shown.one("value")), ("Team".into(), "borrowers".into()));
        assert_eq!(shown.one("zeroSizePreference"), "retain");
    }
}

mod validation {
    use super::*;

    fn call(twin: &Twin, parameters: &str) -> Answer {
        twin.ec2(&format!("CreateInterruptibleCapacityReservationAllocation{parameters}"))
    }

    #[test]
    fn it_needs_a_reservation_and_a_count() {
        let twin = Twin::with(WORLD);
        assert_eq!(call(&twin, "&InstanceCount=1").error(), missing("CapacityReservationId"));
        assert_eq!(call(&twin, &format!("&CapacityReservationId={SOURCE}")).error(), missing("InstanceCount"));
    }

    #[test]
    fn the_reservation_exists_and_is_active() {
        let twin = Twin::with(WORLD);
        assert_eq!(lend(&twin, "mine", 1, "").error(), malformed("mine"));
        assert_eq!(lend(&twin, NOBODY, 1, "").error(), not_found(NOBODY));
        cancel(&twin, SOURCE).ok();
        assert_eq!(lend(&twin, SOURCE, 1, "").error(), not_active(SOURCE));
    }

    #[test]
    fn the_source_has_no_end_date() {
        let twin = Twin::with(&WORLD.replace("count = 10", "count = 10\n    ends = \"2027-01-01T00:00:00Z\""));
        let text = "The capacity reservation 'cr-0000000000000000a' has an end date. An interruptible allocation needs a source without one.";
        assert_eq!(lend(&twin, SOURCE, 1, "").error(), refused("UnsupportedOperation", text));
    }

    #[test]
    fn one_allocation_per_source_and_none_of_what_is_lent() {
        let twin = Twin::with(LENDING);
        assert_eq!(lend(&twin, SOURCE, 1, "").error(), has_allocation(SOURCE));
        assert_eq!(lend(&twin, LENT, 1, "").error(), is_interruptible(LENT));
        update(&twin, "&TargetInstanceCount=0&ZeroSizePreference=retain").ok();
        assert_eq!(lend(&twin, SOURCE, 1, "").error(), has_allocation(SOURCE), "retained at zero");
        assert_eq!(picture(&twin), "10/10 source, 0/0 lent active, 0 of 0 active retain");
    }

    #[test]
    fn the_count_is_from_1_to_1000_and_available() {
        let twin = Twin::with(WORLD);
        let call = |count: &str| call(&twin, &format!("&CapacityReservationId={SOURCE}&InstanceCount={count}")).error();
        for count in ["0", "-3", "4294967296"] {
            assert_eq!(call(count), invalid("InstanceCount", count, "a number from 1 to 1000"));
        }
        assert_eq!(call("some"), invalid("InstanceCount", "some", "an integer in range"));
        let text = "The request needs 11 available instances in the source capacity reservation, which has 10.";
        assert_eq!(call("11"), refused("ReservationCapacityExceeded", text));
        assert_eq!(counts(&twin, SOURCE), (10, 10));
        let large = Twin::with(&WORLD.replace("count = 10", "count = 3000"));
        let text = "The number of instances can change by at most 1000 in one request.";
        assert_eq!(lend(&large, SOURCE, 1001, "").error(), refused("InvalidParameterValue", text));
        lend(&large, SOURCE, 1000, "").ok();
    }

    #[test]
    fn what_is_in_use_is_not_available() {
        let twin = Twin::with(WORLD);
        launch(&twin, &target(SOURCE).replace("&Cap", "&Placement.AvailabilityZone=us-east-1b&Cap")).ok();
        let text = "The request needs 10 available instances in the source capacity reservation, which has 9.";
        assert_eq!(lend(&twin, SOURCE, 10, "").error(), refused("ReservationCapacityExceeded", text));
        lend(&twin, SOURCE, 9, "").ok();
        assert_eq!(counts(&twin, SOURCE), (1, 0));
    }

    #[test]
    fn parameters_are_known_and_of_their_kind() {
        let twin = Twin::with(WORLD);
        let plural = "&TagSpecifications.1.ResourceType=capacity-reservation";
        assert_eq!(lend(&twin, SOURCE, 1, plural).error(), unknown("TagSpecifications.1.ResourceType"));
        let preference = invalid("ZeroSizePreference", "never", "one of default, retain");
        assert_eq!(lend(&twin, SOURCE, 1, "&ZeroSizePreference=never").error(), preference);
        let text = "Value (é) for parameter clientToken is invalid";
        assert_eq!(lend(&twin, SOURCE, 1, "&ClientToken=%C3%A9").error(), refused("InvalidParameterValue", text));
        assert_eq!(counts(&twin, SOURCE), (10, 10));
    }

    #[test]
    fn a_dry_run_lends_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(lend(&twin, SOURCE, 4, "&DryRun=true").error(), would_succeed());
        assert_eq!(lend(&twin, SOURCE, 11, "&DryRun=true").error().1, "ReservationCapacityExceeded");
        assert_eq!(counts(&twin, SOURCE), (10, 10));
        assert_eq!(twin.ec2("DescribeCapacityReservations").all("state"), ["active"]);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_capacity_moves_at_once_and_is_usable_a_little_later() {
        let twin = Twin::new(REALISTIC, WORLD);
        lend(&twin, SOURCE, 4, "").ok();
        assert_eq!((counts(&twin, SOURCE), allocation(&twin, SOURCE)), ((6, 6), "4 of 4 pending default".into()));
        assert!(
            describe(&twin, SOURCE).all("interruptibleCapacityReservationId").is_empty(),
            "the id is not known yet"
        );
        let filter = "DescribeCapacityReservations&Filter.1.Name=interruptible&Filter.1.Value.1=true";
        let id = twin.ec2(filter).one("capacityReservationId");
        let there = format!("{}&Placement.AvailabilityZone=us-east-1b", interruptible(&id));
        assert_eq!((reservation_state(&twin, &id), counts(&twin, &id)), ("pending".into(), (4, 0)));
        assert_eq!(launch(&twin, &there).error(), not_active(&id));
        twin.advance("9s");
        assert_eq!(reservation_state(&twin, &id), "pending");
        twin.advance("1s");
        assert_eq!((reservation_state(&twin, &id), counts(&twin, &id)), ("active".into(), (4, 4)));
        assert_eq!((lent(&twin), allocation(&twin, SOURCE)), (id.clone(), "4 of 4 active default".into()));
        launch(&twin, &there).ok();
        assert_eq!(counts(&twin, &id), (4, 3));
    }

    #[test]
    fn a_source_may_be_drained_and_stays() {
        let twin = Twin::with(WORLD);
        lend(&twin, SOURCE, 10, "").ok();
        assert_eq!((reservation_state(&twin, SOURCE), counts(&twin, SOURCE)), ("active".into(), (0, 0)));
        assert_eq!(counts(&twin, &lent(&twin)), (10, 10));
        update(&twin, "&TargetInstanceCount=0").ok();
        assert_eq!(counts(&twin, SOURCE), (10, 10));
    }

    #[test]
    fn the_new_reservation_is_like_its_source_but_targeted() {
        let twin = Twin::with(WORLD);
        lend(&twin, SOURCE, 4, "").ok();
        let shown = describe(&twin, &lent(&twin));
        for (name, value) in [
            ("instanceType", "m5.large"),
            ("availabilityZone", "us-east-1b"),
            ("instancePlatform", "Linux/UNIX"),
            ("instanceMatchCriteria", "targeted"),
            ("endDateType", "unlimited"),
            ("reservationType", "default"),
            ("interruptible", "true"),
            ("sourceCapacityReservationId", SOURCE),
            ("interruptionType", "adhoc"),
            ("zeroSizePreference", "default"),
        ] {
            assert_eq!(shown.one(name), value);
        }
        assert!(shown.all("key").is_empty(), "tags are not inherited");
    }

    #[test]
    fn only_launches_that_accept_interruption_use_it() {
        let twin = Twin::with(LENDING);
        let text = |id| {
            format!(
                "The capacity reservation '{id}' and the market type do not go together: interruptible capacity \
                 reservations, and only they, need the market type interruptible-capacity-reservation."
            )
        };
        assert_eq!(launch(&twin, &target(LENT)).error(), refused("InvalidParameterCombination", &text(LENT)));
        assert_eq!(
            launch(&twin, &interruptible(SOURCE)).error(),
            refused("InvalidParameterCombination", &text(SOURCE))
        );
        let answer = launch(&twin, &interruptible(LENT));
        assert_eq!(answer.one("instanceLifecycle"), "interruptible-capacity-reservation");
        assert_eq!(picture(&twin), "6/6 source, 4/3 lent active, 4 of 4 active default");
        launch(&twin, "").ok();
        assert_eq!(
            picture(&twin),
            "6/5 source, 4/3 lent active, 4 of 4 active default",
            "an open launch finds the source"
        );
    }

    #[test]
    fn a_token_lends_once() {
        let twin = Twin::with(WORLD);
        let first = lend(&twin, SOURCE, 4, "&ClientToken=t");
        assert_eq!(anonymous(&first), anonymous(&lend(&twin, SOURCE, 4, "&ClientToken=t")));
        assert_eq!(counts(&twin, SOURCE), (6, 6));
        let other = lend(&twin, SOURCE, 5, "&ClientToken=t");
        assert_eq!(other.error(), refused("IdempotentParameterMismatch", MISMATCH));
        assert_eq!(lend(&twin, SOURCE, 4, "").error(), has_allocation(SOURCE));
    }
}
