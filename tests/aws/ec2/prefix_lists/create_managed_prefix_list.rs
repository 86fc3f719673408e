use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn it_is_being_created() {
        let tag = "&TagSpecification.1.ResourceType=prefix-list&TagSpecification.1.Tag.1.Key=Name";
        let create =
            "CreateManagedPrefixList&PrefixListName=mine&AddressFamily=IPv4&MaxEntries=3&Entry.1.Cidr=10.1.2.3/8";
        insta::assert_snapshot!(Twin::empty().ec2(&format!("{create}{tag}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateManagedPrefixListResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><prefixList><prefixListId>pl-01203828746c4d98f</prefixListId><addressFamily>IPv4</addressFamily><state>create-in-progress</state><prefixListArn>arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-01203828746c4d98f</prefixListArn><prefixListName>mine</prefixListName><maxEntries>3</maxEntries><version>1</version><tagSet><item><key>Name</key><value/></item></tagSet><ownerId>123456789012</ownerId></prefixList></CreateManagedPrefixListResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn entries_are_of_the_family_and_fit() {
        let twin = Twin::empty();
        let code = |name: &str, max: &str, more: &str, code: &str| {
            let call =
                format!("CreateManagedPrefixList&PrefixListName={name}&AddressFamily=IPv4&MaxEntries={max}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("x", "1", "&Entry.1.Cidr=::/0", "InvalidParameterValue");
        code("x", "1", "&Entry.1.Cidr=1.0.0.0/8&Entry.2.Cidr=2.0.0.0/8", "PrefixListMaxEntriesExceeded");
        code("x", "2", "&Entry.1.Cidr=1.0.0.0/8&Entry.2.Cidr=1.2.0.0/8", "InvalidParameterValue");
        code("x", "0", "", "InvalidParameterValue");
        code("x", "1001", "", "InvalidParameterValue");
        code("com.amazonaws.x", "1", "", "InvalidParameterValue");
        code("", "1", "", "MissingParameter");
        code("x", "1", "&DryRun=true", "DryRunOperation");
        let odd = "CreateManagedPrefixList&PrefixListName=x&AddressFamily=IPv5&MaxEntries=1";
        refused_without_change(&twin, LOOK, odd, "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn rules_and_routes_refer_to_it() {
        let twin = Twin::empty();
        let id = list(&twin, 3);
        let vpc = vpc(&twin);
        let group = made(&twin, &format!("CreateSecurityGroup&VpcId={vpc}&GroupName=g&GroupDescription=g"), "groupId");
        let rule =
            format!("&GroupId={group}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.PrefixListIds.1.PrefixListId={id}");
        let made_rule = twin.ec2(&format!("AuthorizeSecurityGroupIngress{rule}"));
        assert_eq!(made_rule.one("prefixListId"), id);
        let unknown = rule.replace(&id, "pl-00000000");
        assert_eq!(
            twin.ec2(&format!("AuthorizeSecurityGroupIngress{unknown}")).error().1,
            "InvalidPrefixListID.NotFound"
        );
        assert_eq!(found(&twin, "DescribeSecurityGroups", "ip-permission.prefix-list-id", &id, "groupName"), ["g"]);
        let rule_id = made_rule.one("securityGroupRuleId");
        let other = list(&twin, 1);
        let change = format!(
            "ModifySecurityGroupRules&GroupId={group}&SecurityGroupRule.1.SecurityGroupRuleId={rule_id}\
             &SecurityGroupRule.1.SecurityGroupRule.IpProtocol=-1&SecurityGroupRule.1.SecurityGroupRule.PrefixListId={other}"
        );
        twin.ec2(&change).ok();
        let shown = found(&twin, "DescribeSecurityGroups", "ip-permission.prefix-list-id", &other, "groupName");
        assert_eq!(shown, ["g"]);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        twin.ec2(&format!("CreateRoute&RouteTableId={table}&DestinationPrefixListId={id}&GatewayId={gateway}")).ok();
        assert_eq!(found(&twin, "DescribeRouteTables", "route.destination-prefix-list-id", &id, "vpcId"), [vpc]);
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let create =
            "CreateManagedPrefixList&PrefixListName=x&AddressFamily=IPv6&ClientToken=t&Entry.1.Cidr=::/0&MaxEntries=";
        let id = twin.ec2(&format!("{create}1")).one("prefixListId");
        assert_eq!(twin.ec2(&format!("{create}1")).one("prefixListId"), id);
        assert_eq!(twin.ec2(&format!("{create}2")).error().1, "IdempotentParameterMismatch");
        assert_eq!(entries(&twin, &id, ""), ["::/0"]);
    }
}
