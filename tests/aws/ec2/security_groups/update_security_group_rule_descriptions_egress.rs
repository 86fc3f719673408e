use crate::support::{Answer, Twin};

const RULE: &str = "IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22\
    &IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8";

/// The ids of a group and of a rule in it.
fn made(twin: &Twin) -> (String, String) {
    let group = twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").one("groupId");
    let rule = twin.ec2(&format!("AuthorizeSecurityGroupEgress&GroupId={group}&{RULE}")).one("securityGroupRuleId");
    (group, rule)
}

fn update(twin: &Twin, group: &str, rest: &str) -> Answer {
    twin.ec2(&format!("UpdateSecurityGroupRuleDescriptionsEgress&GroupId={group}&{rest}"))
}

fn by_id(id: &str, rest: &str) -> String {
    let name = "SecurityGroupRuleDescription.1";
    format!(
        "{name}.SecurityGroupRuleId={id}{}",
        if rest.is_empty() { String::new() } else { format!("&{name}.{rest}") }
    )
}

fn description(twin: &Twin, id: &str) -> Vec<String> {
    twin.ec2(&format!("DescribeSecurityGroupRules&SecurityGroupRuleId.1={id}")).all("description")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let (group, rule) = made(&twin);
        insta::assert_snapshot!(update(&twin, &group, &by_id(&rule, "Description=inside")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <UpdateSecurityGroupRuleDescriptionsEgressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return></UpdateSecurityGroupRuleDescriptionsEgressResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn group_and_rules_are_named_and_there() {
        let twin = Twin::empty();
        let (group, rule) = made(&twin);
        let code = |group: &str, rest: &str| update(&twin, group, rest).error().1;
        assert_eq!(twin.ec2("UpdateSecurityGroupRuleDescriptionsEgress").error().1, "MissingParameter");
        assert_eq!(code(&group, ""), "MissingParameter");
        assert_eq!(code("sg-00000000", RULE), "InvalidGroup.NotFound");
        assert_eq!(code(&group, &by_id("sgr-00000000000000000", "")), "InvalidSecurityGroupRuleId.NotFound");
        assert_eq!(code(&group, &by_id("sgr-x", "")), "InvalidSecurityGroupRuleId.Malformed");
        assert_eq!(code(&group, &RULE.replace("10.0", "11.0")), "InvalidPermission.NotFound");
        assert_eq!(code(&group, &format!("{RULE}&{}", by_id(&rule, ""))), "InvalidParameterCombination");
    }

    #[test]
    fn a_rule_is_of_its_side() {
        let twin = Twin::empty();
        let group = made(&twin).0;
        let other = RULE.replace("10.0", "11.0");
        let other = twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupId={group}&{other}"));
        let answer = update(&twin, &group, &by_id(&other.one("securityGroupRuleId"), "Description=x"));
        assert_eq!(answer.error().1, "InvalidSecurityGroupRuleId.NotFound");
    }

    #[test]
    fn descriptions_are_texts_that_rules_can_have() {
        let twin = Twin::empty();
        let (group, rule) = made(&twin);
        let code = |text: &str| update(&twin, &group, &by_id(&rule, &format!("Description={text}"))).error().1;
        assert_eq!(code("%3Cb%3E"), "InvalidParameterValue");
        assert_eq!(code(&"x".repeat(256)), "InvalidParameterValue");
        assert!(description(&twin, &rule).is_empty());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn descriptions_come_and_go() {
        let twin = Twin::empty();
        let (group, rule) = made(&twin);
        update(&twin, &group, &by_id(&rule, "Description=by-id")).ok();
        assert_eq!(description(&twin, &rule), ["by-id"]);
        let named = format!("{RULE}&IpPermissions.1.IpRanges.1.Description=by-range");
        assert_eq!(update(&twin, &group, &format!("{named}&DryRun=true")).error().1, "DryRunOperation");
        assert_eq!(description(&twin, &rule), ["by-id"]);
        update(&twin, &group, &named).ok();
        assert_eq!(description(&twin, &rule), ["by-range"]);
        let shown = twin.ec2(&format!("DescribeSecurityGroups&GroupId.1={group}"));
        assert_eq!(shown.one("description"), "by-range");
        update(&twin, &group, &by_id(&rule, "")).ok();
        assert!(description(&twin, &rule).is_empty());
    }
}
