use crate::alibaba::ecs::{in_every_shape, invalid, missing};
use crate::support::Twin;
use serde_json::json;

const WORLD: &str = "[[ecs.instance]]\nid = \"i-one\"\ntype = \"ecs.g6.large\"";
const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
const DESCRIBE: &str = "DescribeInstanceRamRole&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceIds=%5B%22i-one%22%5D";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstanceRamRole", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","RegionId":"cn-hangzhou","TotalCount":1,"InstanceRamRoleSets":{"InstanceRamRoleSet":[{"InstanceId":"i-one","RamRoleName":""}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::empty();
        twin.ecs(&format!("RunInstances&{LEAST}&RamRoleName=reader")).ok();
        insta::assert_snapshot!(twin.ecs_xml(&format!("{DESCRIBE}&RamRoleName=reader")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceRamRoleResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><RegionId>cn-hangzhou</RegionId><TotalCount>1</TotalCount><InstanceRamRoleSets><InstanceRamRoleSet><InstanceId>i-bpgdc5irqtnjwspllcos</InstanceId><RamRoleName>reader</RamRoleName></InstanceRamRoleSet></InstanceRamRoleSets></DescribeInstanceRamRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_or_a_role_are_named() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeInstanceRamRole&RamRoleName=reader").error(), missing("RegionId"));
        assert_eq!(twin.ecs(DESCRIBE).error(), missing("InstanceIds"));
        assert_eq!(twin.ecs(&format!("{DESCRIBE}&InstanceIds=i-one")).error(), invalid("InstanceIds"));
        assert_eq!(twin.ecs(&format!("{DESCRIBE}&RamRoleName=reader&PageSize=51")).error(), invalid("PageSize"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_instance_keeps_the_role_it_was_made_with() {
        let twin = Twin::with(WORLD);
        let run = twin.ecs(&format!("RunInstances&{LEAST}&RamRoleName=reader")).json();
        let create = twin.ecs(&format!("CreateInstance&{LEAST}&RamRoleName=writer")).json();
        for (id, role) in [(&run["InstanceIdSets"]["InstanceIdSet"][0], "reader"), (&create["InstanceId"], "writer")] {
            let answer = twin.ecs(&format!("{DESCRIBE}&RamRoleName={role}")).json();
            let expected = json!([{"InstanceId": id, "RamRoleName": role}]);
            assert_eq!(answer["InstanceRamRoleSets"]["InstanceRamRoleSet"], expected);
        }
        assert_eq!(twin.ecs(&format!("{DESCRIBE}&RamRoleName=nobody")).json()["TotalCount"], 0);
    }
}
