use super::*;

mod reading {
    use super::*;

    #[test]
    fn that_of_the_default_vpc() {
        insta::assert_snapshot!(super::super::super::lines(&Twin::empty().ec2("DescribeNetworkAcls")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeNetworkAclsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><networkAclSet>
        <item><networkAclId>acl-012037a811449eb6e</networkAclId><vpcId>vpc-012037a811449eb6e</vpcId><ownerId>123456789012</ownerId>
        <default>true</default><entrySet>
        <item><ruleNumber>100</ruleNumber><protocol>-1</protocol><ruleAction>allow</ruleAction><egress>true</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock></item>
        <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>true</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock></item>
        <item><ruleNumber>100</ruleNumber><protocol>-1</protocol><ruleAction>allow</ruleAction><egress>false</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock></item>
        <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress>
        <cidrBlock>0.0.0.0/0</cidrBlock></item></entrySet><associationSet>
        <item><networkAclAssociationId>aclassoc-012037b4fed15390e</networkAclAssociationId><networkAclId>acl-012037a811449eb6e</networkAclId>
        <subnetId>subnet-012037b4fed15390e</subnetId></item>
        <item><networkAclAssociationId>aclassoc-012037ca426fe580a</networkAclAssociationId><networkAclId>acl-012037a811449eb6e</networkAclId>
        <subnetId>subnet-012037ca426fe580a</subnetId></item>
        <item><networkAclAssociationId>aclassoc-012037ddedfdbcd27</networkAclAssociationId><networkAclId>acl-012037a811449eb6e</networkAclId>
        <subnetId>subnet-012037ddedfdbcd27</subnetId></item>
        <item><networkAclAssociationId>aclassoc-012037e7db989a18c</networkAclAssociationId><networkAclId>acl-012037a811449eb6e</networkAclId>
        <subnetId>subnet-012037e7db989a18c</subnetId></item>
        <item><networkAclAssociationId>aclassoc-012037fb41275ddca</networkAclAssociationId><networkAclId>acl-012037a811449eb6e</networkAclId>
        <subnetId>subnet-012037fb41275ddca</subnetId></item>
        <item><networkAclAssociationId>aclassoc-0120380cd5e7cbbd0</networkAclAssociationId><networkAclId>acl-012037a811449eb6e</networkAclId>
        <subnetId>subnet-0120380cd5e7cbbd0</subnetId></item></associationSet><tagSet/></item></networkAclSet>
        </DescribeNetworkAclsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("NetworkAclId.1=acl-00000000", "InvalidNetworkAclID.NotFound"),
            ("NetworkAclId.1=x", "InvalidNetworkAclId.Malformed"),
            ("MaxResults=4", "InvalidParameterValue"),
            ("MaxResults=5&NetworkAclId.1=acl-00000000", "InvalidParameterCombination"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeNetworkAcls&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        for _ in 0..6 {
            acl(&twin, &vpc);
        }
        let one = acl(&twin, &vpc);
        let create = format!("CreateNetworkAclEntry{}", entry(&one, 7, HTTPS));
        twin.ec2(&create).ok();
        twin.ec2(&format!("CreateTags&ResourceId.1={one}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        pages(&twin, "DescribeNetworkAcls", 5, "ownerId");
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("default", "true", 2),
            ("default", "false", 7),
            ("entry.cidr", "10.0.0.0/8", 1),
            ("entry.port-range.from", "443", 1),
            ("entry.protocol", "6", 1),
            ("entry.rule-number", "7", 1),
            ("entry.rule-action", "allow", 3),
            ("network-acl-id", &*one, 1),
            ("vpc-id", &vpc, 8),
        ] {
            assert_eq!(found(&twin, "DescribeNetworkAcls", name, value, "ownerId").len(), count, "{name} {value}");
        }
    }
}
