use crate::alibaba::ecs::{in_every_shape, instances, invalid, missing};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ecs]
    instance = [{ id = "i-1", type = "ecs.g6.large" }, { id = "i-2", type = "ecs.g6.large", state = "stopped" }]
"#;

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou{more}"))
}

/// The instances whose interfaces are on a page, sorted.
#[track_caller]
fn of(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let list = json["NetworkInterfaceSets"]["NetworkInterfaceSet"].as_array().expect("a list").iter();
    let mut ids: Vec<_> = list.map(|nic| nic["InstanceId"].as_str().expect("an id").to_owned()).collect();
    ids.sort();
    ids
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-1&Type=Primary&Status=InUse&PageSize=50";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeNetworkInterfaces", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":50,"NextToken":"","NetworkInterfaceSets":{"NetworkInterfaceSet":[{"NetworkInterfaceId":"eni-bpgdc5k87trk5kz4urm7","NetworkInterfaceName":"","Description":"","Type":"Primary","Status":"InUse","OwnerId":"1234567890123456","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VSwitchId":"vsw-bpgdc52pz2dbgso4c344","ZoneId":"cn-hangzhou-b","MacAddress":"02:16:ac:10:00:01","PrivateIpAddress":"172.16.0.1","PrivateIpSets":{"PrivateIpSet":[{"PrivateIpAddress":"172.16.0.1","Primary":true,"PrivateDnsName":"","AssociatedPublicIp":{"AllocationId":"","PublicIpAddress":""}}]},"Ipv6Sets":{"Ipv6Set":[]},"Ipv4PrefixSets":{"Ipv4PrefixSet":[]},"Ipv6PrefixSets":{"Ipv6PrefixSet":[]},"SecurityGroupIds":{"SecurityGroupId":["sg-bpgdc5g5em3fftkpt02v"]},"SourceDestCheck":false,"ResourceGroupId":"","ServiceManaged":false,"ServiceID":0,"Tags":{"Tag":[]},"InstanceId":"i-1","AssociatedPublicIp":{"AllocationId":"","PublicIpAddress":""},"Attachment":{"InstanceId":"i-1","DeviceIndex":0,"NetworkCardIndex":0,"TrunkNetworkInterfaceId":""},"CreationTime":"2026-11-21T08:00:00Z","DeleteOnRelease":true,"NetworkInterfaceTrafficMode":"Standard","QueueNumber":2,"QueuePairNumber":0}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml("DescribeNetworkInterfaces&RegionId=cn-hangzhou&InstanceId=i-2");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeNetworkInterfacesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><NextToken/><NetworkInterfaceSets><NetworkInterfaceSet><NetworkInterfaceId>eni-bpgdc5s6b16aydcwhf31</NetworkInterfaceId><NetworkInterfaceName/><Description/><Type>Primary</Type><Status>InUse</Status><OwnerId>1234567890123456</OwnerId><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><VSwitchId>vsw-bpgdc52pz2dbgso4c344</VSwitchId><ZoneId>cn-hangzhou-b</ZoneId><MacAddress>02:16:ac:10:00:02</MacAddress><PrivateIpAddress>172.16.0.2</PrivateIpAddress><PrivateIpSets><PrivateIpSet><PrivateIpAddress>172.16.0.2</PrivateIpAddress><Primary>true</Primary><PrivateDnsName/><AssociatedPublicIp><AllocationId/><PublicIpAddress/></AssociatedPublicIp></PrivateIpSet></PrivateIpSets><Ipv6Sets/><Ipv4PrefixSets/><Ipv6PrefixSets/><SecurityGroupIds><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId></SecurityGroupIds><SourceDestCheck>false</SourceDestCheck><ResourceGroupId/><ServiceManaged>false</ServiceManaged><ServiceID>0</ServiceID><Tags/><InstanceId>i-2</InstanceId><AssociatedPublicIp><AllocationId/><PublicIpAddress/></AssociatedPublicIp><Attachment><InstanceId>i-2</InstanceId><DeviceIndex>0</DeviceIndex><NetworkCardIndex>0</NetworkCardIndex><TrunkNetworkInterfaceId/></Attachment><CreationTime>2026-11-21T08:00:00Z</CreationTime><DeleteOnRelease>true</DeleteOnRelease><NetworkInterfaceTrafficMode>Standard</NetworkInterfaceTrafficMode><QueueNumber>2</QueueNumber><QueuePairNumber>0</QueuePairNumber></NetworkInterfaceSet></NetworkInterfaceSets></DescribeNetworkInterfacesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named_and_pages_are_good() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeNetworkInterfaces").error(), missing("RegionId"));
        assert_eq!(describe(&twin, "&PageSize=501").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&ServiceManaged=2").error(), invalid("ServiceManaged"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::with(WORLD);
        let one = instances(&twin)[0].clone();
        let text = |path: &str| one.pointer(path).and_then(|value| value.as_str()).expect("a text").to_owned();
        let nic = text("/NetworkInterfaces/NetworkInterface/0/NetworkInterfaceId");
        let address = text("/VpcAttributes/PrivateIpAddress/IpAddress/0");
        let (vpc, switch) = (text("/VpcAttributes/VpcId"), text("/VpcAttributes/VSwitchId"));
        let group = text("/SecurityGroupIds/SecurityGroupId/0");
        for (more, expected) in [
            (format!("&NetworkInterfaceId.1={nic}&NetworkInterfaceId.2=eni-nowhere"), vec!["i-1"]),
            (format!("&PrimaryIpAddress={address}"), vec!["i-1"]),
            (format!("&PrivateIpAddress.1={address}"), vec!["i-1"]),
            (format!("&VpcId={vpc}&VSwitchId={switch}&SecurityGroupId={group}"), vec!["i-1", "i-2"]),
            ("&InstanceId=i-2".into(), vec!["i-2"]),
            ("&Type=Secondary".into(), vec![]),
            ("&Status=Available".into(), vec![]),
            ("&ServiceManaged=true".into(), vec![]),
            ("&NetworkInterfaceName=x".into(), vec![]),
            ("&Ipv6Address.1=::1".into(), vec![]),
            ("&Tag.1.Key=x".into(), vec![]),
        ] {
            assert_eq!(of(&describe(&twin, &more)), expected, "{more}");
        }
    }

    #[test]
    fn tokens_lead_through_all() {
        let twin = Twin::empty();
        let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&Amount=12\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        twin.ecs(call).ok();
        let all = of(&describe(&twin, "&PageSize=100"));
        let first = describe(&twin, "&MaxResults=10");
        let token = first.json()["NextToken"].as_str().expect("a token").to_owned();
        let rest = describe(&twin, &format!("&MaxResults=10&NextToken={token}"));
        assert_eq!((of(&first).len(), [of(&first), of(&rest)].concat()), (10, all));
        assert_eq!(rest.json()["NextToken"], "");
    }

    #[test]
    fn ten_to_five_hundred_are_on_a_page_by_token() {
        let twin = Twin::with(WORLD);
        for (asked, size) in [(-1, 10), (0, 10), (9, 10), (10, 10), (500, 500), (501, 500)] {
            let answer = describe(&twin, &format!("&MaxResults={asked}")).json();
            assert_eq!((&answer["PageSize"], &answer["TotalCount"]), (&size.into(), &2.into()), "{asked}");
        }
    }

    #[test]
    fn the_public_address_shows() {
        let twin = Twin::empty();
        let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&InternetMaxBandwidthOut=5\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        twin.ecs(call).ok();
        let nic = describe(&twin, "").json()["NetworkInterfaceSets"]["NetworkInterfaceSet"][0].clone();
        let public = instances(&twin)[0]["PublicIpAddress"]["IpAddress"][0].clone();
        assert_eq!(nic["AssociatedPublicIp"]["PublicIpAddress"], public);
    }
}
