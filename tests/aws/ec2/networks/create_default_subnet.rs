use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcs", "DescribeSubnets"];

/// Deletes the default VPC with all that is in it.
fn delete_default(twin: &Twin) {
    let vpc = twin.ec2("DescribeVpcs").one("vpcId");
    let gateway = twin.ec2("DescribeInternetGateways").one("internetGatewayId");
    twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}")).ok();
    twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={gateway}")).ok();
    for subnet in twin.ec2("DescribeSubnets").all("subnetId") {
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
    }
    twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).ok();
}

/// Deletes the default subnet of the first zone.
fn delete_first(twin: &Twin) {
    let subnet = found(twin, "DescribeSubnets", "availability-zone", "us-east-1a", "subnetId").remove(0);
    twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
}

mod reading {
    use super::*;

    #[test]
    fn it_is_the_default_one_of_its_zone() {
        let twin = Twin::empty();
        delete_first(&twin);
        insta::assert_snapshot!(twin.ec2("CreateDefaultSubnet&AvailabilityZone=us-east-1a").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateDefaultSubnetResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><subnet><subnetId>subnet-01203828746c4d98f</subnetId><subnetArn>arn:aws:ec2:us-east-1:123456789012:subnet/subnet-01203828746c4d98f</subnetArn><state>available</state><ownerId>123456789012</ownerId><vpcId>vpc-012037a811449eb6e</vpcId><cidrBlock>172.31.0.0/20</cidrBlock><ipv6CidrBlockAssociationSet/><availableIpAddressCount>4091</availableIpAddressCount><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId><defaultForAz>true</defaultForAz><mapPublicIpOnLaunch>true</mapPublicIpOnLaunch><assignIpv6AddressOnCreation>false</assignIpv6AddressOnCreation><mapCustomerOwnedIpOnLaunch>false</mapCustomerOwnedIpOnLaunch><privateDnsNameOptionsOnLaunch><hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord><enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptionsOnLaunch><ipv6Native>false</ipv6Native><enableDns64>false</enableDns64></subnet></CreateDefaultSubnetResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_zone_has_none() {
        let twin = Twin::empty();
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CreateDefaultSubnet{more}"), code);
        code("&AvailabilityZone=us-east-1a", "DefaultSubnetAlreadyExistsInAvailabilityZone");
        code("&AvailabilityZone=eu-west-1a", "InvalidParameterValue");
        code("", "MissingParameter");
        code("&AvailabilityZone=us-east-1a&AvailabilityZoneId=use1-az1", "InvalidParameterCombination");
        code("&AvailabilityZone=us-east-1a&Ipv6Native=true", "UnsupportedOperation");
        delete_first(&twin);
        code("&AvailabilityZone=us-east-1a&DryRun=true", "DryRunOperation");
    }

    #[test]
    fn there_is_a_default_vpc() {
        let twin = Twin::empty();
        delete_default(&twin);
        let create = "CreateDefaultSubnet&AvailabilityZone=us-east-1a";
        refused_without_change(&twin, LOOK, create, "DefaultVpcDoesNotExist");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn instances_are_launched_into_it() {
        let twin = Twin::empty();
        delete_first(&twin);
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1&Placement.AvailabilityZone=us-east-1a";
        assert_eq!(twin.ec2(run).error().1, "MissingInput");
        let id = made(&twin, "CreateDefaultSubnet&AvailabilityZone=us-east-1a", "subnetId");
        assert_eq!(twin.ec2(run).all("subnetId")[0], id);
    }
}
