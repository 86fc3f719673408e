use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::with(TWO);
        insta::assert_snapshot!(lines(&on(&twin, "RebootInstances", &[A, A])), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <RebootInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></RebootInstancesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_exist() {
        names_instances("RebootInstances");
    }

    #[test]
    fn a_dry_run_reboots_nothing() {
        dry_run("RebootInstances", A);
    }

    #[test]
    fn an_instance_runs() {
        let twin = Twin::new(REALISTIC, TWO);
        let young = launch(&twin, "").one("instanceId");
        for (id, state) in [(&*young, "pending"), (B, "stopped")] {
            let text = format!("Cannot reboot instance {id} that is currently in {state} state.");
            assert_eq!(on(&twin, "RebootInstances", &[id]).error(), refused("IncorrectState", &text));
        }
        on(&twin, "TerminateInstances", &[A]).ok();
        for state_then in ["shutting-down", "terminated"] {
            on(&twin, "RebootInstances", &[A]).ok();
            assert_eq!(state(&twin, A), state_then, "nothing has changed");
            twin.advance("30s");
        }
        on(&twin, "RebootInstances", &[&young]).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_seen_running_all_the_while_and_as_it_was() {
        let twin = Twin::new(REALISTIC, TWO);
        let before = anonymous(&describe(&twin, A));
        on(&twin, "RebootInstances", &[A]).ok();
        assert_eq!(anonymous(&describe(&twin, A)), before);
        twin.advance("10s");
        assert_eq!(anonymous(&describe(&twin, A)), before);
    }
}
