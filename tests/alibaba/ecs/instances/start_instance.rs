use crate::alibaba::ecs::{
    attribute, dry_run, in_every_shape, locked, missing, not_found, refusal, status, wrong_status,
};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security", "financial"]

    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["financial"]
"#;

/// One whose subscription is over.
fn expired() -> Twin {
    let twin = Twin::with("[[ecs.instance]]\nid = \"i-month\"\ntype = \"ecs.g6.large\"\ncharge_type = \"PrePaid\"");
    assert_eq!(status(&twin, "i-month"), "Running");
    twin.advance("720h");
    twin
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        insta::assert_snapshot!(in_every_shape(WORLD, "StartInstance", "InstanceId=i-stopped"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml("StartInstance&InstanceId=i-stopped").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><StartInstanceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></StartInstanceResponse>"#);
    }

    #[test]
    fn local_disks_are_told_to_be_ignored() {
        let answer = Twin::with(WORLD).ecs("StartInstance&InstanceId=i-stopped&InitLocalDisk=True");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("InitLocalDisk"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn one_whose_subscription_is_over_is_stopped_and_locked() {
        let twin = expired();
        let locks = attribute(&twin, "i-month")["OperationLocks"]["LockReason"].clone();
        assert_eq!(locks[0]["LockReason"], "financial");
        assert_eq!(status(&twin, "i-month"), "Stopped");
        let over = refusal(403, "InstanceExpired", "The PrePaid instance has been expired.");
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-month").error(), over);
        twin.ecs("DeleteInstance&InstanceId=i-month&TerminateSubscription=true").ok();
    }

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("StartInstance").error(), missing("InstanceId"));
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-nowhere").error(), not_found());
    }

    #[test]
    fn only_a_stopped_instance_starts() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-running").error(), wrong_status());
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-running").error(), wrong_status(), "it is stopping");
        twin.advance("30s");
        twin.ecs("StartInstance&InstanceId=i-running").ok();
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-running").error(), wrong_status(), "it is starting");
    }

    #[test]
    fn a_locked_instance_does_not_start() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-locked").error(), locked());
        let overdue = twin.ecs("StartInstance&InstanceId=i-overdue").error();
        assert_eq!(overdue, refusal(400, "Account.Arrearage", "Your account has been in arrears."));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_runs_by_the_next_call() {
        let twin = Twin::with(WORLD);
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        assert_eq!(status(&twin, "i-stopped"), "Running");
    }

    #[test]
    fn it_passes_through_starting() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        twin.advance("19s");
        assert_eq!(status(&twin, "i-stopped"), "Starting");
        twin.advance("1s");
        assert_eq!(status(&twin, "i-stopped"), "Running");
    }

    #[test]
    fn the_public_address_stays() {
        let twin = Twin::with(WORLD);
        let before = attribute(&twin, "i-stopped");
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        let after = attribute(&twin, "i-stopped");
        assert_eq!(before["PublicIpAddress"]["IpAddress"][0], "100.64.0.2");
        assert_eq!(after["PublicIpAddress"], before["PublicIpAddress"]);
        assert_eq!((&before["StoppedMode"], &after["StoppedMode"]), (&"KeepCharging".into(), &"Not-applicable".into()));
    }

    #[test]
    fn the_mode_of_one_stopped_without_charge_is_standard_again() {
        for (stopped, mode) in [("StopCharging", "Standard"), ("KeepCharging", "Unlimited")] {
            let twin = Twin::with("[[ecs.instance]]\nid = \"i-burst\"\ntype = \"ecs.t6-c1m1.large\"");
            twin.ecs("ModifyInstanceAttribute&InstanceId=i-burst&CreditSpecification=Unlimited").ok();
            twin.ecs(&format!("StopInstance&InstanceId=i-burst&StoppedMode={stopped}")).ok();
            twin.ecs("StartInstance&InstanceId=i-burst").ok();
            assert_eq!(attribute(&twin, "i-burst")["CreditSpecification"], mode, "{stopped}");
        }
    }

    #[test]
    fn the_time_of_the_start_is_kept() {
        let twin = Twin::with(WORLD);
        twin.advance("90m");
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        let seen = twin
            .ecs("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=[\"i-stopped\"]".replace('"', "%22").as_str())
            .json();
        let instance = &seen["Instances"]["Instance"][0];
        assert_eq!(instance["StartTime"], "2026-11-21T09:30Z");
        assert_eq!(instance["CreationTime"], "2026-11-21T08:00Z");
    }

    #[test]
    fn a_dry_run_starts_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-stopped&DryRun=True").error(), dry_run());
        assert_eq!(twin.ecs("StartInstance&InstanceId=i-running&DryRun=true").error(), wrong_status());
        assert_eq!(status(&twin, "i-stopped"), "Stopped");
    }
}
