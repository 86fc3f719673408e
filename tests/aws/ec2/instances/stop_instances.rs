use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_states_after_and_before() {
        let twin = Twin::with(TWO);
        insta::assert_snapshot!(lines(&on(&twin, "StopInstances", &[A, B])), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <StopInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instancesSet>
        <item><instanceId>i-00000000000000001</instanceId><currentState><code>64</code><name>stopping</name>
        </currentState><previousState><code>16</code><name>running</name></previousState></item>
        <item><instanceId>i-00000000000000002</instanceId><currentState><code>80</code><name>stopped</name>
        </currentState><previousState><code>80</code><name>stopped</name></previousState></item></instancesSet>
        </StopInstancesResponse>
        "#);
    }

    #[test]
    fn force_makes_no_difference() {
        let twin = Twin::with(TWO);
        let answer = on(&twin, "StopInstances&Force=true&SkipOsShutdown=true&Hibernate=false", &[A]);
        assert_eq!(moves(&answer), ["running -> stopping"]);
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Force, SkipOsShutdown"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_exist() {
        names_instances("StopInstances");
    }

    #[test]
    fn a_dry_run_stops_nothing() {
        dry_run("StopInstances", A);
    }

    #[test]
    fn an_instance_has_run_and_is_not_at_its_end() {
        let twin = Twin::new(REALISTIC, TWO);
        let id = launch(&twin, "").one("instanceId");
        let text = format!("Instance '{id}' cannot be stopped as it has never reached the 'running' state.");
        assert_eq!(on(&twin, "StopInstances", &[A, &id]).error(), refused("IncorrectInstanceState", &text));
        assert_eq!(state(&twin, A), "running", "all or none");
        on(&twin, "TerminateInstances", &[&id]).ok();
        let text = format!("This instance '{id}' is not in a state from which it can be stopped.");
        assert_eq!(
            on(&twin, "StopInstances", &[&id]).error(),
            refused("IncorrectInstanceState", &text),
            "shutting-down"
        );
        twin.advance("30s");
        assert_eq!(on(&twin, "StopInstances", &[&id]).error(), refused("IncorrectInstanceState", &text), "terminated");
    }

    #[test]
    fn it_may_be_protected() {
        let twin = Twin::empty();
        let id = launch(&twin, "&DisableApiStop=true").one("instanceId");
        let text = format!(
            "The instance '{id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again."
        );
        assert_eq!(on(&twin, "StopInstances", &[&id]).error(), refused("OperationNotPermitted", &text));
        assert_eq!(state(&twin, &id), "running");
    }

    #[test]
    fn who_hibernates_was_launched_for_it() {
        let twin = Twin::with(TWO);
        let text =
            format!("The instance can't be hibernated because it was not configured at launch for hibernation: {A}");
        let answer = on(&twin, "StopInstances&Hibernate=true", &[A]);
        assert_eq!(answer.error(), refused("UnsupportedHibernationConfiguration", &text));
        let launch = |more: &str| launch(&twin, &format!("&HibernationOptions.Configured=true{more}")).error();
        let text = "For hibernation, the root device volume must be encrypted.";
        let sdf = "&BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=1\
                   &BlockDeviceMapping.1.Ebs.Encrypted=true";
        for more in ["", sdf] {
            assert_eq!(launch(more), refused("UnsupportedHibernationConfiguration", text));
        }
        let answer = on(&twin, "StopInstances&Hibernate=deep", &[A]);
        assert_eq!(answer.error(), invalid("Hibernate", "deep", "true or false"));
        assert_eq!(state(&twin, A), "running");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_hibernated_one_is_stopped_and_keeps_its_type() {
        let twin = Twin::with(TWO);
        let disk = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.Encrypted=true";
        let id = launch(&twin, &format!("&HibernationOptions.Configured=true{disk}")).one("instanceId");
        assert!(describe(&twin, &id).ok().contains("<hibernationOptions><configured>true</configured>"));
        on(&twin, "StopInstances&Hibernate=true", &[&id]).ok();
        let seen = describe(&twin, &id);
        assert_eq!(seen.all("code"), ["80", "Client.UserInitiatedHibernate"]);
        assert_eq!(seen.one("message"), "Client.UserInitiatedHibernate: User initiated hibernate");
        assert_eq!(moves(&on(&twin, "StopInstances", &[&id])), ["stopped -> stopped"]);
        let resize = || twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value=t3.nano"));
        let text = format!("The instance '{id}' is not in the 'stopped' state.");
        assert_eq!(resize().error(), refused("IncorrectInstanceState", &text));
        assert_eq!(moves(&on(&twin, "StartInstances", &[&id])), ["stopped -> pending"]);
        on(&twin, "StopInstances", &[&id]).ok();
        twin.advance("1m");
        resize().ok();
    }

    #[test]
    fn it_takes_a_while() {
        let twin = Twin::new(REALISTIC, TWO);
        on(&twin, "StopInstances", &[A]).ok();
        twin.advance("29s");
        assert_eq!(state(&twin, A), "stopping");
        assert_eq!(moves(&on(&twin, "StopInstances", &[A])), ["stopping -> stopping"], "once more makes no difference");
        twin.advance("1s");
        assert_eq!(state(&twin, A), "stopped");
        assert_eq!(moves(&on(&twin, "StopInstances", &[A])), ["stopped -> stopped"]);
    }

    #[test]
    fn it_stays_with_its_volumes_and_without_a_public_address() {
        let twin = Twin::with(TWO);
        let volumes = describe(&twin, A).all("volumeId");
        on(&twin, "StopInstances", &[A]).ok();
        twin.advance("240h");
        let answer = describe(&twin, A);
        assert_eq!(answer.all("volumeId"), volumes);
        assert_eq!((answer.all("ipAddress").len(), answer.one("dnsName")), (0, String::new()));
        assert_eq!(answer.all("code"), ["80", "Client.UserInitiatedShutdown"]);
        assert_eq!(answer.one("message"), "Client.UserInitiatedShutdown: User initiated shutdown");
    }

    #[test]
    fn it_gives_its_reserved_capacity_back() {
        let reservation = "[[ec2.capacity_reservation]]\nid = \"cr-00000001\"\ntype = \"t3.micro\"\ncount = 1\n";
        let twin = Twin::with(&format!("{reservation}{TWO}"));
        let held = |twin: &Twin| describe(twin, A).all("capacityReservationId");
        assert_eq!(held(&twin), ["cr-00000001"]);
        on(&twin, "StopInstances", &[A]).ok();
        assert_eq!(held(&twin), [""; 0]);
        assert_eq!(launch(&twin, "").all("capacityReservationId"), ["cr-00000001"], "somebody else can have it");
        on(&twin, "StartInstances", &[A]).ok();
        assert_eq!(held(&twin), [""; 0], "and then there is none");
    }
}
