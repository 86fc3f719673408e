use super::*;

const LOOK: &[&str] = &["DescribeVpcEndpoints", "DescribeRouteTables", "DescribeNetworkInterfaces", "DescribeSubnets"];

mod reading {
    use super::*;

    #[test]
    fn a_gateway_is_available_at_once() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let table = table(&twin, &vpc);
        let create = "CreateVpcEndpoint&ServiceName=com.amazonaws.us-east-1.s3&ClientToken=t&TagSpecification.1.ResourceType=vpc-endpoint&TagSpecification.1.Tag.1.Key=Name";
        let answer = twin.ec2(&format!("{create}&VpcId={vpc}&RouteTableId.1={table}"));
        insta::assert_snapshot!(super::super::super::lines(&answer), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateVpcEndpointResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><vpcEndpoint><vpcEndpointId>vpce-012038882d9685d45</vpcEndpointId>
        <vpcEndpointType>Gateway</vpcEndpointType><vpcId>vpc-01203828746c4d98f</vpcId><serviceName>com.amazonaws.us-east-1.s3</serviceName>
        <serviceRegion>us-east-1</serviceRegion><state>available</state><policyDocument>{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}</policyDocument>
        <routeTableIdSet>
        <item>rtb-0120387d7073e3eab</item></routeTableIdSet><subnetIdSet/><groupSet/><ipAddressType>ipv4</ipAddressType>
        <privateDnsEnabled>false</privateDnsEnabled><requesterManaged>false</requesterManaged><networkInterfaceIdSet/>
        <dnsEntrySet/><creationTimestamp>2026-11-21T08:00:00.000Z</creationTimestamp><tagSet>
        <item><key>Name</key><value/></item></tagSet><ownerId>123456789012</ownerId></vpcEndpoint><clientToken>t</clientToken>
        </CreateVpcEndpointResponse>
        "#);
    }

    #[test]
    fn an_interface_endpoint_has_interfaces_and_names() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/24");
        interface_endpoint(&twin, &vpc, &format!("&SubnetId.1={subnet}"));
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeVpcEndpoints")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVpcEndpointsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><vpcEndpointSet>
        <item><vpcEndpointId>vpce-012038882d9685d45</vpcEndpointId><vpcEndpointType>Interface</vpcEndpointType><vpcId>vpc-01203828746c4d98f</vpcId>
        <serviceName>com.amazonaws.us-east-1.ec2</serviceName><serviceRegion>us-east-1</serviceRegion><state>available</state>
        <policyDocument>{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}</policyDocument>
        <routeTableIdSet/><subnetIdSet>
        <item>subnet-0120387d7073e3eab</item></subnetIdSet><groupSet>
        <item><groupId>sg-0120383713bf7a801</groupId><groupName>default</groupName></item></groupSet><ipAddressType>ipv4</ipAddressType>
        <dnsOptions><dnsRecordIpType>ipv4</dnsRecordIpType></dnsOptions><privateDnsEnabled>false</privateDnsEnabled>
        <requesterManaged>false</requesterManaged><networkInterfaceIdSet>
        <item>eni-0120389818d3e8d53</item></networkInterfaceIdSet><dnsEntrySet>
        <item><dnsName>vpce-012038882d9685d45-d9685d45.ec2.us-east-1.vpce.amazonaws.com</dnsName></item>
        <item><dnsName>vpce-012038882d9685d45-d9685d45-us-east-1a.ec2.us-east-1.vpce.amazonaws.com</dnsName></item>
        </dnsEntrySet><creationTimestamp>2026-11-21T08:00:00.000Z</creationTimestamp><ownerId>123456789012</ownerId>
        </item></vpcEndpointSet></DescribeVpcEndpointsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_it_names_is_there_and_belongs_to_the_vpc() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        let (table, foreign) = (table(&twin, &one), table(&twin, &other));
        let (subnet, far) = (subnet(&twin, &one, "10.0.1.0/24"), subnet(&twin, &other, "10.0.1.0/24"));
        let beside = super::subnet(&twin, &one, "10.0.2.0/24");
        let default = found(&twin, "DescribeSecurityGroups", "vpc-id", &other, "groupId").remove(0);
        let s3 = format!("&VpcId={one}&ServiceName=com.amazonaws.us-east-1.s3");
        let ec2 = format!("&VpcId={one}&ServiceName=com.amazonaws.us-east-1.ec2&VpcEndpointType=Interface");
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CreateVpcEndpoint{more}"), code);
        code("&ServiceName=com.amazonaws.us-east-1.s3", "MissingParameter");
        code(&format!("&VpcId={one}"), "MissingParameter");
        code("&VpcId=vpc-0&ServiceName=com.amazonaws.us-east-1.s3", "InvalidVpcID.NotFound");
        for name in ["s3", "com.amazonaws.eu-west-1.s3", "com.amazonaws.us-east-1.odd"] {
            let text = code(&format!("&VpcId={one}&ServiceName={name}"), "InvalidServiceName");
            assert_eq!(text, format!("The Vpc Endpoint Service '{name}' does not exist"));
        }
        code(&format!("&VpcId={one}&ServiceName=com.amazonaws.us-east-1.ec2"), "InvalidParameter");
        code(&format!("{s3}&VpcEndpointType=GatewayLoadBalancer"), "UnsupportedOperation");
        code(&format!("{s3}&VpcEndpointType=Odd"), "InvalidParameterValue");
        code(&format!("{s3}&RouteTableId.1={foreign}"), "InvalidParameter");
        code(&format!("{s3}&RouteTableId.1=rtb-00000000"), "InvalidRouteTableID.NotFound");
        code(&format!("{s3}&RouteTableId.1={table}&RouteTableId.2={table}"), "RouteAlreadyExists");
        code(&format!("{s3}&SubnetId.1={subnet}"), "InvalidParameter");
        code(&format!("{s3}&PolicyDocument=x"), "InvalidPolicyDocument");
        code(&format!("{ec2}&SubnetId.1={far}"), "InvalidParameter");
        code(&format!("{ec2}&SubnetId.1={subnet}&SubnetId.2={beside}"), "DuplicateSubnetsInSameZone");
        code(&format!("{ec2}&SecurityGroupId.1={default}"), "InvalidParameter");
        code(&format!("{ec2}&SecurityGroupId.1=sg-00000001"), "InvalidGroup.NotFound");
        code(&format!("{ec2}&PrivateDnsEnabled=true"), "InvalidParameter");
        code(&format!("{ec2}&IpAddressType=dualstack"), "UnsupportedOperation");
        code(&format!("{s3}&DryRun=true"), "DryRunOperation");
        gateway_endpoint(&twin, &one, &format!("&RouteTableId.1={table}"));
        let text = code(&format!("{s3}&RouteTableId.1={table}"), "RouteAlreadyExists");
        assert_eq!(
            text,
            format!("route table {table} already has a route with destination-prefix-list-id pl-63a5400a")
        );
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tables_lead_to_a_gateway() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let table = table(&twin, &vpc);
        let id = gateway_endpoint(&twin, &vpc, &format!("&RouteTableId.1={table}"));
        let shown = route_table(&twin, &table);
        assert_eq!(
            (shown.one("destinationPrefixListId"), shown.all("gatewayId")[0].clone()),
            ("pl-63a5400a".to_owned(), id)
        );
        let delete = format!("DeleteRoute&RouteTableId={table}&DestinationPrefixListId=pl-63a5400a");
        let text = refused_without_change(&twin, LOOK, &delete, "InvalidParameterValue");
        assert_eq!(text, format!("cannot remove VPC endpoint route pl-63a5400a in route table {table}"));
        assert_eq!(twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).error().1, "DependencyViolation");
    }

    #[test]
    fn interfaces_have_addresses_groups_and_names() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/24");
        let group = made(&twin, &format!("CreateSecurityGroup&VpcId={vpc}&GroupName=g&GroupDescription=g"), "groupId");
        twin.ec2(&format!("ModifyVpcAttribute&VpcId={vpc}&EnableDnsHostnames.Value=true")).ok();
        let more = format!("&SubnetId.1={subnet}&SecurityGroupId.1={group}&PrivateDnsEnabled=true");
        interface_endpoint(&twin, &vpc, &more);
        let names = twin.ec2("DescribeVpcEndpoints").all("dnsName");
        assert!(names.len() == 3 && names[2] == "ec2.us-east-1.amazonaws.com", "{names:?}");
        let interface =
            twin.ec2("DescribeNetworkInterfaces&Filter.1.Name=interface-type&Filter.1.Value.1=vpc_endpoint");
        assert_eq!((interface.one("subnetId"), interface.one("groupId")), (subnet.clone(), group.clone()));
        assert_eq!(twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).error().1, "DependencyViolation");
        assert_eq!(twin.ec2(&format!("DeleteSecurityGroup&GroupId={group}")).error().1, "DependencyViolation");
        let service = "ServiceName=com.amazonaws.us-east-1.ec2&VpcEndpointType=Interface&PrivateDnsEnabled=true";
        let second = format!("CreateVpcEndpoint&VpcId={vpc}&{service}");
        refused_without_change(&twin, LOOK, &second, "InvalidParameter");
    }

    #[test]
    fn a_token_makes_one_and_time_passes() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let vpc = vpc(&twin);
        let id = interface_endpoint(&twin, &vpc, "&ClientToken=t");
        assert_eq!(interface_endpoint(&twin, &vpc, "&ClientToken=t"), id);
        assert_eq!(
            found(&twin, "DescribeVpcEndpoints", "vpc-endpoint-state", "pending", "vpcEndpointId"),
            [id.as_str()]
        );
        twin.advance("20s");
        assert_eq!(found(&twin, "DescribeVpcEndpoints", "vpc-endpoint-state", "available", "vpcEndpointId"), [id]);
    }
}
