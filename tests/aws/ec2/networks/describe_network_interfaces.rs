use crate::support::{Answer, Twin};

fn run(twin: &Twin, more: &str) -> Answer {
    let call = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1";
    twin.ec2(&format!("{call}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_interface_of_an_instance() {
        let twin = Twin::empty();
        let tags = "&TagSpecification.1.ResourceType=network-interface&TagSpecification.1.Tag.1.Key=Name\
                    &TagSpecification.1.Tag.1.Value=one";
        run(&twin, tags).ok();
        insta::assert_snapshot!(twin.ec2("DescribeNetworkInterfaces").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><networkInterfaceSet><item><networkInterfaceId>eni-0120384800989b7e9</networkInterfaceId><subnetId>subnet-012037b4fed15390e</subnetId><vpcId>vpc-012037a811449eb6e</vpcId><description/><ownerId>123456789012</ownerId><status>in-use</status><macAddress>0a:ff:ac:1f:00:04</macAddress><privateIpAddress>172.31.0.4</privateIpAddress><privateDnsName>ip-172-31-0-4.ec2.internal</privateDnsName><sourceDestCheck>true</sourceDestCheck><groupSet><item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><attachment><attachmentId>eni-attach-0120384800989b7e9</attachmentId><instanceId>i-0120383713bf7a801</instanceId><instanceOwnerId>123456789012</instanceOwnerId><deviceIndex>0</deviceIndex><status>attached</status><attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination><networkCardIndex>0</networkCardIndex></attachment><association><publicIp>100.64.0.2</publicIp><publicDnsName>ec2-100-64-0-2.compute-1.amazonaws.com</publicDnsName><ipOwnerId>amazon</ipOwnerId></association><ipv6AddressesSet/><privateIpAddressesSet><item><privateIpAddress>172.31.0.4</privateIpAddress><privateDnsName>ip-172-31-0-4.ec2.internal</privateDnsName><primary>true</primary><association><publicIp>100.64.0.2</publicIp><publicDnsName>ec2-100-64-0-2.compute-1.amazonaws.com</publicDnsName><ipOwnerId>amazon</ipOwnerId></association></item></privateIpAddressesSet><interfaceType>interface</interfaceType><operator><managed>false</managed><hiddenByDefault>false</hiddenByDefault></operator><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId><requesterId>123456789012</requesterId><requesterManaged>false</requesterManaged><tagSet><item><key>Name</key><value>one</value></item></tagSet></item></networkInterfaceSet></DescribeNetworkInterfacesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeNetworkInterfaces&{more}")).error();
        let text = "The networkInterface ID 'eni-00000000000000000' does not exist";
        assert_eq!(
            error("NetworkInterfaceId.1=eni-00000000000000000"),
            (400, "InvalidNetworkInterfaceID.NotFound".into(), text.into())
        );
        assert_eq!(error("NetworkInterfaceId.1=x").1, "InvalidNetworkInterfaceID.NotFound");
        assert_eq!(error("MaxResults=1001").1, "InvalidParameterValue");
        assert_eq!(error("MaxResults=5&NetworkInterfaceId.1=eni-00000000000000000").1, "InvalidParameterCombination");
        assert_eq!(error("Filter.1.Name=colour&Filter.1.Value.1=red").1, "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let twin = Twin::empty();
        let first = run(&twin, "&Placement.AvailabilityZone=us-east-1b");
        run(&twin, "").ok();
        let id = first.one("networkInterfaceId");
        for (name, value) in [
            ("attachment.instance-id", first.one("instanceId")),
            ("availability-zone", "us-east-1b".into()),
            ("availability-zone-id", "use1-az4".into()),
            ("network-interface-id", id.clone()),
            ("private-ip-address", first.all("privateIpAddress").remove(0)),
            ("subnet-id", first.all("subnetId").remove(0)),
        ] {
            let answer = twin.ec2(&format!("DescribeNetworkInterfaces&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(answer.one("networkInterfaceId"), id, "{name}");
        }
        for (name, value, expected) in [
            ("group-name", "default", 2),
            ("group-id", "sg-*", 2),
            ("status", "in-use", 2),
            ("status", "available", 0),
            ("requester-managed", "false", 2),
            ("association.allocation-id", "*", 0),
        ] {
            let answer = twin.ec2(&format!("DescribeNetworkInterfaces&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(answer.all("networkInterfaceId").len(), expected, "{name}");
        }
    }

    #[test]
    fn an_elastic_address_is_shown_with_its_ids() {
        let twin = Twin::empty();
        let instance = run(&twin, "").one("instanceId");
        let filtered = |name: &str, value: &str| {
            let answer = twin.ec2(&format!("DescribeNetworkInterfaces&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            answer.ok();
            answer.all("networkInterfaceId").len()
        };
        let owners = ["association.ip-owner-id", "addresses.association.owner-id"];
        assert_eq!(owners.map(|name| filtered(name, "amazon")), [1, 1], "as shown");
        let address = twin.ec2("AllocateAddress");
        let (allocation, ip) = (address.one("allocationId"), address.one("publicIp"));
        let call = format!("AssociateAddress&AllocationId={allocation}&InstanceId={instance}");
        let association = twin.ec2(&call).one("associationId");
        let shown = twin.ec2("DescribeNetworkInterfaces");
        assert_eq!(
            shown.all("allocationId"),
            [allocation.as_str(), &allocation],
            "of the interface, and of its address"
        );
        assert_eq!(shown.all("associationId"), [association.as_str(), &association]);
        let owner = shown.one("instanceOwnerId");
        assert_eq!(shown.all("ipOwnerId"), [owner.as_str(), &owner]);
        assert_eq!(owners.map(|name| filtered(name, "amazon")), [0, 0]);
        assert_eq!(owners.map(|name| filtered(name, &owner)), [1, 1]);
        for (name, value) in [
            ("association.allocation-id", &allocation),
            ("association.association-id", &association),
            ("association.public-ip", &ip),
            ("addresses.association.public-ip", &ip),
        ] {
            assert_eq!((filtered(name, value), filtered(name, "x")), (1, 0), "{name}");
        }
        twin.ec2(&format!("DisassociateAddress&AssociationId={association}")).ok();
        assert_eq!(filtered("association.allocation-id", "*"), 0);
        assert_eq!(twin.ec2("DescribeNetworkInterfaces").all("allocationId").len(), 0);
    }

    #[test]
    fn an_interface_ends_with_its_instance() {
        let twin = Twin::empty();
        let made = run(&twin, "");
        let id = made.one("networkInterfaceId");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={}", made.one("instanceId"))).ok();
        assert_eq!(twin.ec2("DescribeNetworkInterfaces").all("networkInterfaceId").len(), 0);
        let answer = twin.ec2(&format!("DescribeNetworkInterfaces&NetworkInterfaceId.1={id}"));
        assert_eq!(answer.error().1, "InvalidNetworkInterfaceID.NotFound");
    }
}
