use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true_and_the_table_shows_it() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let create = format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock=1.2.3.4/8&GatewayId={gateway}");
        assert_eq!(twin.ec2(&create).one("return"), "true");
        insta::assert_snapshot!(super::super::super::lines(&route_table(&twin, &table)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeRouteTablesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>e5ad0f70-0740-418d-8b6a-837b82d90bdd</requestId><routeTableSet>
        <item><routeTableId>rtb-0120387d7073e3eab</routeTableId><vpcId>vpc-01203828746c4d98f</vpcId><ownerId>123456789012</ownerId>
        <routeSet>
        <item><destinationCidrBlock>1.0.0.0/8</destinationCidrBlock><gatewayId>igw-012038882d9685d45</gatewayId>
        <state>active</state><origin>CreateRoute</origin></item>
        <item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state>
        <origin>CreateRouteTable</origin></item></routeSet><associationSet/><propagatingVgwSet/><tagSet/></item>
        </routeTableSet></DescribeRouteTablesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn one_destination_and_one_target() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("CreateRoute&RouteTableId={table}{more}"), code)
        };
        code("&DestinationCidrBlock=0.0.0.0/0", "InvalidParameterCombination");
        code(&format!("&GatewayId={gateway}"), "InvalidParameterCombination");
        let both = format!("&DestinationCidrBlock=0.0.0.0/0&GatewayId={gateway}&NetworkInterfaceId=eni-1");
        code(&both, "InvalidParameterCombination");
        let both = format!("&DestinationCidrBlock=0.0.0.0/0&DestinationIpv6CidrBlock=::/0&GatewayId={gateway}");
        code(&both, "InvalidParameterCombination");
        let text = code(&format!("&DestinationCidrBlock=x&GatewayId={gateway}"), "InvalidParameterValue");
        assert_eq!(text, "Value (x) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.");
        code(&format!("&DestinationIpv6CidrBlock=x&GatewayId={gateway}"), "InvalidParameterValue");
        code("&DestinationCidrBlock=0.0.0.0/0&TransitGatewayId=tgw-1", "UnsupportedOperation");
        code("&DestinationCidrBlock=0.0.0.0/0&GatewayId=vgw-1", "UnsupportedOperation");
        let none = "CreateRoute&RouteTableId=rtb-00000000&DestinationCidrBlock=0.0.0.0/0&GatewayId=igw-1";
        refused_without_change(&twin, LOOK, none, "InvalidRouteTableID.NotFound");
    }

    #[test]
    fn the_target_is_there_and_in_the_vpc() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        let (table, foreign) = (table(&twin, &one), gateway(&twin, &other));
        let instance = instance(&twin, &subnet(&twin, &other, "10.0.1.0/24"));
        let code = |target: &str, code: &str| {
            let call = format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0{target}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        let text = code("&GatewayId=igw-00000000", "InvalidGatewayID.NotFound");
        assert_eq!(text, "The gateway ID 'igw-00000000' does not exist");
        let text = code(&format!("&GatewayId={foreign}"), "InvalidParameterValue");
        assert_eq!(text, format!("route table {table} and network gateway {foreign} belong to different networks"));
        code(&format!("&InstanceId={instance}"), "InvalidParameterValue");
        code("&InstanceId=i-00000001", "InvalidInstanceID.NotFound");
        code("&NetworkInterfaceId=eni-00000001", "InvalidNetworkInterfaceID.NotFound");
    }

    #[test]
    fn a_destination_has_one_route() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let create =
            |range: &str| format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock={range}&GatewayId={gateway}");
        twin.ec2(&create("0.0.0.0/0")).ok();
        let text = refused_without_change(&twin, LOOK, &create("9.9.9.9/0"), "RouteAlreadyExists");
        assert_eq!(text, "The route identified by 0.0.0.0/0 already exists.");
        refused_without_change(&twin, LOOK, &create("10.0.0.0/16"), "RouteAlreadyExists");
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", create("8.0.0.0/8")), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_route_to_an_instance_leads_there_while_it_runs() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, instance) = (table(&twin, &vpc), instance(&twin, &subnet(&twin, &vpc, "10.0.1.0/24")));
        twin.ec2(&format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0&InstanceId={instance}"))
            .ok();
        let shown = route_table(&twin, &table);
        assert_eq!(shown.one("instanceId"), instance);
        let interface = shown.one("networkInterfaceId");
        assert_eq!(found(&twin, "DescribeRouteTables", "route.instance-id", &instance, "vpcId"), [vpc]);
        twin.ec2(&format!("StopInstances&InstanceId.1={instance}")).ok();
        assert_eq!(route_table(&twin, &table).all("state")[0], "blackhole");
        twin.ec2(&format!("StartInstances&InstanceId.1={instance}")).ok();
        assert_eq!(route_table(&twin, &table).all("state")[0], "active");
        let again =
            format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock=8.0.0.0/8&NetworkInterfaceId={interface}");
        twin.ec2(&again).ok();
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(found(&twin, "DescribeRouteTables", "route.state", "blackhole", "routeTableId").len(), 1);
    }

    #[test]
    fn ranges_of_ipv6_are_destinations() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        twin.ec2(&format!("CreateRoute&RouteTableId={table}&DestinationIpv6CidrBlock=::1/0&GatewayId={gateway}")).ok();
        assert_eq!(route_table(&twin, &table).one("destinationIpv6CidrBlock"), "::/0");
    }
}
