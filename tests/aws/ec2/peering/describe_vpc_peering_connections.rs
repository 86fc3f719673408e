use super::*;

mod reading {
    use super::*;

    #[test]
    fn an_active_one_has_ranges_and_options() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeVpcPeeringConnections")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVpcPeeringConnectionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><vpcPeeringConnectionSet>
        <item><vpcPeeringConnectionId>pcx-012038c8a8b3e22e6</vpcPeeringConnectionId><requesterVpcInfo><ownerId>123456789012</ownerId>
        <vpcId>vpc-01203828746c4d98f</vpcId><region>us-east-1</region><cidrBlock>10.0.0.0/16</cidrBlock><cidrBlockSet>
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
        </peeringOptions></accepterVpcInfo><status><code>active</code><message>Active</message></status><tagSet/>
        </item></vpcPeeringConnectionSet></DescribeVpcPeeringConnectionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("VpcPeeringConnectionId.1=pcx-00000000", "InvalidVpcPeeringConnectionID.NotFound"),
            ("VpcPeeringConnectionId.1=x", "InvalidVpcPeeringConnectionId.Malformed"),
            ("MaxResults=4", "InvalidParameterValue"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeVpcPeeringConnections&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = Twin::empty();
        let (one, other, id) = peers(&twin);
        for _ in 0..5 {
            request(&twin, &one, "vpc-0");
        }
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        pages(&twin, "DescribeVpcPeeringConnections", 5, "vpcPeeringConnectionId");
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("status-code", "failed", 5),
            ("status-code", "pending-acceptance", 1),
            ("requester-vpc-info.vpc-id", &*one, 6),
            ("accepter-vpc-info.vpc-id", &other, 1),
            ("requester-vpc-info.cidr-block", "10.0.0.0/16", 6),
        ] {
            let ids = found(&twin, "DescribeVpcPeeringConnections", name, value, "vpcPeeringConnectionId");
            assert_eq!(ids.len(), count, "{name} {value}");
        }
    }
}
