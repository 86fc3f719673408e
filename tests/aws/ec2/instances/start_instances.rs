use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_states_after_and_before() {
        let twin = Twin::with(TWO);
        insta::assert_snapshot!(lines(&on(&twin, "StartInstances", &[B, A])), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <StartInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instancesSet>
        <item><instanceId>i-00000000000000002</instanceId><currentState><code>0</code><name>pending</name>
        </currentState><previousState><code>80</code><name>stopped</name></previousState></item>
        <item><instanceId>i-00000000000000001</instanceId><currentState><code>16</code><name>running</name>
        </currentState><previousState><code>16</code><name>running</name></previousState></item></instancesSet>
        </StartInstancesResponse>
        "#);
    }

    #[test]
    fn an_instance_named_twice_is_answered_once() {
        let twin = Twin::with(TWO);
        assert_eq!(on(&twin, "StartInstances", &[B, B]).all("instanceId"), [B]);
    }

    #[test]
    fn additional_info_has_no_effect() {
        let twin = Twin::with(TWO);
        let answer = on(&twin, "StartInstances&AdditionalInfo=x", &[B]);
        assert_eq!(moves(&answer), ["stopped -> pending"]);
        assert_eq!(answer.header("x-twinstance-ignored"), Some("AdditionalInfo"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_exist() {
        names_instances("StartInstances");
    }

    #[test]
    fn a_dry_run_starts_nothing() {
        dry_run("StartInstances", B);
    }

    #[test]
    fn an_instance_on_its_way_down_cannot_start() {
        let twin = Twin::new(REALISTIC, TWO);
        let text = format!("The instance '{A}' is not in a state from which it can be started.");
        on(&twin, "StopInstances", &[A]).ok();
        assert_eq!(on(&twin, "StartInstances", &[B, A]).error(), refused("IncorrectInstanceState", &text), "stopping");
        assert_eq!(state(&twin, B), "stopped", "all or none");
        on(&twin, "TerminateInstances", &[A]).ok();
        assert_eq!(
            on(&twin, "StartInstances", &[A]).error(),
            refused("IncorrectInstanceState", &text),
            "shutting-down"
        );
        twin.advance("30s");
        assert_eq!(on(&twin, "StartInstances", &[A]).error(), refused("IncorrectInstanceState", &text), "terminated");
    }

    const FULL: &str =
        "The requested reservation does not have sufficient compatible and available capacity for this request.";

    /// A reservation of one, and two stopped instances that want it.
    fn rivals() -> Twin {
        let instance = |id| {
            format!(
                "[[ec2.instance]]\nid = \"{id}\"\ntype = \"m5.large\"\nstate = \"stopped\"\nreservation = \"cr-00000001\"\n"
            )
        };
        let reservation = "[[ec2.capacity_reservation]]\nid = \"cr-00000001\"\ntype = \"m5.large\"\ncount = 1\n";
        Twin::with(&format!("{reservation}{}{}", instance(A), instance(B)))
    }

    #[test]
    fn instances_of_one_call_share_what_there_is() {
        let twin = rivals();
        assert_eq!(on(&twin, "StartInstances", &[A, B]).error(), refused("ReservationCapacityExceeded", FULL));
        assert_eq!((state(&twin, A), state(&twin, B)), ("stopped".into(), "stopped".into()));
        on(&twin, "StartInstances", &[B]).ok();
        assert_eq!(on(&twin, "StartInstances", &[A]).error(), refused("ReservationCapacityExceeded", FULL));
    }

    #[test]
    fn who_needs_reserved_capacity_is_not_pushed_aside_by_who_does_not() {
        let twin = Twin::empty();
        let reserve = |instance_type: &str| {
            let parameters = format!("&InstanceType={instance_type}&InstancePlatform=Linux/UNIX&InstanceCount=1");
            twin.ec2(&format!("CreateCapacityReservation{parameters}")).ok();
        };
        let run = |instance_type: &str, preference: &str| {
            let preference = format!("&CapacityReservationSpecification.CapacityReservationPreference={preference}");
            let answer = twin.ec2(&format!(
                "RunInstances&ImageId={IMAGE}&InstanceType={instance_type}&MinCount=1&MaxCount=1{preference}"
            ));
            let id = answer.one("instanceId");
            on(&twin, "StopInstances", &[&id]).ok();
            id
        };
        reserve("m5.large");
        reserve("c5.large");
        let (only, other) =
            (run("m5.large", "capacity-reservations-only"), run("c5.large", "capacity-reservations-only"));
        let open = run("m5.large", "open");
        let answer = on(&twin, "StartInstances", &[&open, &only]);
        assert_eq!(answer.error(), refused("ReservationCapacityExceeded", FULL), "the open one would take it");
        on(&twin, "StartInstances", &[&only, &other, &open]).ok();
        assert_eq!(describe(&twin, &only).all("capacityReservationId").len(), 1);
        assert_eq!(describe(&twin, &other).all("capacityReservationId").len(), 1, "each type has its own");
        assert_eq!(describe(&twin, &open).all("capacityReservationId").len(), 0);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_boots_and_runs() {
        let twin = Twin::new(REALISTIC, TWO);
        twin.advance("1h");
        assert_eq!(moves(&on(&twin, "StartInstances", &[B])), ["stopped -> pending"]);
        twin.advance("19s");
        assert_eq!(state(&twin, B), "pending");
        assert_eq!(moves(&on(&twin, "StartInstances", &[B])), ["pending -> pending"], "once more makes no difference");
        twin.advance("1s");
        assert_eq!(state(&twin, B), "running");
        assert_eq!(describe(&twin, B).one("launchTime"), "2026-11-21T09:00:00.000Z");
        assert_eq!(moves(&on(&twin, "StartInstances", &[B])), ["running -> running"]);
    }

    #[test]
    fn it_keeps_its_private_address_and_gets_another_public_one() {
        let twin = Twin::with(TWO);
        let addresses = |twin: &Twin| {
            let answer = describe(twin, A);
            (answer.all("privateIpAddress"), answer.all("ipAddress"))
        };
        let (private, public) = addresses(&twin);
        on(&twin, "StopInstances", &[A]).ok();
        assert_eq!(addresses(&twin), (private.clone(), vec![]));
        on(&twin, "StartInstances", &[A]).ok();
        let (private_then, public_then) = addresses(&twin);
        assert_eq!(private_then, private);
        assert_eq!(public_then.len(), 1);
        assert_ne!(public_then, public);
    }

    #[test]
    fn why_it_was_stopped_is_forgotten() {
        let twin = Twin::with(TWO);
        on(&twin, "StopInstances", &[A]).ok();
        assert_eq!(describe(&twin, A).one("reason"), "User initiated (2026-11-21 08:00:00 GMT)");
        on(&twin, "StartInstances", &[A]).ok();
        let answer = describe(&twin, A);
        assert_eq!((answer.one("reason"), answer.all("stateReason").len()), (String::new(), 0));
    }
}
