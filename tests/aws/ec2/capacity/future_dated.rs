//! CreateCapacityReservation with StartDate, and what becomes of such a reservation.

use super::*;

const PLAIN: &str =
    "&InstanceType=m5.xlarge&InstancePlatform=Linux/UNIX&InstanceCount=8&InstanceMatchCriteria=targeted";
/// A month after the clock's start, for two weeks.
const FUTURE: &str = "&StartDate=2026-12-21T08:00:00.000Z&CommitmentDuration=1209600&DeliveryPreference=incremental";
const BEGUN: &str = "720h";
const ELAPSED: &str = "336h";

fn create(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("CreateCapacityReservation{parameters}"))
}

fn committed(id: &str) -> (u16, String, String) {
    let text = format!(
        "The commitment duration of the capacity reservation '{id}' has not elapsed, which does not allow this."
    );
    refused("IncorrectState", &text)
}

fn modify(twin: &Twin, id: &str, parameters: &str) -> Answer {
    twin.ec2(&format!("ModifyCapacityReservation&CapacityReservationId={id}{parameters}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_commitment() {
        let answer = create(&Twin::empty(), &format!("{PLAIN}{FUTURE}"));
        for (name, value) in [
            ("state", "assessing"),
            ("startDate", "2026-12-21T08:00:00.000Z"),
            ("createDate", "2026-11-21T08:00:00.000Z"),
            ("availableInstanceCount", "0"),
            ("committedInstanceCount", "8"),
            ("commitmentEndDate", "2027-01-04T08:00:00.000Z"),
            ("commitmentDuration", "1209600"),
            ("deliveryPreference", "incremental"),
        ] {
            assert_eq!(answer.one(name), value, "{name}");
        }
    }

    #[test]
    fn others_have_none() {
        let twin = Twin::empty();
        let answer = create(&twin, PLAIN);
        assert!(answer.all("commitmentInfo").is_empty() && answer.all("deliveryPreference").is_empty());
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_three_go_together() {
        let twin = Twin::empty();
        for name in ["StartDate", "CommitmentDuration", "DeliveryPreference"] {
            let rest: String =
                FUTURE.split('&').skip(1).filter(|one| !one.starts_with(name)).map(|one| format!("&{one}")).collect();
            assert_eq!(create(&twin, &format!("{PLAIN}{rest}")).error(), missing(name));
        }
    }

    #[test]
    fn values_are_those_documented() {
        let twin = Twin::empty();
        let call = |from: &str, to: &str| create(&twin, &format!("{PLAIN}{FUTURE}").replace(from, to)).error();
        for date in ["2026-11-26T07:59:59Z", "2027-03-21T08:00:01Z", "soon"] {
            let refusal = call("2026-12-21T08:00:00.000Z", date);
            assert_eq!(refusal, invalid("StartDate", date, "a time from 5 to 120 days ahead"));
        }
        for seconds in ["0", "1209599", "200000001"] {
            let range = "a number of seconds from 1209600 to 200000000";
            assert_eq!(call("1209600", seconds), invalid("CommitmentDuration", seconds, range));
        }
        assert_eq!(call("incremental", "fixed"), invalid("DeliveryPreference", "fixed", "incremental"));
        let open = "A future-dated capacity reservation needs the InstanceMatchCriteria 'targeted'.";
        assert_eq!(call("targeted", "open"), refused("InvalidParameterCombination", open));
        let small = "A future-dated capacity reservation needs at least 32 vCPUs.";
        assert_eq!(call("InstanceCount=8", "InstanceCount=7"), refused("InvalidParameterCombination", small));
        for instance_type in ["p4d.24xlarge", "mac2.metal", "inf2.xlarge", "trn1.32xlarge"] {
            let text =
                format!("Future-dated capacity reservations are not supported for the instance type {instance_type}.");
            assert_eq!(call("m5.xlarge", instance_type), refused("InvalidParameterCombination", &text));
        }
        let text = "EndDate cannot be within the CommitmentDuration.";
        let ends = format!("{PLAIN}{FUTURE}&EndDateType=limited&EndDate=2027-01-04T07:59:59Z");
        assert_eq!(create(&twin, &ends).error(), refused("InvalidParameterCombination", text));
        assert!(twin.ec2("DescribeCapacityReservations").all("capacityReservationId").is_empty());
    }
}

mod behaviour {
    use super::*;

    fn make(twin: &Twin) -> String {
        create(twin, &format!("{PLAIN}{FUTURE}")).one("capacityReservationId")
    }

    fn run(twin: &Twin, id: &str) -> Answer {
        let run = format!("RunInstances&ImageId={IMAGE}&InstanceType=m5.xlarge&MinCount=1&MaxCount=1");
        twin.ec2(&format!("{run}{}", target(id)))
    }

    #[test]
    fn it_is_assessed_scheduled_and_active() {
        let twin = Twin::new(REALISTIC, "");
        let id = make(&twin);
        assert_eq!(reservation_state(&twin, &id), "assessing");
        twin.advance("10s");
        assert_eq!((reservation_state(&twin, &id), counts(&twin, &id)), ("scheduled".into(), (8, 0)));
        assert_eq!(run(&twin, &id).error(), not_active(&id));
        twin.advance(BEGUN);
        assert_eq!((reservation_state(&twin, &id), counts(&twin, &id)), ("active".into(), (8, 8)));
        run(&twin, &id).ok();
        assert_eq!(counts(&twin, &id), (8, 7));
    }

    #[test]
    fn it_is_not_changed_before_it_starts() {
        let twin = Twin::empty();
        let id = make(&twin);
        assert_eq!(modify(&twin, &id, "&InstanceCount=9").error(), not_active(&id));
        assert_eq!(cancel(&twin, &id).error(), committed(&id), "scheduled: a quote is needed");
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=a&Tag.1.Value=b")).ok();
    }

    #[test]
    fn what_is_still_assessed_can_be_cancelled() {
        let twin = Twin::new(REALISTIC, "");
        let id = make(&twin);
        cancel(&twin, &id).ok();
        twin.advance("30m");
        assert_eq!(reservation_state(&twin, &id), "cancelled", "it does not start");
    }

    #[test]
    fn the_commitment_keeps_its_capacity() {
        let twin = Twin::empty();
        let id = make(&twin);
        twin.advance(BEGUN);
        modify(&twin, &id, "&InstanceCount=9").ok();
        assert_eq!(modify(&twin, &id, "&InstanceCount=8").error(), committed(&id));
        let ends = "&EndDateType=limited&EndDate=2027-01-04T07:59:59Z";
        assert_eq!(modify(&twin, &id, ends).error(), committed(&id));
        assert_eq!(cancel(&twin, &id).error(), committed(&id));
        let split = format!("CreateCapacityReservationBySplitting&SourceCapacityReservationId={id}&InstanceCount=1");
        assert_eq!(twin.ec2(&split).error(), committed(&id));
        twin.advance(ELAPSED);
        modify(&twin, &id, "&InstanceCount=8").ok();
        let new = twin.ec2(&split);
        new.ok();
        cancel(&twin, &id).ok();
    }
}
