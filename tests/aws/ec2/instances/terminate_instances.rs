use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_states_after_and_before() {
        let twin = Twin::with(TWO);
        insta::assert_snapshot!(lines(&on(&twin, "TerminateInstances", &[B, A])), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <TerminateInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instancesSet>
        <item><instanceId>i-00000000000000002</instanceId><currentState><code>48</code><name>terminated</name>
        </currentState><previousState><code>80</code><name>stopped</name></previousState></item>
        <item><instanceId>i-00000000000000001</instanceId><currentState><code>32</code><name>shutting-down</name>
        </currentState><previousState><code>16</code><name>running</name></previousState></item></instancesSet>
        </TerminateInstancesResponse>
        "#);
    }

    #[test]
    fn force_makes_no_difference() {
        let twin = Twin::with(TWO);
        let answer = on(&twin, "TerminateInstances&Force=true&SkipOsShutdown=true", &[A]);
        assert_eq!(moves(&answer), ["running -> shutting-down"]);
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Force, SkipOsShutdown"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_exist() {
        names_instances("TerminateInstances");
    }

    #[test]
    fn a_dry_run_terminates_nothing() {
        dry_run("TerminateInstances", A);
    }

    #[test]
    fn it_may_be_protected() {
        let twin = Twin::with(TWO);
        let id = launch(&twin, "&DisableApiTermination=true").one("instanceId");
        let text = format!(
            "The instance '{id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again."
        );
        assert_eq!(on(&twin, "TerminateInstances", &[A, &id]).error(), refused("OperationNotPermitted", &text));
        assert_eq!((state(&twin, A), state(&twin, &id)), ("running".into(), "running".into()), "all or none");
        on(&twin, "StopInstances", &[&id]).ok();
        assert_eq!(on(&twin, "TerminateInstances", &[&id]).error(), refused("OperationNotPermitted", &text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn any_state_will_do() {
        let twin = Twin::new(REALISTIC, TWO);
        let young = launch(&twin, "").one("instanceId");
        assert_eq!(
            moves(&on(&twin, "TerminateInstances", &[&young, B])),
            ["pending -> shutting-down", "stopped -> terminated"]
        );
        on(&twin, "StopInstances", &[A]).ok();
        assert_eq!(moves(&on(&twin, "TerminateInstances", &[A])), ["stopping -> shutting-down"]);
        twin.advance("29s");
        assert_eq!([&young, A, B].map(|id| state(&twin, id)), ["shutting-down", "shutting-down", "terminated"]);
        assert_eq!(moves(&on(&twin, "TerminateInstances", &[A])), ["shutting-down -> shutting-down"]);
        twin.advance("1s");
        assert_eq!([&young, A, B].map(|id| state(&twin, id)), ["terminated"; 3]);
        assert_eq!(moves(&on(&twin, "TerminateInstances", &[A])), ["terminated -> terminated"]);
    }

    #[test]
    fn it_is_shown_for_an_hour() {
        let twin = Twin::new(REALISTIC, TWO);
        on(&twin, "TerminateInstances", &[A]).ok();
        twin.advance("1h29s");
        assert_eq!(state(&twin, A), "terminated");
        twin.advance("1s");
        assert_eq!(on(&twin, "DescribeInstances", &[A]).error(), not_found(A));
        assert_eq!(on(&twin, "TerminateInstances", &[A]).error(), not_found(A));
        assert_eq!(twin.ec2("DescribeInstances").all("instanceType"), ["m5.large"]);
    }

    #[test]
    fn what_it_had_is_gone() {
        let twin = Twin::with(TWO);
        let private = describe(&twin, A).all("privateIpAddress").remove(0);
        let there = format!("&PrivateIpAddress={private}");
        let text = format!("Address {private} is in use.");
        assert_eq!(launch(&twin, &there).error(), refused("InvalidIPAddress.InUse", &text));
        on(&twin, "TerminateInstances", &[A]).ok();
        let answer = describe(&twin, A);
        for name in ["privateIpAddress", "ipAddress", "subnetId", "vpcId", "volumeId", "groupId", "networkInterfaceId"]
        {
            assert!(answer.all(name).is_empty(), "{name}");
        }
        assert_eq!(answer.all("code"), ["48", "Client.UserInitiatedShutdown"]);
        assert_eq!(answer.one("message"), "Client.UserInitiatedShutdown: User initiated shutdown");
        assert_eq!(launch(&twin, &there).all("privateIpAddress")[0], private, "somebody else can have it");
    }
}
