use crate::support::{Answer, Twin};

fn vpc(twin: &Twin) -> String {
    twin.ec2("CreateVpc&CidrBlock=10.0.0.0/20").one("vpcId")
}

fn make(twin: &Twin, vpc: &str, range: &str, more: &str) -> Answer {
    twin.ec2(&format!("CreateSubnet&VpcId={vpc}&CidrBlock={range}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_subnet() {
        let twin = Twin::empty();
        let more = "&AvailabilityZone=us-east-1b&TagSpecification.1.ResourceType=subnet\
                    &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=one";
        insta::assert_snapshot!(make(&twin, &vpc(&twin), "10.0.1.7/24", more).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateSubnetResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><subnet><subnetId>subnet-0120387d7073e3eab</subnetId><subnetArn>arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0120387d7073e3eab</subnetArn><state>available</state><ownerId>123456789012</ownerId><vpcId>vpc-01203828746c4d98f</vpcId><cidrBlock>10.0.1.0/24</cidrBlock><ipv6CidrBlockAssociationSet/><availableIpAddressCount>251</availableIpAddressCount><availabilityZone>us-east-1b</availabilityZone><availabilityZoneId>use1-az4</availabilityZoneId><defaultForAz>false</defaultForAz><mapPublicIpOnLaunch>false</mapPublicIpOnLaunch><tagSet><item><key>Name</key><value>one</value></item></tagSet><assignIpv6AddressOnCreation>false</assignIpv6AddressOnCreation><mapCustomerOwnedIpOnLaunch>false</mapCustomerOwnedIpOnLaunch><privateDnsNameOptionsOnLaunch><hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord><enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptionsOnLaunch><ipv6Native>false</ipv6Native><enableDns64>false</enableDns64></subnet></CreateSubnetResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn vpc_and_range_are_named() {
        let twin = Twin::empty();
        assert_eq!(
            twin.ec2("CreateSubnet&CidrBlock=10.0.0.0/24").error().2,
            "The request must contain the parameter VpcId"
        );
        let text = "The request must contain the parameter CidrBlock";
        assert_eq!(twin.ec2(&format!("CreateSubnet&VpcId={}", vpc(&twin))).error().2, text);
        assert_eq!(make(&twin, "vpc-00000000000000000", "10.0.0.0/24", "").error().1, "InvalidVpcID.NotFound");
        assert_eq!(make(&twin, "x", "10.0.0.0/24", "").error().1, "InvalidVpcID.NotFound");
    }

    #[test]
    fn a_range_is_of_the_vpc_and_not_too_small() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        for range in ["10.0.0.0/29", "10.0.0.0/16", "10.1.0.0/24"] {
            let answer = make(&twin, &vpc, range, "").error();
            assert_eq!(answer, (400, "InvalidSubnet.Range".into(), format!("The CIDR '{range}' is invalid.")));
        }
        assert_eq!(make(&twin, &vpc, "10.0.0/24", "").error().1, "InvalidParameterValue");
    }

    #[test]
    fn ranges_do_not_overlap() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        make(&twin, &vpc, "10.0.0.0/24", "").ok();
        for range in ["10.0.0.0/24", "10.0.0.128/28", "10.0.0.0/20"] {
            let text = format!("The CIDR '{range}' conflicts with another subnet");
            assert_eq!(make(&twin, &vpc, range, "").error(), (400, "InvalidSubnet.Conflict".into(), text));
        }
        make(&twin, &vpc, "10.0.1.0/24", "").ok();
    }

    #[test]
    fn a_zone_is_one_of_the_region() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let error = |more: &str| make(&twin, &vpc, "10.0.0.0/24", more).error().1;
        assert_eq!(error("&AvailabilityZone=eu-west-1a"), "InvalidParameterValue");
        assert_eq!(error("&AvailabilityZone=us-east-1a&AvailabilityZoneId=use1-az2"), "InvalidParameterCombination");
        assert_eq!(error("&Ipv6Native=true"), "UnsupportedOperation");
        assert_eq!(error("&OutpostArn=a"), "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn instances_can_go_there() {
        let twin = Twin::empty();
        let made = make(&twin, &vpc(&twin), "10.0.0.0/28", "&AvailabilityZoneId=use1-az6");
        let id = made.one("subnetId");
        assert_eq!(made.one("availableIpAddressCount"), "11");
        let run = |count: u32| {
            twin.ec2(&format!("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount={count}&MaxCount={count}&SubnetId={id}"))
        };
        let instance = run(1);
        assert_eq!(instance.one("availabilityZone"), "us-east-1c");
        assert_eq!(instance.all("vpcId")[0], made.one("vpcId"));
        assert_eq!(instance.all("privateIpAddress")[0], "10.0.0.4");
        assert_eq!(instance.all("publicIp").len(), 0, "it maps no public addresses");
        assert_eq!(run(11).error().1, "InsufficientFreeAddressesInSubnet");
        run(10).ok();
        assert_eq!(twin.ec2(&format!("DescribeSubnets&SubnetId.1={id}")).one("availableIpAddressCount"), "0");
    }

    #[test]
    fn groups_are_those_of_the_vpc() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let subnet = make(&twin, &vpc, "10.0.0.0/28", "").one("subnetId");
        let other = twin.ec2("CreateSecurityGroup&GroupName=a&GroupDescription=b").one("groupId");
        let group = twin.ec2(&format!("CreateSecurityGroup&GroupName=a&GroupDescription=b&VpcId={vpc}")).one("groupId");
        let run = |group: &str| {
            twin.ec2(&format!(
                "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1\
                 &SubnetId={subnet}&SecurityGroupId.1={group}"
            ))
        };
        let text = format!("Security group {other} and subnet {subnet} belong to different networks.");
        assert_eq!(run(&other).error(), (400, "InvalidParameter".into(), text));
        assert_eq!(run(&group).all("groupId")[0], group);
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(make(&twin, &vpc(&twin), "10.0.0.0/24", "&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeSubnets").all("subnetId").len(), 6);
    }
}
