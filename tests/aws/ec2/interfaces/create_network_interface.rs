use super::*;

const TAG: &str = "&TagSpecification.1.ResourceType=network-interface&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";

mod reading {
    use super::*;

    #[test]
    fn it_is_pending_with_its_addresses() {
        let twin = Twin::empty();
        let create = format!(
            "CreateNetworkInterface&SubnetId={}&Description=d&PrivateIpAddress=10.0.1.9&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.5\
             &ClientToken=t{TAG}",
            place(&twin)
        );
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&create)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateNetworkInterfaceResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><networkInterface><networkInterfaceId>eni-012038882d9685d45</networkInterfaceId>
        <subnetId>subnet-0120387d7073e3eab</subnetId><vpcId>vpc-01203828746c4d98f</vpcId><description>d</description>
        <ownerId>123456789012</ownerId><status>pending</status><macAddress>0a:ff:0a:00:01:09</macAddress>
        <privateIpAddress>10.0.1.9</privateIpAddress><sourceDestCheck>true</sourceDestCheck><groupSet>
        <item><groupId>sg-0120383713bf7a801</groupId><groupName>default</groupName></item></groupSet>
        <ipv6AddressesSet/><privateIpAddressesSet>
        <item><privateIpAddress>10.0.1.9</privateIpAddress><primary>true</primary></item>
        <item><privateIpAddress>10.0.1.5</privateIpAddress><privateDnsName/><primary>false</primary></item>
        </privateIpAddressesSet><interfaceType>interface</interfaceType><operator><managed>false</managed></operator>
        <availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId><requesterId>123456789012</requesterId>
        <requesterManaged>false</requesterManaged><tagSet>
        <item><key>Name</key><value>x</value></item></tagSet></networkInterface><clientToken>t</clientToken>
        </CreateNetworkInterfaceResponse>
        "#);
    }
}

mod validation {
    use super::*;

    /// As recorded from EC2.
    #[test]
    fn addresses_are_free_ones_of_the_subnet() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.4&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.5");
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("CreateNetworkInterface&SubnetId={subnet}{more}"), code)
        };
        for reserved in ["0", "1", "2", "3", "15"] {
            let text = code(&format!("&PrivateIpAddress=10.0.1.{reserved}"), "InvalidParameterValue");
            assert_eq!(text, "Address is in subnet's reserved address range");
        }
        let text = code("&PrivateIpAddress=10.0.1.16", "InvalidParameterValue");
        assert_eq!(text, "Address does not fall within the subnet's address range");
        for taken in ["4", "5"] {
            let text = code(&format!("&PrivateIpAddress=10.0.1.{taken}"), "InvalidIPAddress.InUse");
            assert_eq!(text, "The specified address is already in use.");
        }
        let text = code("&PrivateIpAddress=not-an-ip", "InvalidParameterValue");
        assert_eq!(text, "invalid value for parameter address: not-an-ip");
        let two = "&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.10&PrivateIpAddresses.1.Primary=true\
                   &PrivateIpAddresses.2.PrivateIpAddress=10.0.1.11";
        let text = code(&format!("{two}&PrivateIpAddresses.2.Primary=true"), "InvalidParameterValue");
        assert_eq!(text, "Only one primary private IP address can be specified.");
        let text = code(&two.replace("11", "10"), "InvalidParameterValue");
        assert_eq!(text, "address value can't be both primary and secondary");
        let text = code(&format!("{two}&SecondaryPrivateIpAddressCount=2"), "InvalidParameterValue");
        assert!(text.starts_with("You can specify one and only one secondaryPrivateIpAddressCount or"), "{text}");
        code("&SecondaryPrivateIpAddressCount=-1", "InvalidParameterValue");
        code("&SecondaryPrivateIpAddressCount=9", "InsufficientFreeAddressesInSubnet");
        code("&SecondaryPrivateIpAddressCount=65", "PrivateIpAddressLimitExceeded");
        code("&Ipv6AddressCount=1", "InvalidParameterValue");
        code("&Ipv4PrefixCount=1", "InsufficientFreeAddressesInSubnet");
        code("&Ipv4Prefix.1.Ipv4Prefix=10.0.1.0/28", "InvalidParameterValue");
        code("&Ipv4Prefix.1.Ipv4Prefix=x", "InvalidParameterValue");
    }

    #[test]
    fn subnet_groups_and_options_are_judged() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let elsewhere = twin.ec2("CreateSecurityGroup&GroupName=g&GroupDescription=d").one("groupId");
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("CreateNetworkInterface{more}"), code)
        };
        code("", "MissingParameter");
        code("&SubnetId=subnet-0", "InvalidSubnetID.NotFound");
        let of = format!("&SubnetId={subnet}");
        code(&format!("{of}&SecurityGroupId.1=sg-0"), "InvalidGroup.NotFound");
        let text = code(&format!("{of}&SecurityGroupId.1={elsewhere}"), "InvalidParameterValue");
        assert_eq!(text, format!("Security group {elsewhere} and subnet {subnet} belong to different networks."));
        code(&format!("{of}&InterfaceType=efa"), "UnsupportedOperation");
        code(&format!("{of}&EnablePrimaryIpv6=true"), "UnsupportedOperation");
        code(&format!("{of}&Description={}", "x".repeat(256)), "InvalidParameterValue");
        code(&format!("{of}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_available_and_takes_addresses() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let before = free(&twin, &subnet);
        let id = interface(&twin, &subnet, "&SecondaryPrivateIpAddressCount=2");
        let described = shown(&twin, &id);
        assert_eq!(described.one("status"), "available");
        assert_eq!(described.all("attachmentId").len(), 0);
        assert_eq!(described.all("primary"), ["true", "false", "false"]);
        assert_eq!(free(&twin, &subnet), before - 3);
        let group = described.one("groupId");
        assert_eq!(twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).error().1, "DependencyViolation");
        let own = made(
            &twin,
            &format!("CreateSecurityGroup&GroupName=g&GroupDescription=d&VpcId={}", described.one("vpcId")),
            "groupId",
        );
        let other = interface(&twin, &subnet, &format!("&SecurityGroupId.1={own}"));
        assert_eq!((shown(&twin, &other).one("groupId"), group == own), (own.clone(), false));
        assert_eq!(twin.ec2(&format!("DeleteSecurityGroup&GroupId={own}")).error().1, "DependencyViolation");
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=a&Tag.1.Value=b")).ok();
        assert_eq!(found(&twin, "DescribeNetworkInterfaces", "tag:a", "b", "networkInterfaceId"), [id]);
    }

    #[test]
    fn it_has_prefixes_and_addresses_of_ipv6() {
        let twin = Twin::empty();
        let subnet = place6(&twin);
        let before = free(&twin, &subnet);
        let id = interface(&twin, &subnet, "&Ipv4PrefixCount=2&Ipv6AddressCount=2&Ipv6PrefixCount=1");
        let described = shown(&twin, &id);
        assert_eq!(described.all("ipv4Prefix"), ["10.0.1.16/28", "10.0.1.32/28"]);
        assert_eq!(described.all("ipv6Address").len(), 2);
        assert!(described.one("ipv6Prefix").ends_with("/80"), "{}", described.one("ipv6Prefix"));
        assert_eq!(free(&twin, &subnet), before - 33);
        let taken = format!("CreateNetworkInterface&SubnetId={subnet}&Ipv4Prefix.1.Ipv4Prefix=10.0.1.16/28");
        refused_without_change(&twin, LOOK, &taken, "InvalidParameterValue");
        let inside = format!("CreateNetworkInterface&SubnetId={subnet}&PrivateIpAddress=10.0.1.20");
        refused_without_change(&twin, LOOK, &inside, "InvalidIPAddress.InUse");
        twin.ec2(&format!("DeleteNetworkInterface&NetworkInterfaceId={id}")).ok();
        assert_eq!(free(&twin, &subnet), before);
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let create = format!("CreateNetworkInterface&SubnetId={subnet}&ClientToken=t");
        let id = twin.ec2(&create).one("networkInterfaceId");
        assert_eq!(twin.ec2(&create).one("networkInterfaceId"), id);
        assert_eq!(twin.ec2(&format!("{create}&Description=d")).error().1, "IdempotentParameterMismatch");
    }
}
