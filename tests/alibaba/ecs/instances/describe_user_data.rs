use crate::alibaba::ecs::{in_every_shape, missing, not_found};
use crate::support::Twin;

const WORLD: &str = "[[ecs.instance]]\nid = \"i-one\"\ntype = \"ecs.g6.large\"";
const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let body = in_every_shape(WORLD, "DescribeUserData", "RegionId=cn-hangzhou&InstanceId=i-one");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","RegionId":"cn-hangzhou","InstanceId":"i-one","UserData":""}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        twin.ecs("ModifyInstanceAttribute&InstanceId=i-one&UserData=ZWNobyBoaQ==").ok();
        insta::assert_snapshot!(twin.ecs_xml("DescribeUserData&RegionId=cn-hangzhou&InstanceId=i-one").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeUserDataResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><RegionId>cn-hangzhou</RegionId><InstanceId>i-one</InstanceId><UserData>ZWNobyBoaQ==</UserData></DescribeUserDataResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeUserData&InstanceId=i-one").error(), missing("RegionId"));
        assert_eq!(twin.ecs("DescribeUserData&RegionId=cn-hangzhou").error(), missing("InstanceId"));
        assert_eq!(twin.ecs("DescribeUserData&RegionId=cn-hangzhou&InstanceId=i-nowhere").error(), not_found());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_instance_keeps_what_it_was_made_with() {
        let twin = Twin::empty();
        let run = twin.ecs(&format!("RunInstances&{LEAST}&UserData=ZWNobyBoaQ==")).json();
        let create = twin.ecs(&format!("CreateInstance&{LEAST}&UserData=ZWNobyBobw==")).json();
        for (id, data) in
            [(&run["InstanceIdSets"]["InstanceIdSet"][0], "ZWNobyBoaQ=="), (&create["InstanceId"], "ZWNobyBobw==")]
        {
            let id = id.as_str().expect("an id");
            let seen = twin.ecs(&format!("DescribeUserData&RegionId=cn-hangzhou&InstanceId={id}")).json();
            assert_eq!(seen["UserData"], data);
        }
    }
}
