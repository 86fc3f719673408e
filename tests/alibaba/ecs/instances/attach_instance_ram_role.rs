use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ecs]
    instance = [
        { id = "i-1", type = "ecs.g6.large" },
        { id = "i-2", type = "ecs.g6.large", state = "stopped" },
    ]
"#;

fn call(twin: &Twin, ids: &str, role: &str) -> Answer {
    twin.ecs(&format!("AttachInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[{ids}]&RamRoleName={role}"))
}

/// The role of the first instance.
#[track_caller]
fn role(twin: &Twin) -> String {
    let json = twin.ecs("DescribeInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22i-1%22]").json();
    json["InstanceRamRoleSets"]["InstanceRamRoleSet"][0]["RamRoleName"].as_str().expect("a name").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_a_result_for_each() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(call(&twin, "%22i-1%22,%22i-2%22", "reader").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","RamRoleName":"reader","TotalCount":2,"FailCount":0,"AttachInstanceRamRoleResults":{"AttachInstanceRamRoleResult":[{"InstanceId":"i-1","Success":true,"Code":"200","Message":"success"},{"InstanceId":"i-2","Success":true,"Code":"200","Message":"success"}]}}"#);
        let xml = "AttachInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22i-2%22]&RamRoleName=reader";
        insta::assert_snapshot!(twin.ecs_xml(xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AttachInstanceRamRoleResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><RamRoleName>reader</RamRoleName><TotalCount>1</TotalCount><FailCount>0</FailCount><AttachInstanceRamRoleResults><AttachInstanceRamRoleResult><InstanceId>i-2</InstanceId><Success>true</Success><Code>200</Code><Message>success</Message></AttachInstanceRamRoleResult></AttachInstanceRamRoleResults></AttachInstanceRamRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(
            twin.ecs("AttachInstanceRamRole&RegionId=cn-hangzhou&RamRoleName=x").error(),
            missing("InstanceIds")
        );
        let text = "The specified instanceIds are not valid.";
        assert_eq!(call(&twin, "i-1", "x").error(), refusal(400, "InvalidInstanceIds.Malformed", text));
        assert_eq!(call(&twin, "%22i-nowhere%22", "x").error().1, "InvalidInstanceId.NotFound");
        assert_eq!(call(&twin, "%22i-1%22", &"x".repeat(65)).error().1, "InvalidRamRole.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_role_shows_and_stays() {
        let twin = Twin::with(WORLD);
        call(&twin, "%22i-1%22", "reader").ok();
        assert_eq!(role(&twin), "reader");
        let again = call(&twin, "%22i-1%22", "writer").json();
        let result = &again["AttachInstanceRamRoleResults"]["AttachInstanceRamRoleResult"][0];
        assert_eq!((&again["FailCount"], &result["Success"]), (&1.into(), &false.into()));
        assert_eq!(role(&twin), "reader");
    }
}
