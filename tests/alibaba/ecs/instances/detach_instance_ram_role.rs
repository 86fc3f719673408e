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
    twin.ecs(&format!("DetachInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[{ids}]&RamRoleName={role}"))
}

/// Gives the first instance a role.
#[track_caller]
fn attach(twin: &Twin, role: &str) {
    let call = "AttachInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22i-1%22]";
    twin.ecs(&format!("{call}&RamRoleName={role}")).ok();
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
        attach(&twin, "reader");
        insta::assert_snapshot!(call(&twin, "%22i-1%22,%22i-2%22", "reader").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","RamRoleName":"reader","TotalCount":2,"FailCount":0,"DetachInstanceRamRoleResults":{"DetachInstanceRamRoleResult":[{"InstanceId":"i-1","Success":true,"Code":"200","Message":"Success","InstanceRamRoleSets":{"InstanceRamRoleSet":[{"InstanceId":"i-1","RamRoleName":"reader"}]}},{"InstanceId":"i-2","Success":true,"Code":"200","Message":"Success","InstanceRamRoleSets":{"InstanceRamRoleSet":[]}}]}}"#);
        let xml = "DetachInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22i-2%22]&RamRoleName=reader";
        insta::assert_snapshot!(twin.ecs_xml(xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DetachInstanceRamRoleResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><RamRoleName>reader</RamRoleName><TotalCount>1</TotalCount><FailCount>0</FailCount><DetachInstanceRamRoleResults><DetachInstanceRamRoleResult><InstanceId>i-2</InstanceId><Success>true</Success><Code>200</Code><Message>Success</Message><InstanceRamRoleSets/></DetachInstanceRamRoleResult></DetachInstanceRamRoleResults></DetachInstanceRamRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(
            twin.ecs("DetachInstanceRamRole&RegionId=cn-hangzhou&RamRoleName=x").error(),
            missing("InstanceIds")
        );
        let text = "The specified instanceIds are not valid.";
        assert_eq!(call(&twin, "i-1", "x").error(), refusal(400, "InvalidInstanceIds.Malformed", text));
        assert_eq!(call(&twin, "%22i-nowhere%22", "x").error().1, "InvalidInstanceId.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_role_is_gone_if_it_is_that_one() {
        let twin = Twin::with(WORLD);
        attach(&twin, "reader");
        call(&twin, "%22i-1%22", "writer").ok();
        assert_eq!(role(&twin), "reader");
        twin.ecs("DetachInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22i-1%22]").ok();
        assert_eq!(role(&twin), "");
    }
}
