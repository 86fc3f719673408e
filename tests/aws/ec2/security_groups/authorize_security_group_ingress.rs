use crate::support::{Answer, Twin};

fn group(twin: &Twin) -> String {
    twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").one("groupId")
}

fn authorize(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupName=web&{more}"))
}

const SSH: &str = "IpProtocol=tcp&FromPort=22&ToPort=22&CidrIp=10.0.0.0/8";

mod reading {
    use super::*;

    #[test]
    fn a_rule_for_each_peer() {
        let twin = Twin::empty();
        let id = group(&twin);
        let answer = authorize(
            &twin,
            &format!(
                "IpPermissions.1.IpProtocol=6&IpPermissions.1.FromPort=80&IpPermissions.1.ToPort=81\
                 &IpPermissions.1.IpRanges.1.CidrIp=10.1.2.3/8&IpPermissions.1.IpRanges.1.Description=inside\
                 &IpPermissions.1.Ipv6Ranges.1.CidrIpv6=2001:DB8::1/32&IpPermissions.2.IpProtocol=-1\
                 &IpPermissions.2.Groups.1.GroupId={id}&TagSpecification.1.ResourceType=security-group-rule\
                 &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=one"
            ),
        );
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AuthorizeSecurityGroupIngressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><securityGroupRuleSet><item><groupOwnerId>123456789012</groupOwnerId><groupId>sg-01203828746c4d98f</groupId><securityGroupRuleId>sgr-0120384800989b7e9</securityGroupRuleId><description>inside</description><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort><toPort>81</toPort><cidrIpv4>10.0.0.0/8</cidrIpv4><tagSet><item><key>Name</key><value>one</value></item></tagSet><securityGroupRuleArn>arn:aws:ec2:us-east-1:123456789012:security-group-rule/sgr-0120384800989b7e9</securityGroupRuleArn></item><item><groupOwnerId>123456789012</groupOwnerId><groupId>sg-01203828746c4d98f</groupId><securityGroupRuleId>sgr-0120385e59d1f0eca</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort><toPort>81</toPort><cidrIpv6>2001:db8::/32</cidrIpv6><tagSet><item><key>Name</key><value>one</value></item></tagSet><securityGroupRuleArn>arn:aws:ec2:us-east-1:123456789012:security-group-rule/sgr-0120385e59d1f0eca</securityGroupRuleArn></item><item><groupOwnerId>123456789012</groupOwnerId><groupId>sg-01203828746c4d98f</groupId><securityGroupRuleId>sgr-0120386e5464ae372</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>-1</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort><referencedGroupInfo><userId>123456789012</userId><groupId>sg-01203828746c4d98f</groupId></referencedGroupInfo><tagSet><item><key>Name</key><value>one</value></item></tagSet><securityGroupRuleArn>arn:aws:ec2:us-east-1:123456789012:security-group-rule/sgr-0120386e5464ae372</securityGroupRuleArn></item></securityGroupRuleSet></AuthorizeSecurityGroupIngressResponse>
        "#);
    }

    #[test]
    fn a_single_permission_needs_no_list() {
        let twin = Twin::empty();
        group(&twin);
        let answer = authorize(&twin, SSH);
        assert_eq!((answer.one("cidrIpv4"), answer.one("fromPort")), ("10.0.0.0/8".into(), "22".into()));
    }

    #[test]
    fn a_group_alone_means_three_protocols() {
        let twin = Twin::empty();
        let id = group(&twin);
        let answer = authorize(&twin, "SourceSecurityGroupName=web");
        assert_eq!(answer.all("ipProtocol"), ["tcp", "udp", "icmp"]);
        assert_eq!(answer.all("toPort"), ["65535", "65535", "-1"]);
        assert_eq!(answer.all("groupId"), vec![id; 6]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("AuthorizeSecurityGroupIngress&{more}{SSH}")).error().1;
        assert_eq!(error(""), "MissingParameter");
        assert_eq!(error("GroupName=web&"), "InvalidGroup.NotFound");
        assert_eq!(error("GroupId=sg-00000000&"), "InvalidGroup.NotFound");
        assert_eq!(error("GroupId=web&"), "InvalidGroupId.Malformed");
    }

    #[test]
    fn the_other_side_is_a_group_of_the_same_vpc() {
        let twin = Twin::empty();
        let id = group(&twin);
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.1.0.0/16").one("vpcId");
        let other =
            twin.ec2(&format!("CreateSecurityGroup&GroupName=web&GroupDescription=x&VpcId={vpc}")).one("groupId");
        let pair = format!("IpPermissions.1.IpProtocol=-1&IpPermissions.1.Groups.1.GroupId={other}");
        let text = "You have specified two resources that belong to different networks.";
        assert_eq!(authorize(&twin, &pair).error(), (400, "InvalidGroup.NotFound".into(), text.into()));
        let pair = pair.replace(&other, &id);
        assert_eq!(authorize(&twin, &pair).all("vpcId").len(), 0, "AWS does not name the VPC of such a group");
    }

    #[test]
    fn permissions_are_good() {
        let twin = Twin::empty();
        group(&twin);
        for (more, code) in [
            ("", "MissingParameter"),
            ("IpProtocol=tcp&FromPort=1&ToPort=2", "MissingParameter"),
            ("CidrIp=10.0.0.0/8", "MissingParameter"),
            ("IpPermissions.1.IpProtocol=-1", "MissingParameter"),
            ("IpProtocol=smoke&CidrIp=10.0.0.0/8", "InvalidParameterValue"),
            ("IpProtocol=tcp&CidrIp=10.0.0.0/8", "InvalidParameterValue"),
            ("IpProtocol=tcp&FromPort=9&ToPort=8&CidrIp=10.0.0.0/8", "InvalidParameterValue"),
            ("IpProtocol=tcp&FromPort=0&ToPort=65536&CidrIp=10.0.0.0/8", "InvalidParameterValue"),
            ("IpProtocol=icmp&FromPort=-1&ToPort=8&CidrIp=10.0.0.0/8", "InvalidParameterValue"),
            ("IpProtocol=-1&CidrIp=10.0.0.0", "InvalidParameterValue"),
            ("SourceSecurityGroupName=web&IpProtocol=tcp", "InvalidParameterCombination"),
            ("SourceSecurityGroupName=x", "InvalidGroup.NotFound"),
            ("SourceSecurityGroupName=web&SourceSecurityGroupOwnerId=1", "InvalidGroup.NotFound"),
            ("IpPermissions.1.IpProtocol=-1&IpProtocol=-1&CidrIp=10.0.0.0/8", "InvalidParameterCombination"),
            (
                "IpPermissions.1.IpProtocol=-1&IpPermissions.1.PrefixListIds.1.PrefixListId=pl",
                "InvalidPrefixListId.Malformed",
            ),
        ] {
            assert_eq!(authorize(&twin, more).error().1, code, "{more}");
        }
    }

    #[test]
    fn a_rule_stands_once() {
        let twin = Twin::empty();
        group(&twin);
        authorize(&twin, SSH).ok();
        let text = "the specified rule \"peer: 10.0.0.0/8, TCP, from port: 22, to port: 22, ALLOW\" already exists";
        assert_eq!(authorize(&twin, SSH).error(), (400, "InvalidPermission.Duplicate".into(), text.into()));
        let twice = "IpPermissions.1.IpProtocol=-1&IpPermissions.1.IpRanges.1.CidrIp=1.0.0.0/8\
                     &IpPermissions.1.IpRanges.2.CidrIp=1.1.1.1/8";
        let text = "The same permission must not appear multiple times";
        assert_eq!(authorize(&twin, twice).error(), (400, "InvalidParameterValue".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_rules_are_seen_afterwards() {
        let twin = Twin::empty();
        group(&twin);
        assert_eq!(authorize(&twin, &format!("{SSH}&DryRun=true")).error().1, "DryRunOperation");
        let ports = || twin.ec2("DescribeSecurityGroups&GroupName.1=web").all("toPort");
        assert_eq!(ports().len(), 0);
        authorize(&twin, SSH).ok();
        assert_eq!(ports(), ["22"]);
    }

    #[test]
    fn ports_of_all_protocols_do_not_matter() {
        let twin = Twin::empty();
        group(&twin);
        let answer = authorize(&twin, "IpProtocol=all&FromPort=1&ToPort=2&CidrIp=0.0.0.0/0");
        assert_eq!((answer.one("ipProtocol"), answer.one("fromPort")), ("-1".into(), "-1".into()));
        assert_eq!(authorize(&twin, "IpProtocol=-1&CidrIp=0.0.0.0/0").error().1, "InvalidPermission.Duplicate");
    }

    #[test]
    fn groups_of_other_vpcs_are_not_found() {
        let twin = Twin::empty();
        let id = group(&twin);
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let other = twin.ec2(&format!("CreateSecurityGroup&VpcId={vpc}&GroupName=b&GroupDescription=d")).one("groupId");
        let rule = format!("GroupId={other}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.Groups.1.GroupId={id}");
        let answer = twin.ec2(&format!("AuthorizeSecurityGroupIngress&{rule}"));
        assert_eq!(answer.error().1, "InvalidGroup.NotFound");
    }
}
