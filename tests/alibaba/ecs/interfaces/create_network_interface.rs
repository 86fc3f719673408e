use super::{WORLD, addresses, code, creation, made, place, shown};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_shows_the_interface() {
        let twin = Twin::with(WORLD);
        let more = "&NetworkInterfaceName=data&Description=for%20data&QueueNumber=2&SecondaryPrivateIpAddressCount=1\
            &Tag.1.Key=stage&Tag.1.Value=test";
        insta::assert_snapshot!(twin.ecs(&creation(&twin, more)).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","NetworkInterfaceId":"eni-bpgdc5ynk2p7sbop7uep","NetworkInterfaceName":"data","Description":"for data","Type":"Secondary","Status":"Available","OwnerId":"1234567890123456","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VSwitchId":"vsw-bpgdc52pz2dbgso4c344","ZoneId":"cn-hangzhou-b","MacAddress":"02:16:ac:10:00:03","PrivateIpAddress":"172.16.0.3","PrivateIpSets":{"PrivateIpSet":[{"PrivateIpAddress":"172.16.0.3","Primary":true},{"PrivateIpAddress":"172.16.0.4","Primary":false}]},"Ipv6Sets":{"Ipv6Set":[]},"Ipv4PrefixSets":{"Ipv4PrefixSet":[]},"Ipv6PrefixSets":{"Ipv6PrefixSet":[]},"SecurityGroupIds":{"SecurityGroupId":["sg-bpgdc5g5em3fftkpt02v"]},"SourceDestCheck":false,"ResourceGroupId":"","ServiceManaged":false,"ServiceID":0,"Tags":{"Tag":[{"TagKey":"stage","TagValue":"test"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(twin.ecs_xml(&creation(&twin, "&PrimaryIpAddress=172.16.0.9")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateNetworkInterfaceResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><NetworkInterfaceId>eni-bpgdc5ynk2p7sbop7uep</NetworkInterfaceId><NetworkInterfaceName/><Description/><Type>Secondary</Type><Status>Available</Status><OwnerId>1234567890123456</OwnerId><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><VSwitchId>vsw-bpgdc52pz2dbgso4c344</VSwitchId><ZoneId>cn-hangzhou-b</ZoneId><MacAddress>02:16:ac:10:00:09</MacAddress><PrivateIpAddress>172.16.0.9</PrivateIpAddress><PrivateIpSets><PrivateIpSet><PrivateIpAddress>172.16.0.9</PrivateIpAddress><Primary>true</Primary></PrivateIpSet></PrivateIpSets><Ipv6Sets/><Ipv4PrefixSets/><Ipv6PrefixSets/><SecurityGroupIds><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId></SecurityGroupIds><SourceDestCheck>false</SourceDestCheck><ResourceGroupId/><ServiceManaged>false</ServiceManaged><ServiceID>0</ServiceID><Tags/></CreateNetworkInterfaceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_v_switch_and_a_group_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let (switch, group) = place(&twin);
        let call = |more: &str| twin.ecs(&format!("CreateNetworkInterface&RegionId=cn-hangzhou{more}"));
        assert_eq!(call(&format!("&SecurityGroupId={group}")).error(), missing("VSwitchId"));
        assert_eq!(call(&format!("&VSwitchId={switch}")).error(), missing("SecurityGroupId"));
        let answer = call(&format!("&VSwitchId=vsw-nowhere&SecurityGroupId={group}"));
        let text = "The specified VSwitch vsw-nowhere does not exist.";
        assert_eq!(answer.error(), refusal(404, "InvalidVSwitchId.NotFound", text));
        let answer = call(&format!("&VSwitchId={switch}&SecurityGroupId=sg-nowhere"));
        assert_eq!(code(&answer), "InvalidSecurityGroupId.NotFound");
        let answer = call(&format!("&VSwitchId={switch}&SecurityGroupId={group}&SecurityGroupIds.1={group}"));
        assert_eq!(code(&answer), "InvalidParameter.Conflict");
        let answer = call(&format!("&VSwitchId={switch}&SecurityGroupIds.1={group}&SecurityGroupIds.2={group}"));
        assert_eq!(code(&answer), "InvalidParameter.SecurityGroupIdRepeated");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let twin = Twin::with(WORLD);
        for (more, expected) in [
            ("&NetworkInterfaceName=1", "InvalidParams.NetworkInterfaceName"),
            ("&Description=x", "InvalidParameter"),
            ("&PrimaryIpAddress=here", "InvalidIp.Address"),
            ("&PrimaryIpAddress=10.0.0.1", "InvalidVSwitchId.IpInvalid"),
            ("&PrimaryIpAddress=172.16.0.1", "InvalidPrivateIpAddress.Duplicated"),
            ("&PrivateIpAddress.1=172.16.0.8&PrivateIpAddress.2=172.16.0.8", "InvalidIp.IpRepeated"),
            ("&PrivateIpAddress.1=172.16.0.8&SecondaryPrivateIpAddressCount=1", "InvalidParameter.Conflict"),
            ("&SecondaryPrivateIpAddressCount=50", "MaxEniPrivateIpsCountExceeded"),
            ("&SecondaryPrivateIpAddressCount=0", "InvalidParameter"),
            ("&QueueNumber=0", "InvalidParameter.InvalidEniQueueNumber"),
            ("&QueueNumber=2049", "InvalidParameter.InvalidEniQueueNumber"),
            ("&NetworkInterfaceTrafficMode=Fast", "InvalidParameter.EniTrafficMode"),
            ("&NetworkInterfaceTrafficMode=HighPerformance", "UnsupportedParameter"),
            ("&InstanceType=Trunk", "UnsupportedParameter"),
            ("&Ipv4PrefixCount=1", "UnsupportedParameter"),
            ("&Ipv6AddressCount=1", "InvalidOperation.VSwitchIpv6Disabled"),
            ("&Ipv6Address.1=x", "InvalidIp.Address"),
            ("&Tag.1.Value=x", "MissingParameter"),
        ] {
            assert_eq!(code(&twin.ecs(&creation(&twin, more))), expected, "{more}");
        }
        let all = twin.ecs("DescribeNetworkInterfaces&RegionId=cn-hangzhou").json();
        assert_eq!(all["TotalCount"], 2);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_available_and_has_its_addresses() {
        let twin = Twin::with(WORLD);
        let id =
            made(&twin, "&PrimaryIpAddress=172.16.0.9&PrivateIpAddress.1=172.16.0.10&PrivateIpAddress.2=172.16.0.9");
        let one = shown(&twin, &id);
        assert_eq!((&one["Status"], &one["Type"]), (&"Available".into(), &"Secondary".into()));
        assert_eq!((&one["DeleteOnRelease"], &one["SourceDestCheck"]), (&true.into(), &false.into()));
        assert_eq!(addresses(&twin, &id), ["172.16.0.9", "172.16.0.10"]);
        let two = made(&twin, "&SecondaryPrivateIpAddressCount=2&DeleteOnRelease=false&SourceDestCheck=true");
        assert_eq!(addresses(&twin, &two).len(), 3);
        let two = shown(&twin, &two);
        assert_eq!((&two["DeleteOnRelease"], &two["SourceDestCheck"]), (&false.into(), &true.into()));
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::with(WORLD);
        let first = made(&twin, "&ClientToken=once");
        assert_eq!(made(&twin, "&ClientToken=once"), first);
    }

    #[test]
    fn its_group_and_its_v_switch_stay() {
        let twin = Twin::empty();
        let vpc = twin.vpc("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/8").json()["VpcId"].clone();
        let vpc = vpc.as_str().expect("an id");
        let call = format!("CreateVSwitch&RegionId=cn-hangzhou&VpcId={vpc}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.0.0/24");
        let switch = twin.vpc(&call).json()["VSwitchId"].as_str().expect("an id").to_owned();
        let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}"));
        let group = group.json()["SecurityGroupId"].as_str().expect("an id").to_owned();
        let call = format!("CreateNetworkInterface&RegionId=cn-hangzhou&VSwitchId={switch}&SecurityGroupIds.1={group}");
        let id = twin.ecs(&call).json()["NetworkInterfaceId"].as_str().expect("an id").to_owned();
        let drop_group = format!("DeleteSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}");
        assert_eq!(code(&twin.ecs(&drop_group)), "DependencyViolation");
        assert_eq!(code(&twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}"))), "DependencyViolation");
        twin.ecs(&format!("DeleteNetworkInterface&RegionId=cn-hangzhou&NetworkInterfaceId={id}")).ok();
        twin.advance("1m");
        twin.ecs(&drop_group).ok();
        twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}")).ok();
    }

    #[test]
    fn tags_are_found_and_changed() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "&Tag.1.Key=stage&Tag.1.Value=test");
        let call = format!("TagResources&RegionId=cn-hangzhou&ResourceType=eni&ResourceId.1={id}&Tag.1.Key=team");
        twin.ecs(&call).ok();
        let found = twin.ecs("DescribeNetworkInterfaces&RegionId=cn-hangzhou&Tag.1.Key=team&Tag.2.Key=stage").json();
        assert_eq!(found["NetworkInterfaceSets"]["NetworkInterfaceSet"][0]["NetworkInterfaceId"], id);
    }
}
