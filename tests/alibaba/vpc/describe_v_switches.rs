use super::{make_v_switch, make_vpc, v_switches};
use crate::alibaba::ecs::{dry_run, invalid, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.vpc("DescribeVSwitches&RegionId=cn-hangzhou&ZoneId=cn-hangzhou-h").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"VSwitches":{"VSwitch":[{"VSwitchId":"vsw-bpgdc58tjpqk1q6ce6gr","VSwitchName":"","Description":"","Status":"Available","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","ZoneId":"cn-hangzhou-h","CidrBlock":"172.16.48.0/20","AvailableIpAddressCount":4092,"IsDefault":true,"CreationTime":"2020-01-01T00:00:00Z","OwnerId":1234567890123456,"ResourceGroupId":"","RouteTable":{"RouteTableId":"vtb-bpbp1o7ftbda3mtuj2zh","RouteTableType":"System"},"EnabledIpv6":false,"Ipv6CidrBlock":"","NetworkAclId":"","ShareType":"","Tags":{"Tag":[]}}]}}"#);
        let vpc = make_vpc(&twin, "");
        make_v_switch(&twin, &vpc, "&VSwitchName=web&Tag.1.Key=Stage&Tag.1.Value=test");
        insta::assert_snapshot!(twin.vpc_xml(&format!("DescribeVSwitches&VpcId={vpc}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVSwitchesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><VSwitches><VSwitch><VSwitchId>vsw-bpgdc5onbgbecl9zl96x</VSwitchId><VSwitchName>web</VSwitchName><Description/><Status>Available</Status><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><ZoneId>cn-hangzhou-h</ZoneId><CidrBlock>10.0.1.0/24</CidrBlock><AvailableIpAddressCount>252</AvailableIpAddressCount><IsDefault>false</IsDefault><CreationTime>2026-11-21T08:00:00Z</CreationTime><OwnerId>1234567890123456</OwnerId><ResourceGroupId/><RouteTable><RouteTableId>vtb-bpgdc5m215bhw5kpkvb0</RouteTableId><RouteTableType>System</RouteTableType></RouteTable><EnabledIpv6>false</EnabledIpv6><Ipv6CidrBlock/><NetworkAclId/><ShareType/><Tags><Tag><Key>Stage</Key><Value>test</Value></Tag></Tags></VSwitch></VSwitches></DescribeVSwitchesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        let twin = Twin::empty();
        let describe = |more: &str| twin.vpc(&format!("DescribeVSwitches&RegionId=cn-hangzhou{more}"));
        assert_eq!(describe("&PageSize=51").error(), invalid("PageSize"));
        assert_eq!(describe("&PageNumber=0").error(), invalid("PageNumber"));
        assert_eq!(describe("&DryRun=true").error(), dry_run());
        let zone = refusal(404, "InvalidZoneId.NotFound", "Specified zone does not exist.");
        assert_eq!(describe("&ZoneId=mars-a").error(), zone);
        let ids = vec!["x"; 21].join(",");
        let text = "The number of vpcIds exceeds the limit.";
        assert_eq!(describe(&format!("&VpcId={ids}")).error(), refusal(404, "InvalidVpcIdNumber.NotSupported", text));
        let text = "The number of vSwitchIds exceeds the limit.";
        let answer = describe(&format!("&VSwitchId={ids}"));
        assert_eq!(answer.error(), refusal(404, "InvalidVSwitchIdNumber.NotSupported", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_find_it() {
        let twin = Twin::empty();
        let defaults = v_switches(&twin, "").len();
        let made = twin.vpc("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/16&ResourceGroupId=rg-1").json();
        let text = |name: &str| made[name].as_str().expect("a text").to_owned();
        let (vpc, table) = (text("VpcId"), text("RouteTableId"));
        let switch = make_v_switch(&twin, &vpc, "&VSwitchName=web&Tag.1.Key=Stage&Tag.1.Value=test");
        for (more, count) in [
            (format!("&VSwitchId={switch}"), 1),
            (format!("&VSwitchId={switch},vsw-nowhere"), 1),
            (format!("&VpcId={vpc}"), 1),
            (format!("&VpcId={vpc}&ZoneId=cn-hangzhou-b"), 0),
            (format!("&RouteTableId={table}"), 1),
            ("&VSwitchName=web".into(), 1),
            ("&ResourceGroupId=rg-1".into(), 1),
            ("&IsDefault=true".into(), defaults),
            ("&IsDefault=false".into(), 1),
            ("&VSwitchOwnerId=1234567890123456".into(), defaults + 1),
            ("&VSwitchOwnerId=1".into(), 0),
            ("&EnableIpv6=true".into(), 0),
            ("&Tag.1.Key=Stage".into(), 1),
            ("&Tag.1.Key=Other".into(), 0),
        ] {
            assert_eq!(v_switches(&twin, &more).len(), count, "{more}");
        }
    }
}
