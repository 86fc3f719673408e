use super::*;

const LOOK: &[&str] = &["DescribeVpcEndpoints", "DescribeRouteTables", "DescribeNetworkInterfaces", "DescribeSubnets"];

mod reading {
    use super::*;

    #[test]
    fn nothing_is_unsuccessful() {
        let twin = Twin::empty();
        let id = gateway_endpoint(&twin, &vpc(&twin), "");
        let answer = twin.ec2(&format!("DeleteVpcEndpoints&VpcEndpointId.1={id}"));
        assert!(answer.ok().contains("<unsuccessful/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn unknown_ones_are_told() {
        let twin = Twin::empty();
        let id = gateway_endpoint(&twin, &vpc(&twin), "");
        let answer = twin.ec2(&format!("DeleteVpcEndpoints&VpcEndpointId.1=vpce-0&VpcEndpointId.2={id}"));
        assert_eq!(
            (answer.one("resourceId"), answer.one("code")),
            ("vpce-0".to_owned(), "InvalidVpcEndpoint.NotFound".to_owned())
        );
        assert!(twin.ec2("DescribeVpcEndpoints").all("vpcEndpointId").is_empty());
        refused_without_change(&twin, LOOK, "DeleteVpcEndpoints", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_routes_and_interfaces_go() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, subnet) = (table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let free = || found(&twin, "DescribeSubnets", "subnet-id", &subnet, "availableIpAddressCount");
        let before = free();
        let one = gateway_endpoint(&twin, &vpc, &format!("&RouteTableId.1={table}"));
        let other = interface_endpoint(&twin, &vpc, &format!("&SubnetId.1={subnet}"));
        assert_ne!(free(), before);
        let delete = format!("DeleteVpcEndpoints&VpcEndpointId.1={one}&VpcEndpointId.2={other}");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert!(route_table(&twin, &table).all("destinationPrefixListId").is_empty());
        assert_eq!(free(), before);
        assert_eq!(
            twin.ec2(&format!("DescribeVpcEndpoints&VpcEndpointId.1={other}")).error().1,
            "InvalidVpcEndpointId.NotFound"
        );
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
    }
}
