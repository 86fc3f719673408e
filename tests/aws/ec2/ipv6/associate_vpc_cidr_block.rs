use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcs", "DescribeSubnets", "DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn ranges_of_both_kinds() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        insta::assert_snapshot!(twin.ec2(&format!("AssociateVpcCidrBlock&VpcId={vpc}&CidrBlock=10.1.2.3/16")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssociateVpcCidrBlockResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><vpcId>vpc-01203828746c4d98f</vpcId><cidrBlockAssociation><cidrBlock>10.1.0.0/16</cidrBlock><associationId>vpc-cidr-assoc-0120387d7073e3eab</associationId><cidrBlockState><state>associating</state></cidrBlockState></cidrBlockAssociation></AssociateVpcCidrBlockResponse>
        "#);
        let six = format!("AssociateVpcCidrBlock&VpcId={vpc}&AmazonProvidedIpv6CidrBlock=true");
        insta::assert_snapshot!(twin.ec2(&six).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssociateVpcCidrBlockResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><vpcId>vpc-01203828746c4d98f</vpcId><ipv6CidrBlockAssociation><ipv6CidrBlock>2001:db8:0:100::/56</ipv6CidrBlock><associationId>vpc-cidr-assoc-012038882d9685d45</associationId><ipv6CidrBlockState><state>associating</state></ipv6CidrBlockState><networkBorderGroup>us-east-1</networkBorderGroup><ipv6Pool>Amazon</ipv6Pool></ipv6CidrBlockAssociation></AssociateVpcCidrBlockResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_range_is_new_and_fits() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("AssociateVpcCidrBlock&VpcId={vpc}{more}"), code)
        };
        code("", "MissingParameter");
        code("&CidrBlock=x", "InvalidParameterValue");
        code("&CidrBlock=10.0.0.0/8", "InvalidVpc.Range");
        code("&CidrBlock=10.0.1.0/24", "InvalidVpc.Range");
        code("&CidrBlock=10.1.0.0/16&AmazonProvidedIpv6CidrBlock=true", "InvalidParameterCombination");
        code("&Ipv6CidrBlock=2001:db8::/56", "UnsupportedOperation");
        refused_without_change(
            &twin,
            LOOK,
            "AssociateVpcCidrBlock&VpcId=vpc-0&CidrBlock=10.1.0.0/16",
            "InvalidVpcID.NotFound",
        );
        for n in 1..5 {
            twin.ec2(&format!("AssociateVpcCidrBlock&VpcId={vpc}&CidrBlock=10.{n}.0.0/16")).ok();
        }
        code("&CidrBlock=10.9.0.0/16", "CidrLimitExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn subnets_and_local_routes_have_them() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let table = table(&twin, &vpc);
        let create = format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.1.1.0/24");
        assert_eq!(twin.ec2(&create).error().1, "InvalidSubnet.Range");
        twin.ec2(&format!("AssociateVpcCidrBlock&VpcId={vpc}&CidrBlock=10.1.0.0/16")).ok();
        twin.ec2(&create).ok();
        twin.ec2(&format!("AssociateVpcCidrBlock&VpcId={vpc}&AmazonProvidedIpv6CidrBlock=true")).ok();
        let shown = route_table(&twin, &table);
        assert_eq!(shown.all("destinationCidrBlock"), ["10.0.0.0/16", "10.1.0.0/16"]);
        let six = shown.one("destinationIpv6CidrBlock");
        assert_eq!(
            found(&twin, "DescribeVpcs", "cidr-block-association.cidr-block", "10.1.0.0/16", "vpcId"),
            [vpc.as_str()]
        );
        assert_eq!(
            found(&twin, "DescribeVpcs", "ipv6-cidr-block-association.ipv6-cidr-block", &six, "vpcId"),
            [vpc.as_str()]
        );
        let later = made(&twin, &format!("CreateRouteTable&VpcId={vpc}"), "routeTableId");
        assert_eq!(route_table(&twin, &later).all("gatewayId").len(), 3);
    }
}
