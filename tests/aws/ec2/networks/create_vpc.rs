use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_vpc() {
        let twin = Twin::empty();
        let answer = twin.ec2(
            "CreateVpc&CidrBlock=10.1.2.3/16&InstanceTenancy=dedicated&TagSpecification.1.ResourceType=vpc\
             &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=one",
        );
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateVpcResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><vpc><vpcId>vpc-01203828746c4d98f</vpcId><ownerId>123456789012</ownerId><state>pending</state><cidrBlock>10.1.0.0/16</cidrBlock><cidrBlockAssociationSet><item><cidrBlock>10.1.0.0/16</cidrBlock><associationId>vpc-cidr-assoc-01203828746c4d98f</associationId><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet><ipv6CidrBlockAssociationSet/><dhcpOptionsId>dopt-05c8591bd1eeadc09</dhcpOptionsId><tagSet><item><key>Name</key><value>one</value></item></tagSet><instanceTenancy>dedicated</instanceTenancy><isDefault>false</isDefault></vpc></CreateVpcResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_range_is_needed() {
        let text = "The request must contain the parameter CidrBlock";
        assert_eq!(Twin::empty().ec2("CreateVpc").error(), (400, "MissingParameter".into(), text.into()));
    }

    #[test]
    fn a_range_is_one() {
        let twin = Twin::empty();
        let text = "Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.";
        assert_eq!(
            twin.ec2("CreateVpc&CidrBlock=10.0.0.0").error(),
            (400, "InvalidParameterValue".into(), text.into())
        );
    }

    #[test]
    fn a_vpc_is_pending_and_then_available() {
        let twin = Twin::empty();
        let made = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16");
        assert_eq!(made.all("state"), ["pending", "associated"]);
        let shown = twin.ec2(&format!("DescribeVpcs&VpcId.1={}", made.one("vpcId")));
        assert_eq!(shown.all("state"), ["available", "associated"]);
        assert_eq!(shown.one("internetGatewayBlockMode"), "off");
    }

    #[test]
    fn a_range_is_from_16_to_28() {
        let twin = Twin::empty();
        for range in ["10.0.0.0/15", "10.0.0.0/29"] {
            let answer = twin.ec2(&format!("CreateVpc&CidrBlock={range}")).error();
            assert_eq!(answer, (400, "InvalidVpc.Range".into(), format!("The CIDR '{range}' is invalid.")));
        }
        twin.ec2("CreateVpc&CidrBlock=10.0.0.0/28").ok();
    }

    #[test]
    fn what_is_not_modelled_is_refused() {
        let twin = Twin::empty();
        for more in
            ["Ipv6CidrBlock=2001:db8::/56", "Ipv4IpamPoolId=p", "VpcEncryptionControl.NatGatewayExclusion=enable"]
        {
            assert_eq!(twin.ec2(&format!("CreateVpc&CidrBlock=10.0.0.0/16&{more}")).error().1, "UnsupportedOperation");
        }
        twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16&AmazonProvidedIpv6CidrBlock=false").ok();
        assert_eq!(twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16&InstanceTenancy=host").error().1, "InvalidParameterValue");
    }

    #[test]
    fn tags_are_for_a_vpc() {
        let answer = Twin::empty().ec2("CreateVpc&CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=instance");
        assert_eq!(answer.error().1, "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_vpc_comes_with_a_group_and_a_route_table() {
        let twin = Twin::empty();
        let id = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let of = |action: &str| twin.ec2(&format!("{action}&Filter.1.Name=vpc-id&Filter.1.Value.1={id}"));
        let groups = of("DescribeSecurityGroups");
        assert_eq!(groups.one("groupName"), "default");
        assert_eq!(groups.one("cidrIp"), "0.0.0.0/0");
        assert_eq!(groups.all("groupId").len(), 2, "itself and who may come in");
        let tables = of("DescribeRouteTables");
        assert_eq!(tables.one("destinationCidrBlock"), "10.0.0.0/16");
        assert_eq!(tables.one("gatewayId"), "local");
        assert_eq!(of("DescribeSubnets").all("subnetId").len(), 0);
    }

    #[test]
    fn instances_have_its_tenancy() {
        let twin = Twin::empty();
        let id = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16&InstanceTenancy=dedicated").one("vpcId");
        let subnet = twin.ec2(&format!("CreateSubnet&VpcId={id}&CidrBlock=10.0.0.0/24")).one("subnetId");
        let tenancy = |more: &str| {
            let run = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&SubnetId=";
            twin.ec2(&format!("{run}{subnet}{more}")).one("tenancy")
        };
        assert_eq!(tenancy(""), "dedicated");
        assert_eq!(tenancy("&Placement.Tenancy=host"), "host");
    }

    #[test]
    fn ranges_of_vpcs_may_be_the_same() {
        let twin = Twin::empty();
        twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").ok();
        twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").ok();
        assert_eq!(twin.ec2("DescribeVpcs&Filter.1.Name=cidr&Filter.1.Value.1=10.*").all("vpcId").len(), 2);
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeVpcs").all("vpcId").len(), 1);
    }
}
