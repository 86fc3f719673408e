use super::{call, default_group, make, no_group, rules};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

const WEB: &str = "&IpProtocol=tcp&PortRange=443/443&DestCidrIp=0.0.0.0/0";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let id = default_group(&Twin::empty());
        let parameters = format!("RegionId=cn-hangzhou&SecurityGroupId={id}{WEB}");
        insta::assert_snapshot!(in_every_shape("", "RevokeSecurityGroupEgress", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::empty();
        let group = default_group(&twin);
        let call = format!("RevokeSecurityGroupEgress&RegionId=cn-hangzhou&SecurityGroupId={group}{WEB}");
        insta::assert_snapshot!(twin.ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><RevokeSecurityGroupEgressResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId></RevokeSecurityGroupEgressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        let action = "RevokeSecurityGroupEgress";
        assert_eq!(twin.ecs(&format!("{action}&SecurityGroupId=sg-1")).error(), missing("RegionId"));
        assert_eq!(twin.ecs(&format!("{action}&RegionId=cn-hangzhou")).error(), missing("SecurityGroupId"));
        assert_eq!(call(&twin, action, "sg-nowhere", WEB).error(), no_group());
        let text = "The DestGroupId provided does not exist in our records.";
        let more = "&IpProtocol=tcp&PortRange=22/22&DestGroupId=sg-nowhere";
        let answer = call(&twin, action, &make(&twin, ""), more);
        assert_eq!(answer.error(), refusal(404, "InvalidDestGroupId.NotFound", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_rule_goes_and_the_one_for_what_comes_in_stays() {
        let twin = Twin::empty();
        let group = make(&twin, "");
        call(&twin, "AuthorizeSecurityGroupEgress", &group, WEB).ok();
        call(&twin, "AuthorizeSecurityGroup", &group, &WEB.replace("Dest", "Source")).ok();
        call(&twin, "RevokeSecurityGroupEgress", &group, WEB).ok();
        let left = rules(&twin, &group);
        assert_eq!((left.len(), &left[0]["Direction"]), (1, &"ingress".into()));
        call(&twin, "RevokeSecurityGroupEgress", &group, WEB).ok();
    }
}
