use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true_and_the_rule_shown() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        assert_eq!(twin.ec2(&format!("CreateNetworkAclEntry{}", entry(&acl, 7, HTTPS))).one("return"), "true");
        let ping = "&Protocol=icmp&CidrBlock=0.0.0.0/0&Icmp.Type=8&Icmp.Code=-1";
        twin.ec2(&format!("CreateNetworkAclEntry{}", entry(&acl, 8, ping))).ok();
        let all6 = "&Protocol=-1&Ipv6CidrBlock=::1/0";
        twin.ec2(&format!("CreateNetworkAclEntry{}", entry(&acl, 9, all6))).ok();
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&format!("DescribeNetworkAcls&NetworkAclId.1={acl}"))), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeNetworkAclsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>e5ad0f70-0740-418d-8b6a-837b82d90bdd</requestId><networkAclSet>
        <item><networkAclId>acl-0120387d7073e3eab</networkAclId><vpcId>vpc-01203828746c4d98f</vpcId><ownerId>123456789012</ownerId>
        <default>false</default><entrySet>
        <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>true</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock></item>
        <item><ruleNumber>7</ruleNumber><protocol>6</protocol><ruleAction>allow</ruleAction><egress>false</egress>
        <cidrBlock>10.0.0.0/8</cidrBlock><portRange><from>443</from><to>443</to></portRange></item>
        <item><ruleNumber>8</ruleNumber><protocol>1</protocol><ruleAction>allow</ruleAction><egress>false</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock><icmpTypeCode><code>-1</code><type>8</type></icmpTypeCode></item>
        <item><ruleNumber>9</ruleNumber><protocol>-1</protocol><ruleAction>allow</ruleAction><egress>false</egress>
        <ipv6CidrBlock>::/0</ipv6CidrBlock></item>
        <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock></item></entrySet><associationSet/><tagSet/></item></networkAclSet>
        </DescribeNetworkAclsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_a_rule_needs() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        let code = |number: u32, more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("CreateNetworkAclEntry{}", entry(&acl, number, more)), code)
        };
        code(0, HTTPS, "InvalidParameterValue");
        code(32767, HTTPS, "InvalidParameterValue");
        code(1, "&Protocol=6&CidrBlock=10.0.0.0/8", "MissingParameter");
        code(1, "&Protocol=1&CidrBlock=10.0.0.0/8", "MissingParameter");
        code(1, "&Protocol=6&PortRange.From=1&PortRange.To=1", "MissingParameter");
        code(1, "&Protocol=6&CidrBlock=10.0.0.0/8&PortRange.From=2&PortRange.To=1", "InvalidParameterValue");
        code(1, "&Protocol=1&CidrBlock=10.0.0.0/8&Icmp.Type=256&Icmp.Code=0", "InvalidParameterValue");
        code(1, "&Protocol=256&CidrBlock=10.0.0.0/8", "InvalidParameterValue");
        code(1, "&Protocol=-1&CidrBlock=x", "InvalidParameterValue");
        code(1, "&Protocol=-1&CidrBlock=10.0.0.0/8&Ipv6CidrBlock=::/0", "InvalidParameterCombination");
        code(1, &format!("{HTTPS}&DryRun=true"), "DryRunOperation");
        let unknown = format!("CreateNetworkAclEntry{}", entry("acl-00000000", 1, HTTPS));
        refused_without_change(&twin, LOOK, &unknown, "InvalidNetworkAclID.NotFound");
    }

    #[test]
    fn a_number_has_one_rule_in_a_direction() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        let create = |number: u32| format!("CreateNetworkAclEntry{}", entry(&acl, number, HTTPS));
        twin.ec2(&create(1)).ok();
        twin.ec2(&create(1)).ok();
        let other = create(1).replace("allow", "deny");
        let text = refused_without_change(&twin, LOOK, &other, "NetworkAclEntryAlreadyExists");
        assert_eq!(text, "The network acl entry identified by 1 already exists.");
        twin.ec2(&create(1).replace("Egress=false", "Egress=true")).ok();
        for number in 2..=20 {
            twin.ec2(&create(number)).ok();
        }
        refused_without_change(&twin, LOOK, &create(21), "NetworkAclEntryLimitExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn rules_are_in_order() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        for number in [9, 3, 5] {
            twin.ec2(&format!("CreateNetworkAclEntry{}", entry(&acl, number, HTTPS))).ok();
        }
        let numbers = twin.ec2(&format!("DescribeNetworkAcls&NetworkAclId.1={acl}")).all("ruleNumber");
        assert_eq!(numbers, ["32767", "3", "5", "9", "32767"], "outbound first");
    }
}
