use crate::alibaba::ecs::{attribute, dry_run, in_every_shape, locked, missing, not_found, status, wrong_status};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        insta::assert_snapshot!(in_every_shape(WORLD, "RebootInstance", "InstanceId=i-running"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml("RebootInstance&InstanceId=i-running").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><RebootInstanceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></RebootInstanceResponse>"#);
    }

    #[test]
    fn force_is_told_to_be_ignored() {
        let answer = Twin::with(WORLD).ecs("RebootInstance&InstanceId=i-running&ForceStop=True");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ForceStop"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("RebootInstance").error(), missing("InstanceId"));
        assert_eq!(twin.ecs("RebootInstance&InstanceId=i-nowhere").error(), not_found());
    }

    #[test]
    fn only_a_running_instance_reboots() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(twin.ecs("RebootInstance&InstanceId=i-stopped").error(), wrong_status());
        twin.ecs("RebootInstance&InstanceId=i-running").ok();
        assert_eq!(twin.ecs("RebootInstance&InstanceId=i-running").error(), wrong_status(), "it is rebooting");
        twin.advance("20s");
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(twin.ecs("RebootInstance&InstanceId=i-running").error(), wrong_status(), "it is stopping");
    }

    #[test]
    fn a_locked_instance_does_not_reboot() {
        assert_eq!(Twin::with(WORLD).ecs("RebootInstance&InstanceId=i-locked").error(), locked());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_passes_through_starting_and_runs_again() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let before = attribute(&twin, "i-running");
        twin.ecs("RebootInstance&InstanceId=i-running").ok();
        assert_eq!(status(&twin, "i-running"), "Starting");
        twin.advance("20s");
        let mut after = attribute(&twin, "i-running");
        after["RequestId"] = before["RequestId"].clone();
        assert_eq!(after, before, "nothing else has changed");
    }

    #[test]
    fn a_dry_run_reboots_nothing() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(twin.ecs("RebootInstance&InstanceId=i-running&DryRun=true").error(), dry_run());
        assert_eq!(twin.ecs("RebootInstance&InstanceId=i-stopped&DryRun=true").error(), wrong_status());
        assert_eq!(status(&twin, "i-running"), "Running");
    }
}
