use crate::alibaba::ecs::{dry_run_of_many, in_every_shape, locked, missing, not_found, status, wrong_status};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-two"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

const REBOOT: &str = "RebootInstances&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-one&InstanceId.2=i-two";
        insta::assert_snapshot!(in_every_shape(WORLD, "RebootInstances", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceResponses":{"InstanceResponse":[{"InstanceId":"i-one","Code":"200","Message":"success","PreviousStatus":"Running","CurrentStatus":"Starting"},{"InstanceId":"i-two","Code":"200","Message":"success","PreviousStatus":"Running","CurrentStatus":"Starting"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{REBOOT}&InstanceId.1=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><RebootInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceResponses><InstanceResponse><InstanceId>i-one</InstanceId><Code>200</Code><Message>success</Message><PreviousStatus>Running</PreviousStatus><CurrentStatus>Starting</CurrentStatus></InstanceResponse></InstanceResponses></RebootInstancesResponse>"#);
    }

    #[test]
    fn force_is_told_to_be_ignored() {
        let answer = Twin::with(WORLD).ecs(&format!("{REBOOT}&InstanceId.1=i-one&ForceReboot=true"));
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ForceReboot"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn each_must_be_able_to_reboot() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(twin.ecs("RebootInstances&InstanceId.1=i-one").error(), missing("RegionId"));
        let with = |id: &str| twin.ecs(&format!("{REBOOT}&InstanceId.1=i-one&InstanceId.2={id}")).error();
        assert_eq!(with("i-stopped"), wrong_status());
        assert_eq!(with("i-locked"), locked());
        assert_eq!(with("i-nowhere"), not_found());
        assert_eq!(status(&twin, "i-one"), "Running");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_pass_through_starting() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs(&format!("{REBOOT}&InstanceId.1=i-one&InstanceId.2=i-two")).ok();
        assert_eq!((status(&twin, "i-one"), status(&twin, "i-two")), ("Starting".into(), "Starting".into()));
        twin.advance("20s");
        assert_eq!((status(&twin, "i-one"), status(&twin, "i-two")), ("Running".into(), "Running".into()));
    }

    #[test]
    fn a_dry_run_reboots_nothing() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(twin.ecs(&format!("{REBOOT}&InstanceId.1=i-one&DryRun=true")).error(), dry_run_of_many());
        assert_eq!(status(&twin, "i-one"), "Running");
    }
}
