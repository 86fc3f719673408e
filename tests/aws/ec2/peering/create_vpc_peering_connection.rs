use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_request_is_initiated() {
        let twin = Twin::empty();
        let one = vpc(&twin);
        let other = made(&twin, "CreateVpc&CidrBlock=10.1.0.0/16", "vpcId");
        let tag = "&TagSpecification.1.ResourceType=vpc-peering-connection&TagSpecification.1.Tag.1.Key=Name";
        let create = format!("CreateVpcPeeringConnection&VpcId={one}&PeerVpcId={other}{tag}");
        insta::assert_snapshot!(twin.ec2(&create).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateVpcPeeringConnectionResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><vpcPeeringConnection><vpcPeeringConnectionId>pcx-012038c8a8b3e22e6</vpcPeeringConnectionId><requesterVpcInfo><ownerId>123456789012</ownerId><vpcId>vpc-01203828746c4d98f</vpcId><region>us-east-1</region><cidrBlock>10.0.0.0/16</cidrBlock><cidrBlockSet><item><cidrBlock>10.0.0.0/16</cidrBlock></item></cidrBlockSet></requesterVpcInfo><accepterVpcInfo><ownerId>123456789012</ownerId><vpcId>vpc-0120387d7073e3eab</vpcId><region>us-east-1</region></accepterVpcInfo><status><code>initiating-request</code><message>Initiating Request to 123456789012</message></status><expirationTime>2026-11-28T08:00:00.000Z</expirationTime><tagSet><item><key>Name</key><value/></item></tagSet></vpcPeeringConnection></CreateVpcPeeringConnectionResponse>
        "#);
        assert_eq!(
            status(&twin, &twin.ec2("DescribeVpcPeeringConnections").one("vpcPeeringConnectionId")),
            "pending-acceptance"
        );
    }
}

mod validation {
    use super::*;

    #[test]
    fn vpcs_of_the_account_and_region() {
        let twin = Twin::empty();
        let (one, other, _) = peers(&twin);
        let code = |vpc: &str, peer: &str, more: &str, code: &str| {
            let call = format!("CreateVpcPeeringConnection&VpcId={vpc}&PeerVpcId={peer}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("vpc-0", &other, "", "InvalidVpcID.NotFound");
        code(&one, "", "", "MissingParameter");
        code(&one, &other, "", "VpcPeeringConnectionAlreadyExists");
        code(&other, &one, "", "VpcPeeringConnectionAlreadyExists");
        code(&one, &other, "&PeerRegion=eu-west-1", "UnsupportedOperation");
        code(&one, &other, "&PeerOwnerId=999999999999", "UnsupportedOperation");
        code(&one, "vpc-0", "&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn one_that_cannot_be_fails_and_is_shown_for_two_hours() {
        let twin = Twin::empty();
        let one = vpc(&twin);
        for other in [vpc(&twin), "vpc-0".to_owned(), one.clone()] {
            assert_eq!(status(&twin, &request(&twin, &one, &other)), "failed", "{other}");
        }
        twin.advance("2h");
        assert!(twin.ec2("DescribeVpcPeeringConnections").all("vpcPeeringConnectionId").is_empty());
    }

    #[test]
    fn a_request_expires() {
        let twin = Twin::empty();
        let (one, other, id) = peers(&twin);
        twin.advance("168h");
        assert_eq!(status(&twin, &id), "expired");
        request(&twin, &one, &other);
        twin.advance("48h");
        let gone = twin.ec2(&format!("DescribeVpcPeeringConnections&VpcPeeringConnectionId.1={id}"));
        assert_eq!(gone.error().1, "InvalidVpcPeeringConnectionID.NotFound");
    }

    #[test]
    fn a_vpc_with_a_connection_stays() {
        let twin = Twin::empty();
        let (one, _, id) = peers(&twin);
        let delete = format!("DeleteVpc&VpcId={one}");
        assert_eq!(twin.ec2(&delete).error().1, "DependencyViolation");
        twin.ec2(&format!("DeleteVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        twin.ec2(&delete).ok();
        assert_eq!(status(&twin, &id), "deleted");
    }
}
