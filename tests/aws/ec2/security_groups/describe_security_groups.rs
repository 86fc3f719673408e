use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_default_group() {
        insta::assert_snapshot!(Twin::empty().ec2("DescribeSecurityGroups").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeSecurityGroupsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><securityGroupInfo><item><ownerId>123456789012</ownerId><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName><groupDescription>default VPC security group</groupDescription><vpcId>vpc-012037a811449eb6e</vpcId><ipPermissions><item><ipProtocol>-1</ipProtocol><groups><item><userId>123456789012</userId><groupId>sg-0120381cf13007a9d</groupId></item></groups><ipRanges/><ipv6Ranges/><prefixListIds/></item></ipPermissions><ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><groups/><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges><ipv6Ranges/><prefixListIds/></item></ipPermissionsEgress><securityGroupArn>arn:aws:ec2:us-east-1:123456789012:security-group/sg-0120381cf13007a9d</securityGroupArn></item></securityGroupInfo></DescribeSecurityGroupsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeSecurityGroups&{more}")).error().1;
        assert_eq!(error("GroupId.1=sg-00000000000000000"), "InvalidGroupId.Malformed");
        assert_eq!(error("GroupId.1=sg-0ffffffffffffffff"), "InvalidGroup.NotFound");
        assert_eq!(error("GroupId.1=x"), "InvalidGroupId.Malformed");
        assert_eq!(error("GroupName.1=x"), "InvalidGroup.NotFound");
        assert_eq!(error("MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=5&GroupId.1=sg-00000000000000000"), "InvalidParameterCombination");
        assert_eq!(error("MaxResults=5&GroupName.1=default"), "InvalidParameterCombination");
        assert_eq!(error("Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let twin = Twin::empty();
        twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=for+the+web").ok();
        let rule = "GroupName=web&IpProtocol=tcp&FromPort=80&ToPort=81&CidrIp=10.0.0.0/8";
        twin.ec2(&format!("AuthorizeSecurityGroupIngress&{rule}")).ok();
        for (name, value) in [
            ("description", "for*"),
            ("group-name", "w?b"),
            ("ip-permission.cidr", "10.*"),
            ("ip-permission.from-port", "80"),
            ("ip-permission.to-port", "81"),
            ("ip-permission.protocol", "tcp"),
        ] {
            let answer = twin.ec2(&format!("DescribeSecurityGroups&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(answer.one("groupName"), "web", "{name}");
        }
        for (name, value, expected) in [
            ("egress.ip-permission.cidr", "0.0.0.0/0", 2),
            ("egress.ip-permission.group-id", "*", 0),
            ("ip-permission.group-name", "default", 1),
            ("ip-permission.user-id", "*", 1),
            ("ip-permission.prefix-list-id", "*", 0),
            ("vpc-id", "vpc-*", 2),
        ] {
            let answer = twin.ec2(&format!("DescribeSecurityGroups&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(answer.all("groupName").len(), expected, "{name}");
        }
        assert_eq!(twin.ec2("DescribeSecurityGroups&GroupName.1=web").one("groupDescription"), "for the web");
    }

    #[test]
    fn rules_of_the_same_ports_stand_together() {
        let twin = Twin::empty();
        twin.ec2("CreateSecurityGroup&GroupName=web&GroupDescription=d").ok();
        for range in ["10.0.0.0/8", "192.168.0.0/16"] {
            let rule = format!("GroupName=web&IpProtocol=tcp&FromPort=80&ToPort=80&CidrIp={range}");
            twin.ec2(&format!("AuthorizeSecurityGroupIngress&{rule}")).ok();
        }
        let answer = twin.ec2("DescribeSecurityGroups&GroupName.1=web");
        assert_eq!(answer.all("ipProtocol"), ["tcp", "-1"]);
        assert_eq!(answer.all("cidrIp"), ["10.0.0.0/8", "192.168.0.0/16", "0.0.0.0/0"]);
    }
}
