use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

fn replace(association: &str, table: &str) -> String {
    format!("ReplaceRouteTableAssociation&AssociationId={association}&RouteTableId={table}")
}

mod reading {
    use super::*;

    #[test]
    fn the_new_association() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let main = found(&twin, "DescribeRouteTables", "vpc-id", &vpc, "routeTableAssociationId").remove(0);
        insta::assert_snapshot!(twin.ec2(&replace(&main, &table(&twin, &vpc))).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ReplaceRouteTableAssociationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><newAssociationId>rtbassoc-012038882d9685d45</newAssociationId><associationState><state>associated</state></associationState></ReplaceRouteTableAssociationResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn association_and_table_are_there_and_in_one_vpc() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        let main = found(&twin, "DescribeRouteTables", "vpc-id", &one, "routeTableAssociationId").remove(0);
        let foreign = table(&twin, &other);
        refused_without_change(&twin, LOOK, &replace(&main, &foreign), "InvalidParameterValue");
        refused_without_change(&twin, LOOK, &replace("rtbassoc-0", &foreign), "InvalidAssociationID.NotFound");
        refused_without_change(&twin, LOOK, &replace(&main, "rtb-00000000"), "InvalidRouteTableID.NotFound");
        refused_without_change(&twin, LOOK, &replace(&main, ""), "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn another_table_becomes_the_main_one() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let old = found(&twin, "DescribeRouteTables", "vpc-id", &vpc, "routeTableId").remove(0);
        let id = route_table(&twin, &old).one("routeTableAssociationId");
        let table = table(&twin, &vpc);
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", replace(&id, &table)), "DryRunOperation");
        let new = twin.ec2(&replace(&id, &table)).one("newAssociationId");
        assert_eq!(route_table(&twin, &table).one("main"), "true");
        assert_eq!(twin.ec2(&replace(&new, &table)).one("newAssociationId"), new, "it has it");
        twin.ec2(&format!("DeleteRouteTable&RouteTableId={old}")).ok();
        assert_eq!(twin.ec2(&format!("DeleteRouteTable&RouteTableId={table}")).error().1, "DependencyViolation");
        twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).ok();
    }

    #[test]
    fn a_subnet_gets_another_table() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (one, other, subnet) = (table(&twin, &vpc), table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let id = made(&twin, &format!("AssociateRouteTable&RouteTableId={one}&SubnetId={subnet}"), "associationId");
        let new = twin.ec2(&replace(&id, &other)).one("newAssociationId");
        assert_ne!(new, id);
        assert!(route_table(&twin, &one).all("subnetId").is_empty());
        assert_eq!(route_table(&twin, &other).one("subnetId"), subnet);
    }
}
