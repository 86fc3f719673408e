use super::{WORLD, make, no_group};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn call(twin: &Twin, group: &str, policy: &str) -> Answer {
    let call = "ModifySecurityGroupPolicy&RegionId=cn-hangzhou";
    twin.ecs(&format!("{call}&SecurityGroupId={group}&InnerAccessPolicy={policy}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        insta::assert_snapshot!(call(&twin, &group, "Drop").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml =
            format!("ModifySecurityGroupPolicy&RegionId=cn-hangzhou&SecurityGroupId={group}&InnerAccessPolicy=accept");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifySecurityGroupPolicyResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></ModifySecurityGroupPolicyResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_policy_is_one_of_two_and_of_an_ordinary_group() {
        let twin = Twin::with(WORLD);
        let (group, large) = (make(&twin, ""), make(&twin, "&SecurityGroupType=enterprise"));
        let none = twin.ecs(&format!("ModifySecurityGroupPolicy&RegionId=cn-hangzhou&SecurityGroupId={group}"));
        assert_eq!(none.error(), missing("InnerAccessPolicy"));
        assert_eq!(call(&twin, "sg-nowhere", "Drop").error(), no_group());
        let text = "The Policy is invalid. Only 'Accept' and 'Drop' are supported. Ignore case.";
        assert_eq!(call(&twin, &group, "Some").error(), refusal(400, "InvalidPolicy.Malformed", text));
        assert_eq!(call(&twin, &large, "Accept").error().1, "InvalidParameter.InnerAccessPolicy");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_policy_shows() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        let shown = || {
            let call = "DescribeSecurityGroupAttribute&RegionId=cn-hangzhou";
            twin.ecs(&format!("{call}&SecurityGroupId={group}")).json()["InnerAccessPolicy"].clone()
        };
        assert_eq!(shown(), "Accept");
        call(&twin, &group, "drop").ok();
        assert_eq!(shown(), "Drop");
    }
}
