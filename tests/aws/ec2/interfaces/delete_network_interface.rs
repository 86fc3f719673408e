use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "");
        assert_eq!(twin.ec2(&format!("DeleteNetworkInterface&NetworkInterfaceId={id}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_attached_to_nothing() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = attached(&twin, &subnet);
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DeleteNetworkInterface{more}"), code)
        };
        code("", "MissingParameter");
        code("&NetworkInterfaceId=eni-0", "InvalidNetworkInterfaceID.NotFound");
        for id in [&id, &primary(&twin, &instance)] {
            let text = code(&format!("&NetworkInterfaceId={id}"), "InvalidParameterValue");
            assert_eq!(text, format!("Network interface '{id}' is currently in use."));
        }
        let gateway =
            made(&twin, &format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private"), "networkInterfaceId");
        code(&format!("&NetworkInterfaceId={gateway}"), "AuthFailure");
        let free = interface(&twin, &subnet, "");
        code(&format!("&NetworkInterfaceId={free}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_addresses_are_free_again() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let before = free(&twin, &subnet);
        let id = interface(&twin, &subnet, "&SecondaryPrivateIpAddressCount=3");
        twin.ec2(&format!("DeleteNetworkInterface&NetworkInterfaceId={id}")).ok();
        assert_eq!(free(&twin, &subnet), before);
        let gone = twin.ec2(&format!("DescribeNetworkInterfaces&NetworkInterfaceId.1={id}"));
        assert_eq!(gone.error().1, "InvalidNetworkInterfaceID.NotFound");
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
    }

    #[test]
    fn its_elastic_addresses_are_free_again() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let gateway = super::super::super::parts::gateway(&twin, &vpc);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/28");
        let id = interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.4&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.5");
        let elastic = [made(&twin, "AllocateAddress", "allocationId"), made(&twin, "AllocateAddress", "allocationId")];
        let associate = |allocation: &str, more: &str| {
            twin.ec2(&format!("AssociateAddress&AllocationId={allocation}&NetworkInterfaceId={id}{more}"))
        };
        associate(&elastic[0], "").ok();
        associate(&elastic[1], "&PrivateIpAddress=10.0.1.5").ok();
        assert_eq!(associate(&elastic[1], "&PrivateIpAddress=10.0.1.6").error().1, "InvalidParameterValue");
        assert_eq!(shown(&twin, &id).all("allocationId").len(), 3, "that of the primary address stands twice");
        let mut private = twin.ec2("DescribeAddresses").all("privateIpAddress");
        private.sort();
        assert_eq!(private, ["10.0.1.4", "10.0.1.5"]);
        let detach = twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}"));
        assert_eq!(detach.error().1, "DependencyViolation");
        twin.ec2(&format!("DeleteNetworkInterface&NetworkInterfaceId={id}")).ok();
        assert_eq!(twin.ec2("DescribeAddresses").all("associationId").len(), 0);
        twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}")).ok();
    }
}
