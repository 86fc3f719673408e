use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_association_and_its_state() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, subnet) = (table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        insta::assert_snapshot!(twin.ec2(&format!("AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssociateRouteTableResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><associationId>rtbassoc-0120389818d3e8d53</associationId><associationState><state>associated</state></associationState></AssociateRouteTableResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn table_and_subnet_are_there_and_in_one_vpc() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        let (table, second, subnet) = (table(&twin, &one), table(&twin, &one), subnet(&twin, &one, "10.0.1.0/24"));
        let foreign = super::subnet(&twin, &other, "10.0.1.0/24");
        let associate =
            |table: &str, subnet: &str| format!("AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}");
        let text = refused_without_change(&twin, LOOK, &associate(&table, &foreign), "InvalidParameterValue");
        assert_eq!(text, format!("route table {table} and subnet {foreign} belong to different networks"));
        twin.ec2(&associate(&table, &subnet)).ok();
        let text = refused_without_change(&twin, LOOK, &associate(&second, &subnet), "Resource.AlreadyAssociated");
        assert_eq!(
            text,
            format!("the specified association for route table {second} conflicts with an existing association")
        );
        for (table, subnet, code) in [
            ("rtb-00000000", &*subnet, "InvalidRouteTableID.NotFound"),
            (&table, "subnet-0", "InvalidSubnetID.NotFound"),
            (&table, "", "MissingParameter"),
            ("", &subnet, "MissingParameter"),
        ] {
            refused_without_change(&twin, LOOK, &associate(table, subnet), code);
        }
        let edge = format!("AssociateRouteTable&RouteTableId={table}&GatewayId=igw-1");
        refused_without_change(&twin, LOOK, &edge, "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_shown_and_found() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, subnet) = (table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let associate = format!("AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}");
        refused_without_change(&twin, LOOK, &format!("{associate}&DryRun=true"), "DryRunOperation");
        let id = twin.ec2(&associate).one("associationId");
        assert_eq!(twin.ec2(&associate).one("associationId"), id, "there is one");
        assert_eq!(route_table(&twin, &table).one("subnetId"), subnet);
        assert_eq!(
            found(&twin, "DescribeRouteTables", "association.subnet-id", &subnet, "routeTableAssociationId"),
            [id]
        );
    }

    #[test]
    fn a_subnet_takes_its_association_with_it() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, subnet) = (table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        twin.ec2(&format!("AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}")).ok();
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
        assert!(route_table(&twin, &table).all("subnetId").is_empty());
        twin.ec2(&format!("DeleteRouteTable&RouteTableId={table}")).ok();
    }
}
