use super::{WORLD, code, made, no_interface, on, primary};
use crate::alibaba::ecs::missing;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_shows_all() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "&NetworkInterfaceName=data&QueueNumber=4");
        insta::assert_snapshot!(on(&twin, "DescribeNetworkInterfaceAttribute", &id, "").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","NetworkInterfaceId":"eni-bpgdc5ynk2p7sbop7uep","NetworkInterfaceName":"data","Description":"","Type":"Secondary","Status":"Available","OwnerId":"1234567890123456","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VSwitchId":"vsw-bpgdc52pz2dbgso4c344","ZoneId":"cn-hangzhou-b","MacAddress":"02:16:ac:10:00:03","PrivateIpAddress":"172.16.0.3","PrivateIpSets":{"PrivateIpSet":[{"PrivateIpAddress":"172.16.0.3","Primary":true,"AssociatedPublicIp":{"AllocationId":"","PublicIpAddress":""}}]},"Ipv6Sets":{"Ipv6Set":[]},"Ipv4PrefixSets":{"Ipv4PrefixSet":[]},"Ipv6PrefixSets":{"Ipv6PrefixSet":[]},"SecurityGroupIds":{"SecurityGroupId":["sg-bpgdc5g5em3fftkpt02v"]},"SourceDestCheck":false,"ResourceGroupId":"","ServiceManaged":false,"ServiceID":0,"Tags":{"Tag":[]},"InstanceId":"","AssociatedPublicIp":{"AllocationId":"","PublicIpAddress":""},"Attachment":{"InstanceId":"","DeviceIndex":0,"NetworkCardIndex":0,"TrunkNetworkInterfaceId":"","MemberNetworkInterfaceIds":{"MemberNetworkInterfaceId":[]}},"CreationTime":"2026-11-21T08:00:00Z","DeleteOnRelease":true,"NetworkInterfaceTrafficMode":"Standard","QueueNumber":4,"QueuePairNumber":0,"TcpOptionAddressEnabled":"false","NetworkInterfaceTrafficConfig":{"NetworkInterfaceTrafficMode":"Standard","QueueNumber":4,"QueuePairNumber":0},"ConnectionTrackingConfiguration":{"TcpEstablishedTimeout":910,"TcpClosedAndTimeWaitTimeout":3,"UdpTimeout":30}}"#);
        let first = primary(&twin, "i-1");
        let xml = format!("DescribeNetworkInterfaceAttribute&RegionId=cn-hangzhou&NetworkInterfaceId={first}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeNetworkInterfaceAttributeResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId><NetworkInterfaceId>eni-bpgdc5k87trk5kz4urm7</NetworkInterfaceId><NetworkInterfaceName/><Description/><Type>Primary</Type><Status>InUse</Status><OwnerId>1234567890123456</OwnerId><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><VSwitchId>vsw-bpgdc52pz2dbgso4c344</VSwitchId><ZoneId>cn-hangzhou-b</ZoneId><MacAddress>02:16:ac:10:00:01</MacAddress><PrivateIpAddress>172.16.0.1</PrivateIpAddress><PrivateIpSets><PrivateIpSet><PrivateIpAddress>172.16.0.1</PrivateIpAddress><Primary>true</Primary><AssociatedPublicIp><AllocationId/><PublicIpAddress/></AssociatedPublicIp></PrivateIpSet></PrivateIpSets><Ipv6Sets/><Ipv4PrefixSets/><Ipv6PrefixSets/><SecurityGroupIds><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId></SecurityGroupIds><SourceDestCheck>false</SourceDestCheck><ResourceGroupId/><ServiceManaged>false</ServiceManaged><ServiceID>0</ServiceID><Tags/><InstanceId>i-1</InstanceId><AssociatedPublicIp><AllocationId/><PublicIpAddress/></AssociatedPublicIp><Attachment><InstanceId>i-1</InstanceId><DeviceIndex>0</DeviceIndex><NetworkCardIndex>0</NetworkCardIndex><TrunkNetworkInterfaceId/><MemberNetworkInterfaceIds/></Attachment><CreationTime>2026-11-21T08:00:00Z</CreationTime><DeleteOnRelease>true</DeleteOnRelease><NetworkInterfaceTrafficMode>Standard</NetworkInterfaceTrafficMode><QueueNumber>2</QueueNumber><QueuePairNumber>0</QueuePairNumber><TcpOptionAddressEnabled>false</TcpOptionAddressEnabled><NetworkInterfaceTrafficConfig><NetworkInterfaceTrafficMode>Standard</NetworkInterfaceTrafficMode><QueueNumber>2</QueueNumber><QueuePairNumber>0</QueuePairNumber></NetworkInterfaceTrafficConfig><ConnectionTrackingConfiguration><TcpEstablishedTimeout>910</TcpEstablishedTimeout><TcpClosedAndTimeWaitTimeout>3</TcpClosedAndTimeWaitTimeout><UdpTimeout>30</UdpTimeout></ConnectionTrackingConfiguration></DescribeNetworkInterfaceAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn one_is_named_and_there() {
        let twin = Twin::with(WORLD);
        let none = twin.ecs("DescribeNetworkInterfaceAttribute&RegionId=cn-hangzhou");
        assert_eq!(none.error(), missing("NetworkInterfaceId"));
        assert_eq!(on(&twin, "DescribeNetworkInterfaceAttribute", "eni-nowhere", "").error(), no_interface());
        let id = made(&twin, "");
        assert_eq!(code(&on(&twin, "DescribeNetworkInterfaceAttribute", &id, "&Attribute=size")), "InvalidParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn queues_are_those_given_or_those_of_the_type() {
        let twin = Twin::with(WORLD);
        let queues = |id: &str| {
            let json = on(&twin, "DescribeNetworkInterfaceAttribute", id, "&Attribute=attachment").json();
            json["NetworkInterfaceTrafficConfig"]["QueueNumber"].clone()
        };
        assert_eq!(queues(&made(&twin, "&QueueNumber=4")), 4);
        assert_eq!(queues(&made(&twin, "")), 0);
        let types = twin.ecs("DescribeInstanceTypes&InstanceTypes.1=ecs.g6.large").json();
        let of_type = types["InstanceTypes"]["InstanceType"][0]["PrimaryEniQueueNumber"].clone();
        assert_eq!(queues(&primary(&twin, "i-1")), of_type);
    }
}
