use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_denies_everything() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let tag = "&TagSpecification.1.ResourceType=network-acl&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";
        insta::assert_snapshot!(twin.ec2(&format!("CreateNetworkAcl&VpcId={vpc}&ClientToken=t{tag}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateNetworkAclResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><networkAcl><networkAclId>acl-0120387d7073e3eab</networkAclId><vpcId>vpc-01203828746c4d98f</vpcId><ownerId>123456789012</ownerId><default>false</default><entrySet><item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>true</egress><cidrBlock>0.0.0.0/0</cidrBlock><icmpTypeCode/><portRange/></item><item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock><icmpTypeCode/><portRange/></item></entrySet><associationSet/><tagSet><item><key>Name</key><value>x</value></item></tagSet></networkAcl><clientToken>t</clientToken></CreateNetworkAclResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_vpc_is_there() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        refused_without_change(&twin, LOOK, "CreateNetworkAcl", "MissingParameter");
        refused_without_change(&twin, LOOK, "CreateNetworkAcl&VpcId=vpc-0", "InvalidVpcID.NotFound");
        let empty = format!("CreateNetworkAcl&VpcId={vpc}&ClientToken=");
        let text = refused_without_change(&twin, LOOK, &empty, "InvalidParameterValue");
        assert_eq!(text, "Value () for parameter clientToken is invalid");
        refused_without_change(&twin, LOOK, &format!("CreateNetworkAcl&VpcId={vpc}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_token_is_of_an_acl_that_is_there() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let create = format!("CreateNetworkAcl&VpcId={vpc}&ClientToken=t");
        let id = twin.ec2(&create).one("networkAclId");
        assert_eq!(twin.ec2(&create).one("networkAclId"), id);
        let other = format!("{create}&TagSpecification.1.ResourceType=network-acl&TagSpecification.1.Tag.1.Key=a");
        assert_eq!(twin.ec2(&other).error().2, "Wrong arguments for request with token t");
        twin.ec2(&format!("DeleteNetworkAcl&NetworkAclId={id}")).ok();
        let (_, code, text) = twin.ec2(&create).error();
        assert_eq!(code, "IdempotentParameterMismatch");
        assert!(text.ends_with("associated with a resource which is now deleted."), "{text}");
    }

    #[test]
    fn a_repeated_call_shows_what_has_changed_but_the_tags_of_the_request() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let tag = "&TagSpecification.1.ResourceType=network-acl&TagSpecification.1.Tag.1.Key=state";
        let create = format!("CreateNetworkAcl&VpcId={vpc}&ClientToken=t{tag}&TagSpecification.1.Tag.1.Value=original");
        let id = twin.ec2(&create).one("networkAclId");
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=state&Tag.1.Value=changed")).ok();
        let entry = "RuleNumber=100&Protocol=6&RuleAction=allow&Egress=false&CidrBlock=10.0.0.0/24&PortRange.From=443";
        twin.ec2(&format!("CreateNetworkAclEntry&NetworkAclId={id}&{entry}&PortRange.To=443")).ok();
        let again = twin.ec2(&create);
        assert_eq!(again.all("ruleNumber"), ["32767", "100", "32767"]);
        assert_eq!((again.one("value"), again.one("clientToken")), ("original".to_owned(), "t".to_owned()));
        assert_eq!(found(&twin, "DescribeNetworkAcls", "network-acl-id", &id, "value"), ["changed"]);
    }

    #[test]
    fn a_vpc_has_its_own_and_is_not_deleted_with_another() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        assert_eq!(found(&twin, "DescribeNetworkAcls", "vpc-id", &vpc, "default"), ["true"]);
        let acl = acl(&twin, &vpc);
        let delete = format!("DeleteVpc&VpcId={vpc}");
        refused_without_change(&twin, LOOK, &delete, "DependencyViolation");
        twin.ec2(&format!("DeleteNetworkAcl&NetworkAclId={acl}")).ok();
        twin.ec2(&delete).ok();
        assert!(found(&twin, "DescribeNetworkAcls", "vpc-id", &vpc, "default").is_empty());
    }
}
