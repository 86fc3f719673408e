use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables", "DescribeTags"];

mod reading {
    use super::*;

    #[test]
    fn it_has_the_local_route_and_the_token() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let tag = "&TagSpecification.1.ResourceType=route-table&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";
        insta::assert_snapshot!(twin.ec2(&format!("CreateRouteTable&VpcId={vpc}&ClientToken=%20t%20{tag}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateRouteTableResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><routeTable><routeTableId>rtb-0120387d7073e3eab</routeTableId><vpcId>vpc-01203828746c4d98f</vpcId><ownerId>123456789012</ownerId><routeSet><item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state><origin>CreateRouteTable</origin></item></routeSet><associationSet/><propagatingVgwSet/><tagSet><item><key>Name</key><value>x</value></item></tagSet></routeTable><clientToken>t</clientToken></CreateRouteTableResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_vpc_is_there_and_the_token_good() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let long = "x".repeat(63);
        for (call, code) in [
            ("CreateRouteTable".to_owned(), "MissingParameter"),
            ("CreateRouteTable&VpcId=vpc-0".to_owned(), "InvalidVpcID.NotFound"),
            (format!("CreateRouteTable&VpcId={vpc}&ClientToken="), "InvalidParameterValue"),
            (format!("CreateRouteTable&VpcId={vpc}&ClientToken=%20{long}%20"), "InvalidParameterValue"),
            (format!("CreateRouteTable&VpcId={vpc}&DryRun=true"), "DryRunOperation"),
            (format!("CreateRouteTable&VpcId={vpc}&TagSpecification.1.ResourceType=vpc"), "InvalidParameterValue"),
        ] {
            refused_without_change(&twin, LOOK, &call, code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_token_makes_one_table() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        let create = |vpc: &str, token: &str| twin.ec2(&format!("CreateRouteTable&VpcId={vpc}&ClientToken={token}"));
        let first = create(&one, "t").one("routeTableId");
        assert_eq!(create(&one, "%20t").one("routeTableId"), first);
        let (_, code, text) = create(&other, "t").error();
        assert_eq!((&*code, &*text), ("IdempotentParameterMismatch", "Wrong arguments for request with token t"));
        // White space alone is no token.
        let blank = create(&one, "%20%09");
        assert!(blank.all("clientToken").is_empty());
        assert_ne!(create(&one, "%20%09").one("routeTableId"), blank.one("routeTableId"));
    }

    #[test]
    fn a_vpc_is_deleted_with_its_main_table_only() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        assert_eq!(found(&twin, "DescribeRouteTables", "vpc-id", &vpc, "routeTableAssociationId").len(), 1);
        let table = table(&twin, &vpc);
        let delete = format!("DeleteVpc&VpcId={vpc}");
        refused_without_change(&twin, LOOK, &delete, "DependencyViolation");
        twin.ec2(&format!("DeleteRouteTable&RouteTableId={table}")).ok();
        twin.ec2(&delete).ok();
        assert!(found(&twin, "DescribeRouteTables", "vpc-id", &vpc, "vpcId").is_empty());
    }

    #[test]
    fn it_is_found_by_its_tags_and_in_pages() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let table = table(&twin, &vpc);
        twin.ec2(&format!("CreateTags&ResourceId.1={table}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        assert_eq!(found(&twin, "DescribeRouteTables", "tag:Name", "mine", "routeTableId"), [table.as_str()]);
        assert_eq!(found(&twin, "DescribeTags", "resource-type", "route-table", "resourceId"), [table]);
        for _ in 0..5 {
            super::table(&twin, &vpc);
        }
        // One element for each table: associations have another.
        pages(&twin, "DescribeRouteTables", 5, "ownerId");
    }
}
