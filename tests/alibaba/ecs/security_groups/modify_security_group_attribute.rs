use super::{WORLD, make, no_group};
use crate::support::{Answer, Twin};

fn call(twin: &Twin, group: &str, more: &str) -> Answer {
    twin.ecs(&format!("ModifySecurityGroupAttribute&RegionId=cn-hangzhou&SecurityGroupId={group}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        insta::assert_snapshot!(call(&twin, &group, "&Description=changed").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = format!(
            "ModifySecurityGroupAttribute&RegionId=cn-hangzhou&SecurityGroupId={group}&SecurityGroupName=other"
        );
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifySecurityGroupAttributeResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></ModifySecurityGroupAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn texts_are_what_they_can_be() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        assert_eq!(call(&twin, "sg-nowhere", "").error(), no_group());
        assert_eq!(call(&twin, &group, "&SecurityGroupName=1").error().1, "InvalidSecurityGroupName.Malformed");
        assert_eq!(call(&twin, &group, "&Description=x").error().1, "InvalidSecurityGroupDiscription.Malformed");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_named_changes() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "&SecurityGroupName=before&Description=before");
        let shown = || {
            let call = "DescribeSecurityGroups&RegionId=cn-hangzhou";
            let json = twin.ecs(&format!("{call}&SecurityGroupId={group}")).json();
            let one = json["SecurityGroups"]["SecurityGroup"][0].clone();
            [one["SecurityGroupName"].clone(), one["Description"].clone()]
        };
        call(&twin, &group, "&SecurityGroupName=after").ok();
        assert_eq!(shown(), ["after", "before"]);
        // As everywhere on ECS, an empty parameter is none.
        call(&twin, &group, "&SecurityGroupName=&Description=changed").ok();
        assert_eq!(shown(), ["after", "changed"]);
    }
}
