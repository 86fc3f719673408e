use crate::alibaba::ecs::{
    attribute, dry_run_of_many, in_every_shape, invalid, locked, missing, not_found, status, wrong_status,
};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-local"
    type = "ecs.i2.xlarge"

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

const STOP: &str = "StopInstances&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters =
            "RegionId=cn-hangzhou&InstanceId.1=i-one&InstanceId.2=i-stopped&BatchOptimization=SuccessFirst";
        insta::assert_snapshot!(in_every_shape(WORLD, "StopInstances", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceResponses":{"InstanceResponse":[{"InstanceId":"i-one","Code":"200","Message":"success","PreviousStatus":"Running","CurrentStatus":"Stopping"},{"InstanceId":"i-stopped","Code":"IncorrectInstanceStatus","Message":"The current status of the resource does not support this operation.","PreviousStatus":"Stopped","CurrentStatus":"Stopped"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{STOP}&InstanceId.1=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><StopInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceResponses><InstanceResponse><InstanceId>i-one</InstanceId><Code>200</Code><Message>success</Message><PreviousStatus>Running</PreviousStatus><CurrentStatus>Stopping</CurrentStatus></InstanceResponse></InstanceResponses></StopInstancesResponse>"#);
    }

    #[test]
    fn force_is_told_to_be_ignored() {
        let answer = Twin::with(WORLD).ecs(&format!("{STOP}&InstanceId.1=i-one&ForceStop=true"));
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ForceStop"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn each_must_be_able_to_stop() {
        let twin = Twin::with(WORLD);
        let with = |id: &str| twin.ecs(&format!("{STOP}&InstanceId.1=i-one&InstanceId.2={id}")).error();
        assert_eq!(with("i-stopped"), wrong_status());
        assert_eq!(with("i-locked"), locked());
        assert_eq!(with("i-nowhere"), not_found());
        assert_eq!(status(&twin, "i-one"), "Running");
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("StopInstances&InstanceId.1=i-one").error(), missing("RegionId"));
        let mode = twin.ecs(&format!("{STOP}&InstanceId.1=i-one&StoppedMode=stop")).error();
        assert_eq!(mode, invalid("StoppedMode"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_mode_is_for_those_that_pay_as_they_go() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{STOP}&InstanceId.1=i-one&InstanceId.2=i-subscribed&StoppedMode=StopCharging")).ok();
        let one = attribute(&twin, "i-one");
        assert_eq!((&one["Status"], &one["StoppedMode"]), (&"Stopped".into(), &"StopCharging".into()));
        assert_eq!(one["PublicIpAddress"]["IpAddress"], serde_json::json!([]));
        assert_eq!(attribute(&twin, "i-subscribed")["StoppedMode"], "KeepCharging");
    }

    #[test]
    fn local_disks_need_no_confirmation_here() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{STOP}&InstanceId.1=i-local")).ok();
        assert_eq!(status(&twin, "i-local"), "Stopped");
    }

    #[test]
    fn a_dry_run_stops_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(&format!("{STOP}&InstanceId.1=i-one&DryRun=true")).error(), dry_run_of_many());
        assert_eq!(status(&twin, "i-one"), "Running");
    }
}
