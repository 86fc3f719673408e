use crate::alibaba::ecs::{in_every_shape, invalid, missing};
use crate::support::Twin;
use serde_json::json;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-local"
    type = "ecs.i2.xlarge"
"#;

const DESCRIBE: &str = "DescribeInstanceMaintenanceAttributes&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-one&InstanceId.2=i-nowhere";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstanceMaintenanceAttributes", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"MaintenanceAttributes":{"MaintenanceAttribute":[{"InstanceId":"i-one","ActionOnMaintenance":{"Value":"AutoRecover","DefaultValue":"AutoRecover","SupportedValues":{"SupportedValue":["AutoRecover","Stop"]}},"MaintenanceWindows":{"MaintenanceWindow":[]},"NotifyOnMaintenance":false}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        let window = "MaintenanceWindow.1.StartTime=02:00:00&MaintenanceWindow.1.EndTime=03:00:00";
        let modify = "ModifyInstanceMaintenanceAttributes&RegionId=cn-hangzhou&InstanceId.1=i-one";
        twin.ecs(&format!("{modify}&{window}")).ok();
        insta::assert_snapshot!(twin.ecs_xml(&format!("{DESCRIBE}&InstanceId.1=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceMaintenanceAttributesResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><MaintenanceAttributes><MaintenanceAttribute><InstanceId>i-one</InstanceId><ActionOnMaintenance><Value>AutoRecover</Value><DefaultValue>AutoRecover</DefaultValue><SupportedValues><SupportedValue>AutoRecover</SupportedValue><SupportedValue>Stop</SupportedValue></SupportedValues></ActionOnMaintenance><MaintenanceWindows><MaintenanceWindow><StartTime>02:00:00</StartTime><EndTime>03:00:00</EndTime></MaintenanceWindow></MaintenanceWindows><NotifyOnMaintenance>false</NotifyOnMaintenance></MaintenanceAttribute></MaintenanceAttributes></DescribeInstanceMaintenanceAttributesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn pages_and_lists_have_their_bounds() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeInstanceMaintenanceAttributes").error(), missing("RegionId"));
        assert_eq!(twin.ecs(&format!("{DESCRIBE}&PageSize=101")).error(), invalid("PageSize"));
        let many: String = (1..=101).map(|n| format!("&InstanceId.{n}=i-{n}")).collect();
        assert_eq!(twin.ecs(&format!("{DESCRIBE}{many}")).error(), invalid("InstanceId"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn local_disks_have_a_default_of_their_own() {
        let answer = Twin::with(WORLD).ecs(&format!("{DESCRIBE}&PageSize=1")).json();
        assert_eq!((&answer["TotalCount"], &answer["PageSize"]), (&json!(2), &json!(1)));
        let local = &answer["MaintenanceAttributes"]["MaintenanceAttribute"][0];
        assert_eq!(local["InstanceId"], "i-local");
        assert_eq!(local["ActionOnMaintenance"]["DefaultValue"], "AutoRedeploy");
    }
}
