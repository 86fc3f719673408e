use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_provisioned() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        let accept = format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&accept)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AcceptVpcPeeringConnectionResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><vpcPeeringConnection><vpcPeeringConnectionId>pcx-012038c8a8b3e22e6</vpcPeeringConnectionId>
        <requesterVpcInfo><ownerId>123456789012</ownerId><vpcId>vpc-01203828746c4d98f</vpcId><region>us-east-1</region>
        <cidrBlock>10.0.0.0/16</cidrBlock><cidrBlockSet>
        <item><cidrBlock>10.0.0.0/16</cidrBlock></item></cidrBlockSet><peeringOptions>
        <allowDnsResolutionFromRemoteVpc>false</allowDnsResolutionFromRemoteVpc>
        <allowEgressFromLocalClassicLinkToRemoteVpc>false</allowEgressFromLocalClassicLinkToRemoteVpc>
        <allowEgressFromLocalVpcToRemoteClassicLink>false</allowEgressFromLocalVpcToRemoteClassicLink>
        </peeringOptions></requesterVpcInfo><accepterVpcInfo><ownerId>123456789012</ownerId><vpcId>vpc-0120387d7073e3eab</vpcId>
        <region>us-east-1</region><cidrBlock>10.1.0.0/16</cidrBlock><cidrBlockSet>
        <item><cidrBlock>10.1.0.0/16</cidrBlock></item></cidrBlockSet><peeringOptions>
        <allowDnsResolutionFromRemoteVpc>false</allowDnsResolutionFromRemoteVpc>
        <allowEgressFromLocalClassicLinkToRemoteVpc>false</allowEgressFromLocalClassicLinkToRemoteVpc>
        <allowEgressFromLocalVpcToRemoteClassicLink>false</allowEgressFromLocalVpcToRemoteClassicLink>
        </peeringOptions></accepterVpcInfo><status><code>provisioning</code><message>Provisioning</message></status>
        <tagSet/></vpcPeeringConnection></AcceptVpcPeeringConnectionResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_request_waits() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        let accept = |id: &str| format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}");
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", accept(&id)), "DryRunOperation");
        twin.ec2(&accept(&id)).ok();
        let text = refused_without_change(&twin, LOOK, &accept(&id), "InvalidStateTransition");
        assert_eq!(
            text,
            format!("Invalid state transition for {id}, attempted to transition from active to provisioning")
        );
        refused_without_change(&twin, LOOK, &accept("pcx-00000000"), "InvalidVpcPeeringConnectionID.NotFound");
        refused_without_change(&twin, LOOK, &accept("x"), "InvalidVpcPeeringConnectionId.Malformed");
        refused_without_change(&twin, LOOK, "AcceptVpcPeeringConnection", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn routes_lead_there_when_it_is_active() {
        let twin = Twin::empty();
        let (one, _, id) = peers(&twin);
        let table = table(&twin, &one);
        let to = format!("DestinationCidrBlock=10.1.0.0/16&VpcPeeringConnectionId={id}");
        twin.ec2(&format!("CreateRoute&RouteTableId={table}&{to}")).ok();
        let state = || route_table(&twin, &table).all("state").remove(0);
        assert_eq!(state(), "blackhole");
        twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        assert_eq!((state(), status(&twin, &id)), ("active".to_owned(), "active".to_owned()));
        let foreign = made(&twin, &format!("CreateRouteTable&VpcId={}", vpc(&twin)), "routeTableId");
        refused_without_change(
            &twin,
            LOOK,
            &format!("CreateRoute&RouteTableId={foreign}&{to}"),
            "InvalidParameterValue",
        );
        assert_eq!(found(&twin, "DescribeRouteTables", "route.vpc-peering-connection-id", &id, "vpcId"), [one]);
        twin.advance("200h");
        assert_eq!(status(&twin, &id), "active");
    }
}
