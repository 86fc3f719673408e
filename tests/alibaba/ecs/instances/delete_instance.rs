use crate::alibaba::ecs::{
    attribute, dry_run, in_every_shape, instances, invalid, missing, not_found, refusal, status, wrong_status,
};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    state = "stopped"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-protected"
    type = "ecs.g6.large"
    state = "stopped"
    deletion_protection = true

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security"]
"#;

const NEW: &str = "&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "InstanceId=i-running&Force=True&TerminateSubscription=False";
        insta::assert_snapshot!(in_every_shape(WORLD, "DeleteInstance", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml("DeleteInstance&InstanceId=i-stopped").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteInstanceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></DeleteInstanceResponse>"#);
    }

    #[test]
    fn the_way_of_stopping_is_told_to_be_ignored() {
        let answer = Twin::with(WORLD).ecs("DeleteInstance&InstanceId=i-stopped&ForceStop=true");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ForceStop"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DeleteInstance").error(), missing("InstanceId"));
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-nowhere").error(), not_found());
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-stopped&Force=1").error(), invalid("Force"));
    }

    #[test]
    fn a_running_instance_needs_force() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-running").error(), wrong_status());
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-running&Force=false").error(), wrong_status());
        twin.ecs("DeleteInstance&InstanceId=i-running&Force=true").ok();
    }

    #[test]
    fn an_instance_in_between_is_not_released() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-running&Force=true").error(), wrong_status());
        let id = twin.ecs(&format!("CreateInstance{NEW}")).json()["InstanceId"].as_str().expect("an id").to_owned();
        let text = "The specified instance status does not support this operation.";
        let answer = twin.ecs(&format!("DeleteInstance&InstanceId={id}&Force=true"));
        assert_eq!(answer.error(), refusal(403, "IncorrectInstanceStatus.Initializing", text));
        twin.advance("1m");
        twin.ecs(&format!("DeleteInstance&InstanceId={id}")).ok();
    }

    #[test]
    fn a_subscription_is_ended_in_so_many_words() {
        let twin = Twin::with(WORLD);
        let text = "The operation is not permitted due to charge type of the instance.";
        let answer = twin.ecs("DeleteInstance&InstanceId=i-subscribed&Force=true");
        assert_eq!(answer.error(), refusal(403, "ChargeTypeViolation", text));
        twin.ecs("DeleteInstance&InstanceId=i-subscribed&TerminateSubscription=true").ok();
    }

    #[test]
    fn protection_holds_against_force() {
        let twin = Twin::with(WORLD);
        let text = "The operation is not allowed due to deletion protection of the instance i-protected.";
        let answer = twin.ecs("DeleteInstance&InstanceId=i-protected&Force=true");
        assert_eq!(answer.error(), refusal(403, "InvalidOperation.DeletionProtection", text));
        assert_eq!(status(&twin, "i-protected"), "Stopped");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_by_the_next_call() {
        let twin = Twin::with(WORLD);
        twin.ecs("DeleteInstance&InstanceId=i-stopped").ok();
        assert_eq!(twin.ecs("DescribeInstanceAttribute&InstanceId=i-stopped").error(), not_found());
        let left: Vec<_> =
            instances(&twin).as_array().expect("a list").iter().map(|i| i["InstanceId"].clone()).collect();
        assert_eq!(left, ["i-locked", "i-protected", "i-running", "i-subscribed"]);
    }

    #[test]
    fn it_passes_through_stopping() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("DeleteInstance&InstanceId=i-running&Force=true").ok();
        assert_eq!(status(&twin, "i-running"), "Stopping");
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-running&Force=true").error(), wrong_status());
        twin.advance("30s");
        assert_eq!(twin.ecs("DescribeInstanceAttribute&InstanceId=i-running").error(), not_found());
    }

    #[test]
    fn a_locked_instance_can_be_released() {
        let twin = Twin::with(WORLD);
        twin.ecs("DeleteInstance&InstanceId=i-locked").ok();
        assert_eq!(twin.ecs("DescribeInstanceAttribute&InstanceId=i-locked").error(), not_found());
    }

    #[test]
    fn its_private_address_is_free_again() {
        let twin = Twin::with(WORLD);
        let address = attribute(&twin, "i-stopped")["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0].clone();
        let wanted = format!("CreateInstance{NEW}&PrivateIpAddress={}", address.as_str().expect("an address"));
        assert_eq!(twin.ecs(&wanted).0.status, 400, "it is in use");
        twin.ecs("DeleteInstance&InstanceId=i-stopped").ok();
        twin.ecs("DescribeRegions").ok();
        let id = twin.ecs(&wanted).json()["InstanceId"].as_str().expect("an id").to_owned();
        assert_eq!(attribute(&twin, &id)["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0], address);
    }

    #[test]
    fn a_dry_run_releases_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-stopped&DryRun=true").error(), dry_run());
        assert_eq!(twin.ecs("DeleteInstance&InstanceId=i-running&DryRun=true").error(), wrong_status());
        assert_eq!(status(&twin, "i-stopped"), "Stopped");
    }
}
