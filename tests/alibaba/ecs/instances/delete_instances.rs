use crate::alibaba::ecs::{
    dry_run_of_many, in_every_shape, instances, missing, not_found, refusal, status, wrong_status,
};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-two"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-protected"
    type = "ecs.g6.large"
    state = "stopped"
    deletion_protection = true

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    state = "stopped"
    charge_type = "PrePaid"
"#;

const DELETE: &str = "DeleteInstances&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-one&InstanceId.2=i-two&Force=false&ForceStop=true";
        insta::assert_snapshot!(in_every_shape(WORLD, "DeleteInstances", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{DELETE}&InstanceId.1=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></DeleteInstancesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_not_too_many() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(DELETE).error(), missing("InstanceId"));
        let many: String = (1..=101).map(|n| format!("&InstanceId.{n}=i-{n}")).collect();
        let text = "Instance ids cannot be more than 100.";
        let refused = refusal(403, "InvalidParameter.TooManyInstanceIds", text);
        assert_eq!(twin.ecs(&format!("{DELETE}{many}")).error(), refused);
    }

    #[test]
    fn one_that_cannot_be_released_keeps_all() {
        let twin = Twin::with(WORLD);
        let with = |more: &str| twin.ecs(&format!("{DELETE}&InstanceId.1=i-one&InstanceId.2={more}")).error();
        assert_eq!(with("i-running"), wrong_status());
        assert_eq!(with("i-nowhere"), not_found());
        let text = "The operation is not allowed due to deletion protection of the instance i-protected.";
        assert_eq!(with("i-protected"), refusal(403, "InvalidOperation.DeletionProtection", text));
        let text = "The operation is not permitted due to charge type of the instance.";
        assert_eq!(with("i-subscribed"), refusal(403, "ChargeTypeViolation", text));
        assert_eq!(status(&twin, "i-one"), "Stopped");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_gone_by_the_next_call() {
        let twin = Twin::with(WORLD);
        let ids = "&InstanceId.1=i-one&InstanceId.2=i-running&InstanceId.3=i-subscribed";
        twin.ecs(&format!("{DELETE}{ids}&Force=true&TerminateSubscription=true")).ok();
        let left: Vec<_> = instances(&twin).as_array().expect("a list").clone();
        let left: Vec<_> = left.iter().map(|instance| instance["InstanceId"].as_str().expect("an id")).collect();
        assert_eq!(left, ["i-protected", "i-two"]);
    }

    #[test]
    fn a_token_answers_again() {
        let twin = Twin::with(WORLD);
        let call = format!("{DELETE}&InstanceId.1=i-one&ClientToken=once");
        twin.ecs(&call).ok();
        twin.ecs(&call).ok();
        assert_eq!(twin.ecs(&format!("{DELETE}&InstanceId.1=i-one")).error(), not_found());
    }

    #[test]
    fn a_dry_run_releases_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(&format!("{DELETE}&InstanceId.1=i-one&DryRun=true")).error(), dry_run_of_many());
        assert_eq!(status(&twin, "i-one"), "Stopped");
    }
}
