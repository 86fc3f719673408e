use crate::support::{Answer, Twin};

const ALL: &str = "&IpPermissions.1.IpProtocol=-1&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0";

fn group(twin: &Twin) -> String {
    twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").one("groupId")
}

fn revoke(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ec2(&format!("RevokeSecurityGroupEgress&GroupId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_rule_of_a_new_group() {
        let twin = Twin::empty();
        insta::assert_snapshot!(revoke(&twin, &group(&twin), ALL).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <RevokeSecurityGroupEgressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><revokedSecurityGroupRuleSet><item><securityGroupRuleId>sgr-0120383713bf7a801</securityGroupRuleId><groupId>sg-01203828746c4d98f</groupId><isEgress>true</isEgress><ipProtocol>-1</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort><cidrIpv4>0.0.0.0/0</cidrIpv4></item></revokedSecurityGroupRuleSet></RevokeSecurityGroupEgressResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn group_and_rules_are_named() {
        let twin = Twin::empty();
        let id = group(&twin);
        assert_eq!(twin.ec2(&format!("RevokeSecurityGroupEgress{ALL}")).error().1, "MissingParameter");
        assert_eq!(revoke(&twin, &id, "").error().1, "MissingParameter");
        assert_eq!(revoke(&twin, "sg-00000000", ALL).error().1, "InvalidGroup.NotFound");
        assert_eq!(revoke(&twin, &id, "&IpProtocol=-1&CidrIp=0.0.0.0/0").error().1, "InvalidParameterCombination");
    }

    #[test]
    fn a_rule_is_of_its_side() {
        let twin = Twin::empty();
        let id = group(&twin);
        let rule = "IpProtocol=-1&CidrIp=0.0.0.0/0";
        let made = twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupId={id}&{rule}")).one("securityGroupRuleId");
        let answer = revoke(&twin, &id, &format!("&SecurityGroupRuleId.1={made}"));
        assert_eq!(answer.error().1, "InvalidSecurityGroupRuleId.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn nothing_is_let_out_then() {
        let twin = Twin::empty();
        let id = group(&twin);
        let rules = || twin.ec2(&format!("DescribeSecurityGroups&GroupId.1={id}")).all("ipProtocol").len();
        assert_eq!(revoke(&twin, &id, &format!("{ALL}&DryRun=true")).error().1, "DryRunOperation");
        assert_eq!(rules(), 1);
        revoke(&twin, &id, ALL).ok();
        assert_eq!(rules(), 0);
        twin.ec2(&format!("AuthorizeSecurityGroupEgress&GroupId={id}{ALL}")).ok();
        assert_eq!(rules(), 1);
    }
}
