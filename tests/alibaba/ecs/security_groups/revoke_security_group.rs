use super::{call, default_group, make, no_group, rules};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};

fn revoke(twin: &Twin, group: &str, more: &str) -> Answer {
    call(twin, "RevokeSecurityGroup", group, more)
}

const SSH: &str = "&IpProtocol=tcp&PortRange=22/22&SourceCidrIp=10.0.0.0/8";

/// A group with rules for SSH of three priorities, and their ids.
fn furnished(twin: &Twin) -> (String, Vec<String>) {
    let group = make(twin, "");
    for priority in [1, 2, 3] {
        call(twin, "AuthorizeSecurityGroup", &group, &format!("{SSH}&Priority={priority}")).ok();
    }
    let id = |rule: serde_json::Value| rule["SecurityGroupRuleId"].as_str().expect("an id").to_owned();
    let ids = rules(twin, &group).into_iter().map(id).collect();
    (group, ids)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let id = default_group(&Twin::empty());
        let parameters =
            format!("RegionId=cn-hangzhou&SecurityGroupId={id}{SSH}&Description=x&SourceGroupOwnerAccount=x");
        insta::assert_snapshot!(in_every_shape("", "RevokeSecurityGroup", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::empty();
        let call = format!("RevokeSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={}{SSH}", default_group(&twin));
        insta::assert_snapshot!(twin.ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><RevokeSecurityGroupResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId></RevokeSecurityGroupResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("RevokeSecurityGroup&SecurityGroupId=sg-1").error(), missing("RegionId"));
        assert_eq!(twin.ecs("RevokeSecurityGroup&RegionId=cn-hangzhou").error(), missing("SecurityGroupId"));
        assert_eq!(revoke(&twin, "sg-nowhere", SSH).error(), no_group());
        assert_eq!(revoke(&twin, &make(&twin, ""), "").error(), missing("IpProtocol"));
    }

    #[test]
    fn rules_named_by_id_are_there_once_each_and_alone() {
        let twin = Twin::empty();
        let (group, ids) = furnished(&twin);
        let text = "The specified SecurityGroupRuleId is not exists.";
        let not_found = refusal(404, "InvalidSecurityGroupRuleId.NotFound", text);
        let more = format!("&SecurityGroupRuleId.1={}&SecurityGroupRuleId.2=sgr-nowhere", ids[0]);
        assert_eq!(revoke(&twin, &group, &more).error(), not_found);
        let text = "The specified parameter SecurityGroupRuleId is repeated.";
        let more = format!("&SecurityGroupRuleId.1={0}&SecurityGroupRuleId.2={0}", ids[0]);
        assert_eq!(
            revoke(&twin, &group, &more).error(),
            refusal(400, "InvalidParam.SecurityGroupRuleIdRepeated", text)
        );
        let text = "The specified parameter Permissions cannot coexist with other parameters.";
        let more = format!("&SecurityGroupRuleId.1={}{SSH}", ids[0]);
        assert_eq!(revoke(&twin, &group, &more).error(), refusal(400, "InvalidParam.Permissions", text));
        let answer = call(&twin, "RevokeSecurityGroupEgress", &group, &format!("&SecurityGroupRuleId.1={}", ids[0]));
        assert_eq!(answer.error(), not_found, "it is a rule for the other direction");
        assert_eq!(rules(&twin, &group).len(), 3);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn rules_go_by_their_ids() {
        let twin = Twin::empty();
        let (group, ids) = furnished(&twin);
        revoke(&twin, &group, &format!("&SecurityGroupRuleId.1={}&SecurityGroupRuleId.2={}", ids[0], ids[2])).ok();
        let left = rules(&twin, &group);
        assert_eq!((left.len(), &left[0]["SecurityGroupRuleId"]), (1, &ids[1].as_str().into()));
    }

    #[test]
    fn a_rule_goes_by_what_it_says() {
        let twin = Twin::empty();
        let (group, _) = furnished(&twin);
        revoke(&twin, &group, &format!("{SSH}&Policy=drop")).ok();
        revoke(&twin, &group, &SSH.replace("22/22", "23/23")).ok();
        assert_eq!(rules(&twin, &group).len(), 3, "there are none such");
        revoke(&twin, &group, &format!("{}&Permissions.1.Priority=2", SSH.replace('&', "&Permissions.1."))).ok();
        assert_eq!(rules(&twin, &group).len(), 2);
        revoke(&twin, &group, SSH).ok();
        assert!(rules(&twin, &group).is_empty(), "whatever their priority");
    }

    #[test]
    fn what_goes_out_is_another_matter() {
        let twin = Twin::empty();
        let group = make(&twin, "");
        call(&twin, "AuthorizeSecurityGroupEgress", &group, &SSH.replace("Source", "Dest")).ok();
        revoke(&twin, &group, SSH).ok();
        assert_eq!(rules(&twin, &group).len(), 1);
    }
}
