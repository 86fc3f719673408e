use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let table = table(&twin, &vpc(&twin));
        assert_eq!(twin.ec2(&format!("DeleteRouteTable&RouteTableId={table}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn nothing_is_associated_with_it() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let main = found(&twin, "DescribeRouteTables", "vpc-id", &vpc, "routeTableId").remove(0);
        let text = refused_without_change(
            &twin,
            LOOK,
            &format!("DeleteRouteTable&RouteTableId={main}"),
            "DependencyViolation",
        );
        assert_eq!(text, format!("The routeTable '{main}' has dependencies and cannot be deleted."));
        let table = table(&twin, &vpc);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/24");
        twin.ec2(&format!("AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}")).ok();
        refused_without_change(&twin, LOOK, &format!("DeleteRouteTable&RouteTableId={table}"), "DependencyViolation");
        refused_without_change(
            &twin,
            LOOK,
            "DeleteRouteTable&RouteTableId=rtb-00000000",
            "InvalidRouteTableID.NotFound",
        );
        refused_without_change(&twin, LOOK, "DeleteRouteTable&RouteTableId=x", "InvalidRouteTableId.Malformed");
        refused_without_change(&twin, LOOK, "DeleteRouteTable", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_table_is_gone() {
        let twin = Twin::empty();
        let table = table(&twin, &vpc(&twin));
        let delete = format!("DeleteRouteTable&RouteTableId={table}");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert_eq!(twin.ec2(&delete).error().1, "InvalidRouteTableID.NotFound");
        assert_eq!(route_table(&twin, &table).error().1, "InvalidRouteTableID.NotFound");
    }
}
