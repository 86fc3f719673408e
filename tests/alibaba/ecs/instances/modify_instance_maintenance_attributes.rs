use crate::alibaba::ecs::{in_every_shape, missing, not_found, refusal};
use crate::support::Twin;
use serde_json::{Value, json};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-local"
    type = "ecs.i2.xlarge"
"#;

const MODIFY: &str = "ModifyInstanceMaintenanceAttributes&RegionId=cn-hangzhou";

fn seen(twin: &Twin, id: &str) -> Value {
    let call = format!("DescribeInstanceMaintenanceAttributes&RegionId=cn-hangzhou&InstanceId.1={id}");
    twin.ecs(&call).json()["MaintenanceAttributes"]["MaintenanceAttribute"][0].clone()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-one&ActionOnMaintenance=Stop&NotifyOnMaintenance=true\
                          &MaintenanceWindow.1.StartTime=02:00:00&MaintenanceWindow.1.EndTime=03:00:00";
        insta::assert_snapshot!(in_every_shape(WORLD, "ModifyInstanceMaintenanceAttributes", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("{MODIFY}&InstanceId.1=i-one&ActionOnMaintenance=Stop");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceMaintenanceAttributesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyInstanceMaintenanceAttributesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(MODIFY).error(), missing("InstanceId"));
        let call = format!("{MODIFY}&InstanceId.1=i-one&InstanceId.2=i-nowhere&ActionOnMaintenance=Stop");
        assert_eq!(twin.ecs(&call).error(), not_found());
        assert_eq!(seen(&twin, "i-one")["ActionOnMaintenance"]["Value"], "AutoRecover");
    }

    #[test]
    fn values_are_known() {
        let twin = Twin::with(WORLD);
        let window =
            |start: &str, end: &str| format!("MaintenanceWindow.1.StartTime={start}&MaintenanceWindow.1.EndTime={end}");
        for (parameters, name) in [
            ("ActionOnMaintenance=Panic".to_owned(), "ActionOnMaintenance"),
            ("ActionOnMaintenance=AutoRedeploy".to_owned(), "ActionOnMaintenance"),
            ("NotifyOnMaintenance=maybe".to_owned(), "NotifyOnMaintenance"),
            (window("02:30:00", "03:00:00"), "MaintenanceWindow.1.StartTime"),
            (window("02:00:00", "24:00:00"), "MaintenanceWindow.1.EndTime"),
            (window("02:00:00", "02:00:00"), "MaintenanceWindow.1.EndTime"),
            (format!("{}&MaintenanceWindow.2.StartTime=04:00:00", window("02:00:00", "03:00:00")), "MaintenanceWindow"),
        ] {
            let text = format!("The specified parameter \"{name}\" is not valid.");
            let error = twin.ecs(&format!("{MODIFY}&InstanceId.1=i-one&{parameters}")).error();
            assert_eq!(error, refusal(403, "InvalidParameter", &text), "{parameters}");
        }
        let half = twin.ecs(&format!("{MODIFY}&InstanceId.1=i-one&MaintenanceWindow.1.StartTime=02:00:00"));
        assert_eq!(half.error(), missing("MaintenanceWindow.1.EndTime"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_named_changes_and_the_rest_stays() {
        let twin = Twin::with(WORLD);
        let both = format!("{MODIFY}&InstanceId.1=i-one&InstanceId.2=i-local");
        twin.ecs(&format!("{both}&ActionOnMaintenance=Stop")).ok();
        let window = "MaintenanceWindow.1.StartTime=22:00:00&MaintenanceWindow.1.EndTime=04:00:00";
        twin.ecs(&format!("{both}&NotifyOnMaintenance=true&{window}")).ok();
        for id in ["i-one", "i-local"] {
            let seen = seen(&twin, id);
            assert_eq!(seen["ActionOnMaintenance"]["Value"], "Stop", "{id}");
            assert_eq!(seen["NotifyOnMaintenance"], true, "{id}");
            let windows = json!([{"StartTime": "22:00:00", "EndTime": "04:00:00"}]);
            assert_eq!(seen["MaintenanceWindows"]["MaintenanceWindow"], windows, "{id}");
        }
    }
}
