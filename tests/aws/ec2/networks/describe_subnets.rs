use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn a_default_subnet() {
        let twin = Twin::empty();
        let answer = twin.ec2("DescribeSubnets&Filter.1.Name=availability-zone&Filter.1.Value.1=us-east-1a");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><subnetSet><item><subnetId>subnet-012037b4fed15390e</subnetId><subnetArn>arn:aws:ec2:us-east-1:123456789012:subnet/subnet-012037b4fed15390e</subnetArn><state>available</state><ownerId>123456789012</ownerId><vpcId>vpc-012037a811449eb6e</vpcId><cidrBlock>172.31.0.0/20</cidrBlock><ipv6CidrBlockAssociationSet/><availableIpAddressCount>4091</availableIpAddressCount><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId><defaultForAz>true</defaultForAz><mapPublicIpOnLaunch>true</mapPublicIpOnLaunch><assignIpv6AddressOnCreation>false</assignIpv6AddressOnCreation><mapCustomerOwnedIpOnLaunch>false</mapCustomerOwnedIpOnLaunch><privateDnsNameOptionsOnLaunch><hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord><enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptionsOnLaunch><ipv6Native>false</ipv6Native><enableDns64>false</enableDns64><blockPublicAccessStates><internetGatewayBlockMode>off</internetGatewayBlockMode></blockPublicAccessStates></item></subnetSet></DescribeSubnetsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_are_good_and_there() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeSubnets&{more}")).error().1;
        assert_eq!(error("SubnetId.1=subnet-00000000000000000"), "InvalidSubnetID.NotFound");
        assert_eq!(error("SubnetId.1=s"), "InvalidSubnetID.NotFound");
        assert_eq!(error("MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=5&SubnetId.1=subnet-00000000000000000"), "InvalidParameterCombination");
        assert_eq!(error("Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let twin = Twin::empty();
        let count = |name: &str, value: &str| {
            twin.ec2(&format!("DescribeSubnets&Filter.1.Name={name}&Filter.1.Value.1={value}")).all("subnetId").len()
        };
        for (name, value, expected) in [
            ("availability-zone-id", "use1-az2", 1),
            ("available-ip-address-count", "4091", 6),
            ("cidr-block", "172.31.16.0/20", 1),
            ("cidr", "172.31.*", 6),
            ("default-for-az", "true", 6),
            ("map-public-ip-on-launch", "false", 0),
            ("ipv6-native", "false", 6),
            ("state", "available", 6),
            ("subnet-arn", "arn:aws:ec2:us-east-1:*", 6),
            ("vpc-id", "vpc-*", 6),
            ("tag-key", "*", 0),
            ("outpost-arn", "*", 0),
        ] {
            assert_eq!(count(name, value), expected, "{name}");
        }
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        let first = twin.ec2("DescribeSubnets&MaxResults=5");
        let rest = twin.ec2(&format!("DescribeSubnets&MaxResults=5&NextToken={}", first.one("nextToken")));
        assert_eq!((first.all("subnetId").len(), rest.all("subnetId").len()), (5, 1));
    }

    #[test]
    fn addresses_in_use_are_not_available() {
        let twin = Twin::empty();
        let id = twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&MinCount=3&MaxCount=3").all("subnetId").remove(0);
        let count = twin.ec2(&format!("DescribeSubnets&SubnetId.1={id}")).one("availableIpAddressCount");
        assert_eq!(count, "4088");
    }
}
