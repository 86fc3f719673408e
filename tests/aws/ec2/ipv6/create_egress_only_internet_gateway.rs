use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeEgressOnlyInternetGateways", "DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn it_is_attached() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let tag = "&TagSpecification.1.ResourceType=egress-only-internet-gateway&TagSpecification.1.Tag.1.Key=Name";
        let create = format!("CreateEgressOnlyInternetGateway&VpcId={vpc}&ClientToken=t{tag}");
        insta::assert_snapshot!(twin.ec2(&create).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateEgressOnlyInternetGatewayResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><clientToken>t</clientToken><egressOnlyInternetGateway><attachmentSet><item><state>attached</state><vpcId>vpc-01203828746c4d98f</vpcId></item></attachmentSet><egressOnlyInternetGatewayId>eigw-0120387d7073e3eab</egressOnlyInternetGatewayId><tagSet><item><key>Name</key><value/></item></tagSet></egressOnlyInternetGateway></CreateEgressOnlyInternetGatewayResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_vpc_is_there() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        refused_without_change(&twin, LOOK, "CreateEgressOnlyInternetGateway", "MissingParameter");
        refused_without_change(&twin, LOOK, "CreateEgressOnlyInternetGateway&VpcId=vpc-0", "InvalidVpcID.NotFound");
        let dry = format!("CreateEgressOnlyInternetGateway&VpcId={vpc}&DryRun=true");
        refused_without_change(&twin, LOOK, &dry, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn routes_of_ipv6_lead_there() {
        let twin = Twin::empty();
        let (vpc, other) = (vpc(&twin), vpc(&twin));
        let id = made(&twin, &format!("CreateEgressOnlyInternetGateway&VpcId={vpc}"), "egressOnlyInternetGatewayId");
        let (table, foreign) = (table(&twin, &vpc), table(&twin, &other));
        let create =
            |table: &str, to: &str| format!("CreateRoute&RouteTableId={table}&{to}&EgressOnlyInternetGatewayId={id}");
        refused_without_change(&twin, LOOK, &create(&table, "DestinationCidrBlock=0.0.0.0/0"), "InvalidParameterValue");
        refused_without_change(
            &twin,
            LOOK,
            &create(&foreign, "DestinationIpv6CidrBlock=::/0"),
            "InvalidParameterValue",
        );
        twin.ec2(&create(&table, "DestinationIpv6CidrBlock=::/0")).ok();
        assert_eq!(
            found(&twin, "DescribeRouteTables", "route.egress-only-internet-gateway-id", &id, "vpcId"),
            [vpc.as_str()]
        );
        assert_eq!(twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).error().1, "DependencyViolation");
        twin.ec2(&format!("DeleteEgressOnlyInternetGateway&EgressOnlyInternetGatewayId={id}")).ok();
        assert_eq!(found(&twin, "DescribeRouteTables", "route.state", "blackhole", "vpcId"), [vpc]);
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let create = format!("CreateEgressOnlyInternetGateway&VpcId={}&ClientToken=t", vpc(&twin));
        let id = twin.ec2(&create).one("egressOnlyInternetGatewayId");
        assert_eq!(twin.ec2(&create).one("egressOnlyInternetGatewayId"), id);
    }
}
