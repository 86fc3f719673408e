use crate::support::{Answer, Twin};

fn group(twin: &Twin) -> String {
    twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").one("groupId")
}

fn authorize(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ec2(&format!("AuthorizeSecurityGroupEgress&GroupId={id}{more}"))
}

const HTTPS: &str = "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443\
                     &IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0";

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_rule() {
        let twin = Twin::empty();
        insta::assert_snapshot!(authorize(&twin, &group(&twin), HTTPS).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AuthorizeSecurityGroupEgressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><securityGroupRuleSet><item><groupOwnerId>123456789012</groupOwnerId><groupId>sg-01203828746c4d98f</groupId><securityGroupRuleId>sgr-0120384800989b7e9</securityGroupRuleId><isEgress>true</isEgress><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort><cidrIpv4>0.0.0.0/0</cidrIpv4><securityGroupRuleArn>arn:aws:ec2:us-east-1:123456789012:security-group-rule/sgr-0120384800989b7e9</securityGroupRuleArn></item></securityGroupRuleSet></AuthorizeSecurityGroupEgressResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn group_and_permissions_are_needed() {
        let twin = Twin::empty();
        let id = group(&twin);
        assert_eq!(twin.ec2(&format!("AuthorizeSecurityGroupEgress{HTTPS}")).error().1, "MissingParameter");
        assert_eq!(authorize(&twin, &id, "").error().1, "MissingParameter");
        assert_eq!(authorize(&twin, "sg-00000000", HTTPS).error().1, "InvalidGroup.NotFound");
        assert_eq!(authorize(&twin, &id, "&GroupName=web").error().1, "UnknownParameter");
    }

    #[test]
    fn a_single_permission_needs_a_list() {
        let twin = Twin::empty();
        let answer = authorize(&twin, &group(&twin), "&IpProtocol=-1&CidrIp=0.0.0.0/0");
        assert_eq!(answer.error().1, "InvalidParameterCombination");
    }

    #[test]
    fn the_rule_of_a_new_group_is_there_already() {
        let twin = Twin::empty();
        let all = "&IpPermissions.1.IpProtocol=-1&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0";
        let text = "the specified rule \"peer: 0.0.0.0/0, ALL, ALLOW\" already exists";
        let answer = authorize(&twin, &group(&twin), all).error();
        assert_eq!(answer, (400, "InvalidPermission.Duplicate".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_rule_is_seen_on_its_side() {
        let twin = Twin::empty();
        let id = group(&twin);
        assert_eq!(authorize(&twin, &id, &format!("{HTTPS}&DryRun=true")).error().1, "DryRunOperation");
        authorize(&twin, &id, HTTPS).ok();
        let count = |name: &str| {
            let filter = format!("&Filter.1.Name={name}&Filter.1.Value.1=443");
            twin.ec2(&format!("DescribeSecurityGroups{filter}")).all("groupName").len()
        };
        assert_eq!((count("egress.ip-permission.to-port"), count("ip-permission.to-port")), (1, 0));
    }
}
