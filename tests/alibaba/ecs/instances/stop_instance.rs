use crate::alibaba::ecs::{
    attribute, dry_run, in_every_shape, invalid, locked, missing, not_found, refusal, status, wrong_status,
};
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
    id = "i-subscribed"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-local"
    type = "ecs.i2.xlarge"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "InstanceId=i-running&StoppedMode=StopCharging&ConfirmStop=True&Hibernate=False";
        insta::assert_snapshot!(in_every_shape(WORLD, "StopInstance", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml("StopInstance&InstanceId=i-running").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><StopInstanceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></StopInstanceResponse>"#);
    }

    #[test]
    fn force_is_told_to_be_ignored() {
        let answer = Twin::with(WORLD).ecs("StopInstance&InstanceId=i-running&ForceStop=true");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ForceStop"));
    }

    #[test]
    fn terraform_sends_back_the_mode_of_a_running_instance() {
        let twin = Twin::with(WORLD);
        twin.ecs("StopInstance&InstanceId=i-running&StoppedMode=Not-applicable").ok();
        assert_eq!(attribute(&twin, "i-running")["StoppedMode"], "KeepCharging");
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("StopInstance").error(), missing("InstanceId"));
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-nowhere").error(), not_found());
    }

    #[test]
    fn values_are_known() {
        let twin = Twin::with(WORLD);
        assert_eq!(
            twin.ecs("StopInstance&InstanceId=i-running&StoppedMode=stopCharging").error(),
            invalid("StoppedMode")
        );
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-running&ConfirmStop=yes").error(), invalid("ConfirmStop"));
        let hibernate = twin.ecs("StopInstance&InstanceId=i-running&Hibernate=true").error();
        let text = "The parameter Hibernate is not implemented by Twinstance.";
        assert_eq!(hibernate, refusal(400, "UnsupportedParameter", text));
        assert_eq!(status(&twin, "i-running"), "Running");
    }

    #[test]
    fn only_a_running_instance_stops() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-stopped").error(), wrong_status());
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-running").error(), wrong_status(), "it is stopping");
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-stopped").error(), wrong_status(), "it is starting");
    }

    #[test]
    fn a_locked_instance_does_not_stop() {
        assert_eq!(Twin::with(WORLD).ecs("StopInstance&InstanceId=i-locked").error(), locked());
    }

    #[test]
    fn local_disks_need_a_confirmation() {
        let twin = Twin::with(WORLD);
        let text = "The input parameter ConfirmStop must be true when an instance have localstorage.";
        for confirm in ["", "&ConfirmStop=false"] {
            let answer = twin.ecs(&format!("StopInstance&InstanceId=i-local{confirm}"));
            assert_eq!(answer.error(), refusal(403, "InstanceType.ParameterMismatch", text));
        }
        twin.ecs("StopInstance&InstanceId=i-local&ConfirmStop=true").ok();
        assert_eq!(status(&twin, "i-local"), "Stopped");
    }
}

mod behaviour {
    use super::*;

    /// The mode an instance is stopped in, and whether it has a public address.
    fn mode_and_address(twin: &Twin, id: &str) -> (String, bool) {
        let seen = attribute(twin, id);
        let mode = seen["StoppedMode"].as_str().expect("a mode").to_owned();
        (mode, !seen["PublicIpAddress"]["IpAddress"].as_array().expect("a list").is_empty())
    }

    #[test]
    fn it_is_stopped_by_the_next_call() {
        let twin = Twin::with(WORLD);
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(status(&twin, "i-running"), "Stopped");
    }

    #[test]
    fn it_passes_through_stopping() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        twin.advance("29s");
        assert_eq!(status(&twin, "i-running"), "Stopping");
        twin.advance("1s");
        assert_eq!(status(&twin, "i-running"), "Stopped");
    }

    #[test]
    fn the_mode_decides_about_the_public_address() {
        for (id, mode, seen) in [
            ("i-running", "", ("KeepCharging", true)),
            ("i-running", "&StoppedMode=KeepCharging", ("KeepCharging", true)),
            ("i-running", "&StoppedMode=StopCharging", ("StopCharging", false)),
            ("i-subscribed", "&StoppedMode=StopCharging", ("KeepCharging", true)),
        ] {
            let twin = Twin::with(WORLD);
            assert_eq!(mode_and_address(&twin, id), ("Not-applicable".into(), true));
            twin.ecs(&format!("StopInstance&InstanceId={id}{mode}")).ok();
            assert_eq!(mode_and_address(&twin, id), (seen.0.into(), seen.1), "{id}{mode}");
        }
    }

    #[test]
    fn a_later_stop_has_a_mode_of_its_own() {
        let twin = Twin::with(WORLD);
        twin.ecs("StopInstance&InstanceId=i-running&StoppedMode=StopCharging").ok();
        twin.ecs("StartInstance&InstanceId=i-running").ok();
        assert_eq!(mode_and_address(&twin, "i-running"), ("Not-applicable".into(), true), "with a new address");
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(mode_and_address(&twin, "i-running").0, "KeepCharging");
    }

    #[test]
    fn a_dry_run_stops_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-running&DryRun=true").error(), dry_run());
        assert_eq!(twin.ecs("StopInstance&InstanceId=i-stopped&DryRun=true").error(), wrong_status());
        assert_eq!(status(&twin, "i-running"), "Running");
    }
}
