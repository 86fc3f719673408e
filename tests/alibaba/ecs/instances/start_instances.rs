use crate::alibaba::ecs::{dry_run_of_many, in_every_shape, locked, refusal, status, without_id, wrong_status};
use crate::support::Twin;
use serde_json::json;

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
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security"]
"#;

/// One instance more than run already.
const STOCK: &str = "[[ecs.stock]]\ntype = \"ecs.g6.large\"\ncount = 3";

const START: &str = "StartInstances&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-one&InstanceId.2=i-two&BatchOptimization=AllTogether";
        insta::assert_snapshot!(in_every_shape(WORLD, "StartInstances", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceResponses":{"InstanceResponse":[{"InstanceId":"i-one","Code":"200","Message":"success","PreviousStatus":"Stopped","CurrentStatus":"Starting"},{"InstanceId":"i-two","Code":"200","Message":"success","PreviousStatus":"Stopped","CurrentStatus":"Starting"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("{START}&InstanceId.1=i-one&InstanceId.2=i-TestID&BatchOptimization=SuccessFirst");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><StartInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceResponses><InstanceResponse><InstanceId>i-one</InstanceId><Code>200</Code><Message>success</Message><PreviousStatus>Stopped</PreviousStatus><CurrentStatus>Starting</CurrentStatus></InstanceResponse><InstanceResponse><InstanceId>i-TestID</InstanceId><Code>InvalidInstanceId.NotFound</Code><Message>The specified InstanceId does not exist.</Message><PreviousStatus/><CurrentStatus/></InstanceResponse></InstanceResponses></StartInstancesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_not_too_many() {
        let twin = Twin::with(WORLD);
        let text = "InstanceId should not be null.";
        assert_eq!(twin.ecs(START).error(), refusal(403, "InvalidInstanceId.NotFound", text));
        let many: String = (1..=101).map(|n| format!("&InstanceId.{n}=i-{n}")).collect();
        let text = "Instance ids cannot be more than 100.";
        let refused = refusal(403, "InvalidParameter.TooManyInstanceIds", text);
        assert_eq!(twin.ecs(&format!("{START}{many}")).error(), refused);
        let text = "The specified parameter \"BatchOptimization\" is not valid.";
        let call = format!("{START}&InstanceId.1=i-one&BatchOptimization=Some");
        assert_eq!(twin.ecs(&call).error(), refusal(400, "InvalidParameter", text));
    }

    #[test]
    fn all_together_means_that_each_can() {
        let twin = Twin::with(WORLD);
        let with = |id: &str| twin.ecs(&format!("{START}&InstanceId.1=i-one&InstanceId.2={id}")).error();
        assert_eq!(with("i-running"), wrong_status());
        assert_eq!(with("i-locked"), locked());
        let text = "The specified InstanceId does not exist.";
        assert_eq!(with("i-nowhere"), refusal(404, "InvalidInstanceId.NotFound", text));
        assert_eq!(status(&twin, "i-one"), "Stopped");
    }

    #[test]
    fn those_that_start_together_share_the_stock() {
        let twin = Twin::with(&format!("{WORLD}\n{STOCK}"));
        let call = format!("{START}&InstanceId.1=i-one&InstanceId.2=i-two");
        // What has been stopped and still costs has kept its capacity.
        twin.ecs(&call).ok();
        let stop = call.replace("Start", "Stop");
        twin.ecs(&format!("{stop}&StoppedMode=StopCharging")).ok();
        let text = "The requested resource is sold out in the specified zone; try other types of resources or other \
                    regions and zones.";
        assert_eq!(twin.ecs(&call).error(), refusal(403, "OperationDenied.NoStock", text));
        assert_eq!(status(&twin, "i-one"), "Stopped");
        let answer = twin.ecs(&format!("{call}&BatchOptimization=SuccessFirst")).json();
        let items = &answer["InstanceResponses"]["InstanceResponse"];
        assert_eq!((&items[0]["Code"], &items[1]["Code"]), (&json!("200"), &json!("OperationDenied.NoStock")));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_run_by_the_next_call() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{START}&InstanceId.1=i-one&InstanceId.2=i-two&InstanceId.3=i-one")).ok();
        assert_eq!((status(&twin, "i-one"), status(&twin, "i-two")), ("Running".into(), "Running".into()));
    }

    #[test]
    fn success_first_serves_those_that_can() {
        let twin = Twin::with(WORLD);
        let call = format!("{START}&BatchOptimization=SuccessFirst&InstanceId.1=i-locked&InstanceId.2=i-two");
        let item = |id: &str, code: &str, message: &str, before: &str, after: &str| json!({"InstanceId": id, "Code": code, "Message": message, "PreviousStatus": before, "CurrentStatus": after});
        let text = "The specified operation is denied as your instance is locked for security reasons.";
        let expected = json!([
            item("i-locked", "InstanceLockedForSecurity", text, "Stopped", "Stopped"),
            item("i-two", "200", "success", "Stopped", "Starting"),
        ]);
        assert_eq!(without_id(&twin.ecs(&call))["InstanceResponses"]["InstanceResponse"], expected);
        assert_eq!((status(&twin, "i-locked"), status(&twin, "i-two")), ("Stopped".into(), "Running".into()));
    }

    #[test]
    fn a_dry_run_starts_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(&format!("{START}&InstanceId.1=i-one&DryRun=true")).error(), dry_run_of_many());
        assert_eq!(twin.ecs(&format!("{START}&InstanceId.1=i-running&DryRun=true")).error(), wrong_status());
        let first = format!("{START}&InstanceId.1=i-running&DryRun=true&BatchOptimization=SuccessFirst");
        assert_eq!(twin.ecs(&first).error(), dry_run_of_many());
        assert_eq!(status(&twin, "i-one"), "Stopped");
    }
}
