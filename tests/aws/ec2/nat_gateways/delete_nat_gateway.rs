use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeNatGateways", "DescribeAddresses", "DescribeSubnets"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_its_id() {
        let twin = Twin::empty();
        let subnet = subnet(&twin, &vpc(&twin), "10.0.1.0/24");
        let id = made(&twin, &format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private"), "natGatewayId");
        assert_eq!(twin.ec2(&format!("DeleteNatGateway&NatGatewayId={id}")).one("natGatewayId"), id);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        let twin = Twin::empty();
        refused_without_change(&twin, LOOK, "DeleteNatGateway", "MissingParameter");
        refused_without_change(&twin, LOOK, "DeleteNatGateway&NatGatewayId=x", "NatGatewayMalformed");
        let text =
            refused_without_change(&twin, LOOK, "DeleteNatGateway&NatGatewayId=nat-00000000", "NatGatewayNotFound");
        assert_eq!(text, "NAT gateway nat-00000000 was not found");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_addresses_are_free_and_routes_to_it_lead_nowhere() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        gateway(&twin, &vpc);
        let (subnet, table) = (subnet(&twin, &vpc, "10.0.1.0/24"), table(&twin, &vpc));
        let allocation = made(&twin, "AllocateAddress", "allocationId");
        let id = made(&twin, &format!("CreateNatGateway&SubnetId={subnet}&AllocationId={allocation}"), "natGatewayId");
        let route = format!("RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0&NatGatewayId={id}");
        twin.ec2(&format!("CreateRoute&{route}")).ok();
        assert_eq!(found(&twin, "DescribeRouteTables", "route.nat-gateway-id", &id, "state")[0], "active");
        assert_eq!(twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).error().1, "DependencyViolation");
        let delete = format!("DeleteNatGateway&NatGatewayId={id}");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert_eq!(found(&twin, "DescribeNatGateways", "state", "deleted", "natGatewayId"), [id.as_str()]);
        assert!(twin.ec2("DescribeAddresses").all("associationId").is_empty());
        assert_eq!(found(&twin, "DescribeRouteTables", "route.nat-gateway-id", &id, "state")[0], "blackhole");
        let again = format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock=8.0.0.0/8&NatGatewayId={id}");
        assert_eq!(twin.ec2(&again).error().1, "InvalidNatGatewayID.NotFound");
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
        twin.ec2(&format!("ReleaseAddress&AllocationId={allocation}")).ok();
        twin.advance("61m");
        assert!(twin.ec2("DescribeNatGateways").all("natGatewayId").is_empty());
    }

    #[test]
    fn one_that_is_pending_goes_too() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let subnet = subnet(&twin, &vpc(&twin), "10.0.1.0/24");
        let id = made(&twin, &format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private"), "natGatewayId");
        twin.ec2(&format!("DeleteNatGateway&NatGatewayId={id}")).ok();
        let state = || found(&twin, "DescribeNatGateways", "nat-gateway-id", &id, "state").remove(0);
        assert_eq!(state(), "deleting");
        twin.advance("30s");
        assert_eq!(state(), "deleted");
        twin.advance("61m");
        assert!(twin.ec2("DescribeNatGateways").all("natGatewayId").is_empty());
    }
}
