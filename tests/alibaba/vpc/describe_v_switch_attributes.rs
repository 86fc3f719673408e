use super::{make_v_switch, make_vpc, v_switches};
use crate::alibaba::ecs::{dry_run, missing, refusal};
use crate::support::{Answer, Twin};

fn describe(twin: &Twin, switch: &str) -> Answer {
    twin.vpc(&format!("DescribeVSwitchAttributes&VSwitchId={switch}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let switch = make_v_switch(&twin, &vpc, "&VSwitchName=web");
        insta::assert_snapshot!(describe(&twin, &switch).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","VSwitchId":"vsw-bpgdc5onbgbecl9zl96x","VSwitchName":"web","Description":"","Status":"Available","VpcId":"vpc-bpgdc5irqtnjwspllcos","ZoneId":"cn-hangzhou-h","CidrBlock":"10.0.1.0/24","AvailableIpAddressCount":252,"IsDefault":false,"CreationTime":"2026-11-21T08:00:00Z","OwnerId":1234567890123456,"ResourceGroupId":"","RouteTable":{"RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","RouteTableType":"System"},"EnabledIpv6":false,"Ipv6CidrBlock":"","NetworkAclId":"","ShareType":"","Tags":{"Tag":[]}}"#);
        insta::assert_snapshot!(twin.vpc_xml(&format!("DescribeVSwitchAttributes&VSwitchId={switch}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVSwitchAttributesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><VSwitchId>vsw-bpgdc5onbgbecl9zl96x</VSwitchId><VSwitchName>web</VSwitchName><Description/><Status>Available</Status><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><ZoneId>cn-hangzhou-h</ZoneId><CidrBlock>10.0.1.0/24</CidrBlock><AvailableIpAddressCount>252</AvailableIpAddressCount><IsDefault>false</IsDefault><CreationTime>2026-11-21T08:00:00Z</CreationTime><OwnerId>1234567890123456</OwnerId><ResourceGroupId/><RouteTable><RouteTableId>vtb-bpgdc5m215bhw5kpkvb0</RouteTableId><RouteTableType>System</RouteTableType></RouteTable><EnabledIpv6>false</EnabledIpv6><Ipv6CidrBlock/><NetworkAclId/><ShareType/><Tags/></DescribeVSwitchAttributesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("DescribeVSwitchAttributes").error(), missing("VSwitchId"));
        let text = "Specified VSwitch can not found.";
        assert_eq!(describe(&twin, "vsw-nowhere").error(), refusal(400, "InvalidVSwitchId.NotFound", text));
        let switch = v_switches(&twin, "")[0]["VSwitchId"].as_str().expect("an id").to_owned();
        assert_eq!(describe(&twin, &format!("{switch}&DryRun=true")).error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_says_what_the_list_says() {
        let twin = Twin::empty();
        for shown in v_switches(&twin, "") {
            let mut one = describe(&twin, shown["VSwitchId"].as_str().expect("an id")).json();
            one.as_object_mut().expect("an object").remove("RequestId");
            assert_eq!(one, shown);
        }
    }
}
