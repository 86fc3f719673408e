use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;
use serde_json::json;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"
"#;

const DESCRIBE: &str = "DescribeInstancesFullStatus&RegionId=cn-hangzhou";

/// The ids of what these parameters find.
#[track_caller]
fn found(twin: &Twin, parameters: &str) -> Vec<String> {
    let answer = twin.ecs(&format!("{DESCRIBE}{parameters}")).json();
    let list = answer["InstanceFullStatusSet"]["InstanceFullStatusType"].as_array().expect("a list").clone();
    list.iter().map(|item| item["InstanceId"].as_str().expect("an id").to_owned()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-one&InstanceId.2=i-stopped&InstanceId.3=i-nowhere";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstancesFullStatus", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":2,"PageNumber":1,"PageSize":10,"InstanceFullStatusSet":{"InstanceFullStatusType":[{"InstanceId":"i-one","Status":{"Code":1,"Name":"Running"},"HealthStatus":{"Code":0,"Name":"OK"},"ScheduledSystemEventSet":{"ScheduledSystemEventType":[]}},{"InstanceId":"i-stopped","Status":{"Code":4,"Name":"Stopped"},"HealthStatus":{"Code":4,"Name":"NotApplicable"},"ScheduledSystemEventSet":{"ScheduledSystemEventType":[]}}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{DESCRIBE}&InstanceId.1=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstancesFullStatusResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceFullStatusSet><InstanceFullStatusType><InstanceId>i-one</InstanceId><Status><Code>1</Code><Name>Running</Name></Status><HealthStatus><Code>0</Code><Name>OK</Name></HealthStatus><ScheduledSystemEventSet/></InstanceFullStatusType></InstanceFullStatusSet></DescribeInstancesFullStatusResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_value_has_its_refusal() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeInstancesFullStatus").error(), missing("RegionId"));
        let many = |name: &str, count: usize| -> String { (1..=count).map(|n| format!("&{name}.{n}=x")).collect() };
        let times = |end: &str| format!("&NotBefore.Start=2026-11-22T00:00:00Z&NotBefore.End={end}");
        for (parameters, code, name) in [
            ("&Status=Gone".to_owned(), "InvalidParameter", "Status"),
            ("&HealthStatus=ok".to_owned(), "InvalidParameter", "HealthStatus"),
            (many("InstanceId", 101), "InstanceIdLimitExceeded", "InstanceId"),
            (many("EventId", 101), "EventIdLimitExceeded", "EventId"),
            (many("InstanceEventType", 31), "InvalidParameter", "InstanceEventType"),
            (times("2026-11-21T00:00:00Z"), "InvalidParameter.TimeEndBeforeStart", "NotBefore"),
            (times("later"), "InvalidParameter", "NotBefore.End"),
            ("&PageSize=101".to_owned(), "InvalidParameter", "PageSize"),
        ] {
            let text = format!("The specified parameter \"{name}\" is not valid.");
            assert_eq!(twin.ecs(&format!("{DESCRIBE}{parameters}")).error(), refusal(403, code, &text), "{parameters}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn states_and_health_are_filters() {
        let twin = Twin::with(WORLD);
        assert_eq!(found(&twin, ""), ["i-one", "i-stopped"]);
        assert_eq!(found(&twin, "&Status=Running"), ["i-one"]);
        assert_eq!(found(&twin, "&HealthStatus=NotApplicable"), ["i-stopped"]);
        assert_eq!(found(&twin, "&PageSize=1&PageNumber=2"), ["i-stopped"]);
    }

    #[test]
    fn nothing_is_scheduled() {
        let twin = Twin::with(WORLD);
        for parameters in [
            "&EventType=SystemMaintenance.Reboot",
            "&InstanceEventType.1=SystemFailure.Reboot",
            "&EventId.1=e-1",
            "&NotBefore.Start=2026-11-22T00:00:00Z",
            "&EventPublishTime.End=2026-11-22T00:00:00Z",
        ] {
            assert_eq!(found(&twin, parameters), [""; 0], "{parameters}");
        }
    }

    #[test]
    fn one_that_starts_is_initializing() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        let answer = twin.ecs(&format!("{DESCRIBE}&InstanceId.1=i-stopped")).json();
        let seen = &answer["InstanceFullStatusSet"]["InstanceFullStatusType"][0];
        assert_eq!(
            (&seen["Status"]["Name"], &seen["HealthStatus"]["Name"]),
            (&json!("Starting"), &json!("Initializing"))
        );
    }
}
