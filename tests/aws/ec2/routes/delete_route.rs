use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let table = twin.ec2("DescribeRouteTables").all("routeTableId").remove(0);
        let delete = format!("DeleteRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0");
        assert_eq!(twin.ec2(&delete).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn there_is_one_that_is_not_local() {
        let twin = Twin::empty();
        let table = table(&twin, &vpc(&twin));
        let delete = |more: &str| format!("DeleteRoute&RouteTableId={table}{more}");
        let text =
            refused_without_change(&twin, LOOK, &delete("&DestinationCidrBlock=8.1.0.0/8"), "InvalidRoute.NotFound");
        assert_eq!(text, format!("no route with destination-cidr-block 8.0.0.0/8 in route table {table}"));
        let text =
            refused_without_change(&twin, LOOK, &delete("&DestinationCidrBlock=10.0.0.0/16"), "InvalidParameterValue");
        assert_eq!(text, format!("cannot remove local route 10.0.0.0/16 in route table {table}"));
        refused_without_change(&twin, LOOK, &delete("&DestinationIpv6CidrBlock=::/0"), "InvalidRoute.NotFound");
        refused_without_change(&twin, LOOK, &delete(""), "InvalidParameterCombination");
        refused_without_change(&twin, LOOK, &delete("&DestinationCidrBlock=x"), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_route_is_gone() {
        let twin = Twin::empty();
        let table = twin.ec2("DescribeRouteTables").all("routeTableId").remove(0);
        let delete = format!("DeleteRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert_eq!(route_table(&twin, &table).all("gatewayId"), ["local"]);
        assert_eq!(twin.ec2(&delete).error().1, "InvalidRoute.NotFound");
    }
}
