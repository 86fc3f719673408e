use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn that_of_the_default_vpc() {
        insta::assert_snapshot!(Twin::empty().ec2("DescribeRouteTables").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeRouteTablesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><routeTableSet><item><routeTableId>rtb-05c8592a42f5827ab</routeTableId><vpcId>vpc-012037a811449eb6e</vpcId><ownerId>123456789012</ownerId><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-05c8590745c9330a5</gatewayId><state>active</state><origin>CreateRoute</origin></item><item><destinationCidrBlock>172.31.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state><origin>CreateRouteTable</origin></item></routeSet><associationSet><item><routeTableAssociationId>rtbassoc-05c8592a42f5827ab</routeTableAssociationId><routeTableId>rtb-05c8592a42f5827ab</routeTableId><main>true</main><associationState><state>associated</state></associationState></item></associationSet><propagatingVgwSet/><tagSet/></item></routeTableSet></DescribeRouteTablesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeRouteTables&{more}")).error().1;
        assert_eq!(error("RouteTableId.1=rtb-00000000000000000"), "InvalidRouteTableID.NotFound");
        assert_eq!(error("RouteTableId.1=x"), "InvalidRouteTableId.Malformed");
        assert_eq!(error("MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=5&RouteTableId.1=rtb-00000000000000000"), "InvalidParameterCombination");
        assert_eq!(error("Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
        assert_eq!(error("DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_vpc_has_its_own() {
        let twin = Twin::empty();
        let made = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let of = |name: &str, value: &str| {
            twin.ec2(&format!("DescribeRouteTables&Filter.1.Name={name}&Filter.1.Value.1={value}"))
        };
        let table = of("vpc-id", &made);
        assert_eq!(table.one("gatewayId"), "local");
        for (name, value, expected) in [
            ("association.main", "true", 2),
            ("association.subnet-id", "*", 0),
            ("route.destination-cidr-block", "0.0.0.0/0", 1),
            ("route.gateway-id", "igw-*", 1),
            ("route.gateway-id", "local", 2),
            ("route.origin", "CreateRoute", 1),
            ("route.state", "blackhole", 0),
            ("route.nat-gateway-id", "*", 0),
        ] {
            assert_eq!(of(name, value).all("vpcId").len(), expected, "{name} {value}");
        }
        let id = table.all("routeTableId").remove(0);
        assert_eq!(twin.ec2(&format!("DescribeRouteTables&RouteTableId.1={id}")).one("vpcId"), made);
    }
}
