use super::*;

/// A reservation of two with an instance in it.
const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000c"
    type = "m5.large"
    count = 2

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-0000000000000000c"
"#;
const OWN: &str = "cr-0000000000000000c";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(lines(&cancel(&twin, OWN)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CancelCapacityReservationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return>
        </CancelCapacityReservationResponse>
        "#);
    }

    #[test]
    fn what_is_for_future_reservations_has_no_effect() {
        let twin = Twin::with(WORLD);
        let answer = cancel(&twin, &format!("{OWN}&QuoteId=q&ApplyCancellationCharges=true"));
        assert_eq!(answer.one("return"), "true");
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ApplyCancellationCharges, QuoteId"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_reservation_exists() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ec2("CancelCapacityReservation").error(), missing("CapacityReservationId"));
        assert_eq!(cancel(&twin, "cr-c").error(), malformed("cr-c"));
        assert_eq!(cancel(&twin, NOBODY).error(), not_found(NOBODY));
        let parameters = format!("CancelCapacityReservation&CapacityReservationId={OWN}");
        assert_eq!(elsewhere(&twin, "999999999999", "us-east-1", &parameters).error(), not_found(OWN));
        assert_eq!(elsewhere(&twin, "test", "us-east-2", &parameters).error(), not_found(OWN));
        assert_eq!(reservation_state(&twin, OWN), "active");
    }

    #[test]
    fn it_is_cancelled_once() {
        let twin = Twin::with(WORLD);
        cancel(&twin, OWN).ok();
        assert_eq!(cancel(&twin, OWN).error(), not_active(OWN));
    }

    #[test]
    fn it_has_not_expired() {
        let twin = Twin::with(&WORLD.replace("count = 2", "count = 2\n    ends = \"2026-11-21T09:00:00Z\""));
        twin.advance("1h");
        assert_eq!(cancel(&twin, OWN).error(), not_active(OWN));
        assert_eq!(reservation_state(&twin, OWN), "expired");
    }

    #[test]
    fn neither_a_source_nor_what_it_lends() {
        let twin = Twin::with(LENDING);
        assert_eq!(cancel(&twin, SOURCE).error(), has_allocation(SOURCE));
        assert_eq!(cancel(&twin, LENT).error(), is_interruptible(LENT));
        update(&twin, "&TargetInstanceCount=0&ZeroSizePreference=retain").ok();
        assert_eq!(cancel(&twin, SOURCE).error(), has_allocation(SOURCE), "empty, but retained");
        update(&twin, "&TargetInstanceCount=0&ZeroSizePreference=default").ok();
        assert_eq!(cancel(&twin, LENT).error(), is_interruptible(LENT));
        cancel(&twin, SOURCE).ok();
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        assert_eq!(cancel(&twin, &format!("{OWN}&ClientToken=a")).error(), unknown("ClientToken"));
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(cancel(&twin, &format!("{OWN}&DryRun=true")).error(), would_succeed());
        assert_eq!(cancel(&twin, &format!("{NOBODY}&DryRun=true")).error(), not_found(NOBODY));
        assert_eq!((reservation_state(&twin, OWN), counts(&twin, OWN)), ("active".into(), (2, 1)));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_stays_to_be_seen_and_has_no_room() {
        let twin = Twin::with(WORLD);
        cancel(&twin, OWN).ok();
        assert_eq!((reservation_state(&twin, OWN), counts(&twin, OWN)), ("cancelled".into(), (2, 0)));
        assert_eq!(launch(&twin, &target(OWN)).error(), not_active(OWN));
    }

    #[test]
    fn its_instances_run_on() {
        let twin = Twin::with(WORLD);
        let held = |twin: &Twin| {
            twin.ec2("DescribeInstances&Filter.1.Name=capacity-reservation-id&Filter.1.Value.1=cr-*")
                .all("amiLaunchIndex")
        };
        assert_eq!(held(&twin).len(), 1);
        cancel(&twin, OWN).ok();
        twin.advance("1h");
        assert_eq!(state(&twin, "i-00000000000000001"), "running");
        assert_eq!(held(&twin).len(), 0, "on demand");
    }

    #[test]
    fn what_has_ended_goes_after_an_hour() {
        let ends = "count = 2\n    ends = \"2026-11-21T09:00:00Z\"";
        let (cancelled, expired) = (Twin::with(WORLD), Twin::with(&WORLD.replace("count = 2", ends)));
        cancel(&cancelled, OWN).ok();
        expired.advance("1h");
        for (twin, state) in [(cancelled, "cancelled"), (expired, "expired")] {
            twin.advance("59m59s");
            assert_eq!(reservation_state(&twin, OWN), state);
            twin.advance("1s");
            let answer = twin.ec2(&format!("DescribeCapacityReservations&CapacityReservationId.1={OWN}"));
            assert_eq!(answer.error(), not_found(OWN), "{state}");
            assert_eq!(cancel(&twin, OWN).error(), not_found(OWN));
            assert_eq!(launch(&twin, &target(OWN)).error(), not_found(OWN));
        }
    }

    #[test]
    fn who_is_stopped_and_needs_it_cannot_start() {
        let twin = Twin::with(WORLD);
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(counts(&twin, OWN), (2, 2));
        cancel(&twin, OWN).ok();
        assert_eq!(twin.ec2("StartInstances&InstanceId.1=i-00000000000000001").error(), not_active(OWN));
        assert_eq!(state(&twin, "i-00000000000000001"), "stopped");
    }
}
