use crate::support::Twin;

/// The id of a group that lets all out, and of a rule that lets ssh in.
fn made(twin: &Twin) -> (String, String) {
    let group = twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").one("groupId");
    let rule = twin.ec2(&format!(
        "AuthorizeSecurityGroupIngress&GroupId={group}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
         &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8\
         &IpPermissions.1.IpRanges.1.Description=inside&TagSpecification.1.ResourceType=security-group-rule\
         &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=ssh"
    ));
    (group, rule.one("securityGroupRuleId"))
}

fn found(twin: &Twin, filter: &str, value: &str) -> Vec<String> {
    let filter = format!("DescribeSecurityGroupRules&Filter.1.Name={filter}&Filter.1.Value.1={value}");
    twin.ec2(&filter).all("securityGroupRuleId")
}

mod reading {
    use super::*;

    #[test]
    fn a_rule_by_its_id() {
        let twin = Twin::empty();
        let (_, rule) = made(&twin);
        let answer = twin.ec2(&format!("DescribeSecurityGroupRules&SecurityGroupRuleId.1={rule}"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeSecurityGroupRulesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><securityGroupRuleSet><item><groupOwnerId>123456789012</groupOwnerId><groupId>sg-01203828746c4d98f</groupId><securityGroupRuleId>sgr-0120384800989b7e9</securityGroupRuleId><description>inside</description><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort><cidrIpv4>10.0.0.0/8</cidrIpv4><tagSet><item><key>Name</key><value>ssh</value></item></tagSet><securityGroupRuleArn>arn:aws:ec2:us-east-1:123456789012:security-group-rule/sgr-0120384800989b7e9</securityGroupRuleArn></item></securityGroupRuleSet></DescribeSecurityGroupRulesResponse>
        "#);
    }

    #[test]
    fn filters_find_rules() {
        let twin = Twin::empty();
        let (group, rule) = made(&twin);
        let of_group = found(&twin, "group-id", &group);
        assert_eq!(of_group.len(), 2, "the rule that lets all out, too");
        for (filter, value) in
            [("security-group-rule-id", rule.as_str()), ("tag:Name", "ssh"), ("tag:Name", "s*"), ("tag-key", "Name")]
        {
            assert_eq!(found(&twin, filter, value), [rule.as_str()], "{filter}");
        }
        assert!(found(&twin, "tag:Name", "web").is_empty());
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        let group = made(&twin).0;
        for n in 1..=4 {
            let rule = format!("IpProtocol=-1&CidrIp=10.{n}.0.0/16");
            twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupId={group}&{rule}")).ok();
        }
        let all = twin.ec2("DescribeSecurityGroupRules").all("securityGroupRuleId");
        assert!(all.is_sorted());
        let first = twin.ec2("DescribeSecurityGroupRules&MaxResults=5");
        let next = format!("DescribeSecurityGroupRules&MaxResults=5&NextToken={}", first.one("nextToken"));
        let rest = twin.ec2(&next);
        let paged = [first.all("securityGroupRuleId"), rest.all("securityGroupRuleId")].concat();
        assert_eq!((paged, rest.all("nextToken").len()), (all, 0));
    }
}

mod validation {
    use super::*;

    #[test]
    fn rules_are_there() {
        let twin = Twin::empty();
        let of = |id: &str| twin.ec2(&format!("DescribeSecurityGroupRules&SecurityGroupRuleId.1={id}")).error();
        let text = "The security group rule ID 'sgr-00000000000000000' does not exist";
        assert_eq!(of("sgr-00000000000000000"), (400, "InvalidSecurityGroupRuleId.NotFound".into(), text.into()));
        let text = "Invalid id: \"sg-1\" (expecting \"sgr-...\")";
        assert_eq!(of("sg-1"), (400, "InvalidSecurityGroupRuleId.Malformed".into(), text.into()));
    }

    #[test]
    fn filters_and_pages_are_documented_ones() {
        let twin = Twin::empty();
        let rule = made(&twin).1;
        let error = |rest: &str| twin.ec2(&format!("DescribeSecurityGroupRules&{rest}")).error().1;
        assert_eq!(error("Filter.1.Name=cidr&Filter.1.Value.1=*"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=1001"), "InvalidParameterValue");
        assert_eq!(error(&format!("MaxResults=5&SecurityGroupRuleId.1={rule}")), "InvalidParameterCombination");
        assert_eq!(error("DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_come_and_go() {
        let twin = Twin::empty();
        let (_, rule) = made(&twin);
        twin.ec2(&format!("CreateTags&ResourceId.1={rule}&Tag.1.Key=Stage&Tag.1.Value=test")).ok();
        assert_eq!(found(&twin, "tag:Stage", "test"), [rule.as_str()]);
        let tags = twin.ec2("DescribeTags&Filter.1.Name=resource-type&Filter.1.Value.1=security-group-rule");
        assert_eq!(tags.all("key"), ["Name", "Stage"]);
        twin.ec2(&format!("DeleteTags&ResourceId.1={rule}")).ok();
        assert!(found(&twin, "tag-key", "*").is_empty());
    }

    #[test]
    fn rules_go_with_their_revocation_and_their_group() {
        let twin = Twin::empty();
        let (group, rule) = made(&twin);
        twin.ec2(&format!("RevokeSecurityGroupIngress&GroupId={group}&SecurityGroupRuleId.1={rule}")).ok();
        assert!(found(&twin, "security-group-rule-id", &rule).is_empty());
        assert_eq!(found(&twin, "group-id", &group).len(), 1);
        twin.ec2(&format!("DeleteSecurityGroup&GroupId={group}")).ok();
        assert!(found(&twin, "group-id", &group).is_empty());
    }

    #[test]
    fn a_group_has_room_for_sixty_in_each_direction_and_family() {
        let twin = Twin::empty();
        let (group, _) = made(&twin);
        let add = |action: &str, rules: std::ops::Range<usize>, six: bool| {
            let range = |n: usize| match six {
                true => format!("&IpPermissions.1.Ipv6Ranges.{n}.CidrIpv6=2001:db8:{n:x}::/48"),
                false => format!("&IpPermissions.1.IpRanges.{n}.CidrIp=10.{n}.0.0/16"),
            };
            let list: String = rules.map(range).collect();
            twin.ec2(&format!("{action}&GroupId={group}&IpPermissions.1.IpProtocol=-1{list}"))
        };
        let full = (
            400,
            "RulesPerSecurityGroupLimitExceeded".to_owned(),
            "The maximum number of rules per security group has been reached.".to_owned(),
        );
        // Each has one rule of IPv4 already.
        for action in ["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"] {
            assert_eq!(add(action, 1..61, false).error(), full);
            add(action, 1..60, false).ok();
            assert_eq!(add(action, 60..61, false).error(), full);
            add(action, 1..61, true).ok();
            assert_eq!(add(action, 61..62, true).error(), full);
        }
        assert_eq!(found(&twin, "group-id", &group).len(), 240);
        let peer = format!("IpPermissions.1.IpProtocol=-1&IpPermissions.1.Groups.1.GroupId={group}");
        let answer = twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupId={group}&{peer}"));
        assert_eq!(answer.error(), full, "a rule about a group is one of both families");
    }
}
