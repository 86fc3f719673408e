use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, subnet) = (table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let id = made(&twin, &format!("AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}"), "associationId");
        assert_eq!(twin.ec2(&format!("DisassociateRouteTable&AssociationId={id}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn not_that_of_a_main_table() {
        let twin = Twin::empty();
        let main = twin.ec2("DescribeRouteTables").one("routeTableAssociationId");
        let end = |id: &str| format!("DisassociateRouteTable&AssociationId={id}");
        let text = refused_without_change(&twin, LOOK, &end(&main), "InvalidParameterValue");
        assert_eq!(text, format!("cannot disassociate the main route table association {main}"));
        let text = refused_without_change(&twin, LOOK, &end("rtbassoc-0"), "InvalidAssociationID.NotFound");
        assert_eq!(text, "The association ID 'rtbassoc-0' does not exist");
        refused_without_change(&twin, LOOK, "DisassociateRouteTable", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_table_can_be_deleted_and_the_subnet_associated_again() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (one, other, subnet) = (table(&twin, &vpc), table(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let id = made(&twin, &format!("AssociateRouteTable&RouteTableId={one}&SubnetId={subnet}"), "associationId");
        let end = format!("DisassociateRouteTable&AssociationId={id}");
        refused_without_change(&twin, LOOK, &format!("{end}&DryRun=true"), "DryRunOperation");
        twin.ec2(&end).ok();
        assert_eq!(twin.ec2(&end).error().1, "InvalidAssociationID.NotFound");
        twin.ec2(&format!("AssociateRouteTable&RouteTableId={other}&SubnetId={subnet}")).ok();
        twin.ec2(&format!("DeleteRouteTable&RouteTableId={one}")).ok();
    }
}
