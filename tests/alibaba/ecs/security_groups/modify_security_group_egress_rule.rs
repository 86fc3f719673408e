use super::{WORLD, make, no_group};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

fn call(twin: &Twin, group: &str, more: &str) -> Answer {
    twin.ecs(&format!("ModifySecurityGroupEgressRule&RegionId=cn-hangzhou&SecurityGroupId={group}{more}"))
}

/// Adds a rule.
#[track_caller]
fn add(twin: &Twin, group: &str, more: &str) {
    twin.ecs(&format!("AuthorizeSecurityGroupEgress&RegionId=cn-hangzhou&SecurityGroupId={group}{more}")).ok();
}

/// The rules of a group in this direction, the oldest first.
#[track_caller]
fn rules(twin: &Twin, group: &str) -> Vec<Value> {
    let call = "DescribeSecurityGroupAttribute&RegionId=cn-hangzhou&Direction=egress";
    let json = twin.ecs(&format!("{call}&SecurityGroupId={group}")).json();
    let mut rules = json["Permissions"]["Permission"].as_array().expect("a list").clone();
    rules.sort_by_key(|rule| rule["CreateTime"].to_string());
    rules
}

/// The id of the only rule.
#[track_caller]
fn only(twin: &Twin, group: &str) -> String {
    rules(twin, group)[0]["SecurityGroupRuleId"].as_str().expect("an id").to_owned()
}

const SSH: &str = "&IpProtocol=tcp&PortRange=22/22&DestCidrIp=10.0.0.0/8";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        add(&twin, &group, SSH);
        let id = only(&twin, &group);
        insta::assert_snapshot!(call(&twin, &group, &format!("&SecurityGroupRuleId={id}&Policy=drop")).ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87"}"#);
        let xml = format!(
            "ModifySecurityGroupEgressRule&RegionId=cn-hangzhou&SecurityGroupId={group}&SecurityGroupRuleId={id}&Priority=2"
        );
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifySecurityGroupEgressRuleResponse><RequestId>E5AD0F70-0740-418D-8B6A-837B82D90BDD</RequestId></ModifySecurityGroupEgressRuleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_and_a_rule_are_there() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        assert_eq!(twin.ecs("ModifySecurityGroupEgressRule&RegionId=cn-hangzhou").error(), missing("SecurityGroupId"));
        assert_eq!(call(&twin, "sg-nowhere", "&SecurityGroupRuleId=sgr-1").error(), no_group());
        let text = "The specified SecurityGroupRuleId is not exists.";
        let expected = refusal(404, "InvalidSecurityGroupRuleId.NotFound", text);
        assert_eq!(call(&twin, &group, "&SecurityGroupRuleId=sgr-1&Policy=drop").error(), expected);
        assert_eq!(call(&twin, &group, &format!("{SSH}&Description=x")).error().1, "SecurityGroupRule.NotFound");
    }

    #[test]
    fn kinds_stay_and_rules_differ() {
        let twin = Twin::with(WORLD);
        let (group, other) = (make(&twin, ""), make(&twin, ""));
        add(&twin, &group, SSH);
        let id = only(&twin, &group);
        add(&twin, &group, "&IpProtocol=tcp&PortRange=80/80&DestCidrIp=10.0.0.0/8");
        let before = rules(&twin, &group);
        for (more, expected) in [
            ("".to_owned(), "InvalidParam.InvalidModifyRuleRequest"),
            ("&PortRange=80/80".into(), "InvalidParam.InvalidModifyRuleRequest"),
            (format!("&DestGroupId={other}"), "InvalidOperation.ModifySgRuleEntityType"),
            ("&Ipv6DestCidrIp=2001:db8::/64".into(), "InvalidOperation.ModifySgRuleEntityType"),
            ("&Priority=101".into(), "InvalidPriority.ValueNotSupported"),
            ("&Policy=perhaps".into(), "InvalidPolicy.Malformed"),
            ("&PortRangeListId=prl-1".into(), "UnsupportedParameter"),
        ] {
            let answer = call(&twin, &group, &format!("&SecurityGroupRuleId={id}{more}"));
            assert_eq!(answer.error().1, expected, "{more}");
        }
        assert_eq!(rules(&twin, &group), before);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_named_changes_and_the_rest_stays() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        add(&twin, &group, &format!("{SSH}&Description=ssh&Priority=5"));
        let id = only(&twin, &group);
        call(&twin, &group, &format!("&SecurityGroupRuleId={id}&PortRange=22/23&Policy=drop")).ok();
        let rule = rules(&twin, &group)[0].clone();
        let text = |name: &str| rule[name].as_str().expect("a text").to_owned();
        assert_eq!(
            (text("SecurityGroupRuleId"), text("PortRange"), text("Policy")),
            (id, "22/23".into(), "Drop".into())
        );
        let rest = (text("DestCidrIp"), text("Description"), text("Priority"), text("IpProtocol"));
        assert_eq!(rest, ("10.0.0.0/8".into(), "ssh".into(), "5".into(), "TCP".into()));
    }

    #[test]
    fn without_an_id_the_description_of_the_rule_changes() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        add(&twin, &group, SSH);
        call(&twin, &group, &format!("{SSH}&Policy=accept&Priority=1&NicType=intranet&Description=changed")).ok();
        assert_eq!(rules(&twin, &group)[0]["Description"], "changed");
    }
}
