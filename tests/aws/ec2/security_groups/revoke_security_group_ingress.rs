use crate::support::{Answer, Twin};

const SSH: &str = "IpProtocol=tcp&FromPort=22&ToPort=22&CidrIp=10.0.0.0/8";

/// A group with one rule: the rule's id.
fn group(twin: &Twin) -> String {
    twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").ok();
    twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupName=web&{SSH}")).one("securityGroupRuleId")
}

fn revoke(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("RevokeSecurityGroupIngress&GroupName=web&{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_rule() {
        let twin = Twin::empty();
        group(&twin);
        insta::assert_snapshot!(revoke(&twin, SSH).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <RevokeSecurityGroupIngressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return><revokedSecurityGroupRuleSet><item><securityGroupRuleId>sgr-0120384800989b7e9</securityGroupRuleId><groupId>sg-01203828746c4d98f</groupId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort><cidrIpv4>10.0.0.0/8</cidrIpv4></item></revokedSecurityGroupRuleSet></RevokeSecurityGroupIngressResponse>
        "#);
    }

    #[test]
    fn what_the_default_vpc_does_not_know_is_told() {
        let twin = Twin::empty();
        group(&twin);
        insta::assert_snapshot!(revoke(&twin, "IpProtocol=udp&FromPort=1&ToPort=2&CidrIp=10.0.0.0/8").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <RevokeSecurityGroupIngressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return><unknownIpPermissionSet><item><ipProtocol>udp</ipProtocol><fromPort>1</fromPort><toPort>2</toPort><groups/><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges><ipv6Ranges/><prefixListIds/></item></unknownIpPermissionSet><revokedSecurityGroupRuleSet/></RevokeSecurityGroupIngressResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn rules_are_named_in_one_way() {
        let twin = Twin::empty();
        let id = group(&twin);
        for (more, code) in [
            (String::new(), "MissingParameter"),
            ("SecurityGroupRuleId.1=x".into(), "InvalidSecurityGroupRuleId.Malformed"),
            ("SecurityGroupRuleId.1=sgr-00000000".into(), "InvalidSecurityGroupRuleId.NotFound"),
            (format!("SecurityGroupRuleId.1={id}&{SSH}"), "InvalidParameterCombination"),
            ("IpProtocol=smoke&CidrIp=10.0.0.0/8".into(), "InvalidParameterValue"),
        ] {
            assert_eq!(revoke(&twin, &more).error().1, code, "{more}");
        }
        let answer = twin.ec2(&format!("RevokeSecurityGroupIngress&GroupId=sg-00000000&{SSH}"));
        assert_eq!(answer.error().1, "InvalidGroup.NotFound");
    }

    #[test]
    fn outside_of_the_default_vpc_a_rule_is_there() {
        let twin = Twin::empty();
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let id = twin.ec2(&format!("CreateSecurityGroup&VpcId={vpc}&GroupName=b&GroupDescription=d")).one("groupId");
        let text = "The specified rule does not exist in this security group.";
        let answer = twin.ec2(&format!("RevokeSecurityGroupIngress&GroupId={id}&{SSH}")).error();
        assert_eq!(answer, (400, "InvalidPermission.NotFound".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    fn rules(twin: &Twin) -> Vec<String> {
        twin.ec2("DescribeSecurityGroups&GroupName.1=web").all("ipProtocol")
    }

    #[test]
    fn a_rule_goes_by_what_it_lets_through() {
        let twin = Twin::empty();
        group(&twin);
        assert_eq!(rules(&twin), ["tcp", "-1"]);
        assert_eq!(revoke(&twin, &format!("{SSH}&DryRun=true")).error().1, "DryRunOperation");
        assert_eq!(rules(&twin), ["tcp", "-1"]);
        revoke(&twin, SSH).ok();
        assert_eq!(rules(&twin), ["-1"]);
        assert_eq!(revoke(&twin, SSH).all("securityGroupRuleId").len(), 0);
    }

    #[test]
    fn a_rule_goes_by_its_id() {
        let twin = Twin::empty();
        let id = group(&twin);
        let by_id = format!("SecurityGroupRuleId.1={id}");
        assert_eq!(revoke(&twin, &by_id).one("securityGroupRuleId"), id);
        assert_eq!(rules(&twin), ["-1"]);
        assert_eq!(revoke(&twin, &by_id).error().1, "InvalidSecurityGroupRuleId.NotFound");
    }
}
