use super::*;

const LOOK: &[&str] = &["DescribeVpcEndpoints", "DescribeRouteTables", "DescribeNetworkInterfaces", "DescribeSubnets"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let id = gateway_endpoint(&twin, &vpc(&twin), "");
        assert_eq!(twin.ec2(&format!("ModifyVpcEndpoint&VpcEndpointId={id}&ResetPolicy=true")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_the_kind_has_not_is_refused() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, subnet) = (table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let gateway = gateway_endpoint(&twin, &vpc, &format!("&RouteTableId.1={table}"));
        let interface = interface_endpoint(&twin, &vpc, &format!("&SubnetId.1={subnet}"));
        let beside = super::subnet(&twin, &vpc, "10.0.2.0/24");
        let code = |id: &str, more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("ModifyVpcEndpoint&VpcEndpointId={id}{more}"), code)
        };
        code("vpce-00000000", "", "InvalidVpcEndpointId.NotFound");
        code("x", "", "InvalidVpcEndpointId.Malformed");
        code(&gateway, &format!("&AddSubnetId.1={subnet}"), "InvalidParameter");
        code(&gateway, &format!("&AddRouteTableId.1={table}"), "RouteAlreadyExists");
        code(&gateway, "&PolicyDocument=[]", "InvalidPolicyDocument");
        code(&gateway, "&PolicyDocument={}&ResetPolicy=true", "InvalidParameterCombination");
        code(&interface, &format!("&AddRouteTableId.1={table}"), "InvalidParameter");
        code(&interface, &format!("&AddSubnetId.1={beside}"), "DuplicateSubnetsInSameZone");
        code(&interface, "&PrivateDnsEnabled=true", "InvalidParameter");
        code(&interface, "&AddSecurityGroupId.1=sg-00000001", "InvalidGroup.NotFound");
        code(&gateway, "&ResetPolicy=true&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tables_and_policy_change() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (one, other) = (table(&twin, &vpc), table(&twin, &vpc));
        let id = gateway_endpoint(&twin, &vpc, &format!("&RouteTableId.1={one}"));
        let change = |more: &str| twin.ec2(&format!("ModifyVpcEndpoint&VpcEndpointId={id}{more}"));
        change(&format!("&AddRouteTableId.1={other}&RemoveRouteTableId.1={one}&PolicyDocument=%7B%22a%22:1%7D")).ok();
        let shown = twin.ec2("DescribeVpcEndpoints");
        assert_eq!(shown.one("policyDocument"), "{&quot;a&quot;:1}".replace("&quot;", "\""));
        assert!(route_table(&twin, &one).all("destinationPrefixListId").is_empty());
        assert_eq!(route_table(&twin, &other).one("destinationPrefixListId"), "pl-63a5400a");
        change("&ResetPolicy=true").ok();
        assert!(twin.ec2("DescribeVpcEndpoints").one("policyDocument").contains("Allow"));
    }

    #[test]
    fn subnets_groups_and_names_change() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (one, other) = (subnet(&twin, &vpc, "10.0.1.0/24"), subnet(&twin, &vpc, "10.0.2.0/24"));
        let id = interface_endpoint(&twin, &vpc, &format!("&SubnetId.1={one}"));
        twin.ec2(&format!("ModifyVpcAttribute&VpcId={vpc}&EnableDnsHostnames.Value=true")).ok();
        let group = made(&twin, &format!("CreateSecurityGroup&VpcId={vpc}&GroupName=g&GroupDescription=g"), "groupId");
        let default = twin.ec2("DescribeVpcEndpoints").one("groupId");
        let change = format!(
            "ModifyVpcEndpoint&VpcEndpointId={id}&AddSubnetId.1={other}&RemoveSubnetId.1={one}&AddSecurityGroupId.1={group}\
             &RemoveSecurityGroupId.1={default}&PrivateDnsEnabled=true"
        );
        twin.ec2(&change).ok();
        let interfaces = twin.ec2("DescribeNetworkInterfaces");
        assert_eq!((interfaces.one("subnetId"), interfaces.one("groupId")), (other, group));
        assert_eq!(twin.ec2("DescribeVpcEndpoints").one("privateDnsEnabled"), "true");
        twin.ec2(&format!("DeleteSubnet&SubnetId={one}")).ok();
    }
}
