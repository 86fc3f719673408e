use crate::alibaba::ecs::{attribute, in_every_shape, locked, missing, not_found, refusal, status};
use crate::support::Twin;
use serde_json::json;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["financial"]

    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"
    locks = ["financial"]

    [[ecs.instance]]
    id = "i-fine"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    locks = ["financial"]

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["financial", "security"]
"#;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-overdue";
        insta::assert_snapshot!(in_every_shape(WORLD, "ReActivateInstances", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml("ReActivateInstances&InstanceId=i-overdue").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ReActivateInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ReActivateInstancesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::with(WORLD);
        let fine = "Instance status is not Expired, ImageExpired or EcsAndImageExpired.";
        let subscribed = "The specified pre pay instance not support.";
        for (parameters, error) in [
            ("", missing("InstanceId")),
            ("&InstanceId=i-nowhere", not_found()),
            ("&InstanceId=i-locked", locked()),
            ("&InstanceId=i-fine", refusal(400, "ReopenInstance.InstanceStatusNotValid", fine)),
            ("&InstanceId=i-subscribed", refusal(404, "InvalidPayType.NotSupport", subscribed)),
        ] {
            assert_eq!(twin.ecs(&format!("ReActivateInstances{parameters}")).error(), error, "{parameters}");
        }
    }

    #[test]
    fn an_account_in_arrears_reactivates_nothing() {
        let twin = Twin::with(&format!("[[account]]\ncloud = \"ecs\"\nfacts = {{ in_arrears = true }}\n{WORLD}"));
        let text = "Your account does not have enough balance.";
        let error = twin.ecs("ReActivateInstances&InstanceId=i-overdue").error();
        assert_eq!(error, refusal(403, "InsufficientBalance", text));
        assert_eq!(status(&twin, "i-overdue"), "Stopped");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_lock_is_gone_and_the_instance_runs() {
        let twin = Twin::with(WORLD);
        for id in ["i-overdue", "i-running"] {
            twin.ecs(&format!("ReActivateInstances&InstanceId={id}")).ok();
            let seen = attribute(&twin, id);
            assert_eq!((&seen["Status"], &seen["OperationLocks"]["LockReason"]), (&json!("Running"), &json!([])));
        }
    }
}
