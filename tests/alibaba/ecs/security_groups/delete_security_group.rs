use super::{WORLD, call, default_group, make};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let (one, other) = (make(&twin, ""), make(&twin, ""));
        insta::assert_snapshot!(call(&twin, "DeleteSecurityGroup", &one, "").ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87"}"#);
        let xml = twin.ecs_xml(&format!("DeleteSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={other}"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteSecurityGroupResponse><RequestId>E5AD0F70-0740-418D-8B6A-837B82D90BDD</RequestId></DeleteSecurityGroupResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DeleteSecurityGroup&SecurityGroupId=sg-1").error(), missing("RegionId"));
        assert_eq!(twin.ecs("DeleteSecurityGroup&RegionId=cn-hangzhou").error(), missing("SecurityGroupId"));
        let text = "The specified security group is not found.";
        let answer = call(&twin, "DeleteSecurityGroup", "sg-nowhere", "");
        assert_eq!(answer.error(), refusal(404, "InvalidSecurityGroup.NotFound", text));
    }

    #[test]
    fn nothing_refers_to_it() {
        let twin = Twin::with(WORLD);
        let text = "There is still instance(s) in the specified security group.";
        let in_use = refusal(403, "DependencyViolation", text);
        assert_eq!(call(&twin, "DeleteSecurityGroup", &default_group(&twin), "").error(), in_use);
        let (named, naming) = (make(&twin, ""), make(&twin, ""));
        let rule = format!("&IpProtocol=tcp&PortRange=22/22&SourceGroupId={named}");
        call(&twin, "AuthorizeSecurityGroup", &naming, &rule).ok();
        assert_eq!(call(&twin, "DeleteSecurityGroup", &named, "").error(), in_use);
        call(&twin, "DeleteSecurityGroup", &naming, "").ok();
        call(&twin, "DeleteSecurityGroup", &named, "").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        call(&twin, "DeleteSecurityGroup", &id, "").ok();
        assert_eq!(call(&twin, "DescribeSecurityGroups", &id, "").json()["TotalCount"], 0);
        assert_eq!(call(&twin, "DeleteSecurityGroup", &id, "").0.status, 404);
    }

    #[test]
    fn without_the_default_one_a_launch_names_another() {
        let twin = Twin::empty();
        let other = make(&twin, "");
        call(&twin, "DeleteSecurityGroup", &default_group(&twin), "").ok();
        let launch = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        assert_eq!(twin.ecs(launch).error(), missing("SecurityGroupId"));
        twin.ecs(&format!("{launch}&SecurityGroupId={other}")).ok();
    }
}
