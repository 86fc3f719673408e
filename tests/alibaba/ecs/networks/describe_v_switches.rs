use crate::alibaba::ecs::{in_every_shape, invalid, refusal};
use crate::support::{Answer, Twin};

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeVSwitches&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&ZoneId=cn-hangzhou-h&IsDefault=true";
        insta::assert_snapshot!(in_every_shape("", "DescribeVSwitches", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"VSwitches":{"VSwitch":[{"VSwitchId":"vsw-bpgdc58tjpqk1q6ce6gr","VSwitchName":"","Description":"","Status":"Available","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","ZoneId":"cn-hangzhou-h","CidrBlock":"172.16.48.0/20","AvailableIpAddressCount":4092,"IsDefault":true,"CreationTime":"2020-01-01T00:00:00Z","ResourceGroupId":""}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::empty().ecs_xml("DescribeVSwitches&RegionId=cn-hangzhou&ZoneId=cn-hangzhou-h");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVSwitchesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><VSwitches><VSwitch><VSwitchId>vsw-bpgdc58tjpqk1q6ce6gr</VSwitchId><VSwitchName/><Description/><Status>Available</Status><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><ZoneId>cn-hangzhou-h</ZoneId><CidrBlock>172.16.48.0/20</CidrBlock><AvailableIpAddressCount>4092</AvailableIpAddressCount><IsDefault>true</IsDefault><CreationTime>2020-01-01T00:00:00Z</CreationTime><ResourceGroupId/></VSwitch></VSwitches></DescribeVSwitchesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn zones_and_pages_are_good() {
        let twin = Twin::empty();
        let text = "The ZoneId provided does not exist in our records.";
        assert_eq!(describe(&twin, "&ZoneId=x").error(), refusal(404, "InvalidZoneId.NotFound", text));
        assert_eq!(describe(&twin, "&PageSize=51").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&PageNumber=0").error(), invalid("PageNumber"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_zone_has_one_and_filters_find_it() {
        let twin = Twin::empty();
        let all = describe(&twin, "&PageSize=50").json()["VSwitches"]["VSwitch"].as_array().expect("a list").clone();
        assert!(all.len() > 1);
        let text = |name: &str| all[0][name].as_str().expect("a text").to_owned();
        let (id, vpc, zone) = (text("VSwitchId"), text("VpcId"), text("ZoneId"));
        for (more, total) in [
            (format!("&VSwitchId={id}"), 1),
            (format!("&ZoneId={zone}"), 1),
            (format!("&VpcId={vpc}"), all.len()),
            (format!("&VpcId={vpc}&IsDefault=false"), 0),
            ("&VSwitchId=vsw-nowhere".into(), 0),
            ("&VpcId=vpc-nowhere".into(), 0),
        ] {
            assert_eq!(describe(&twin, &more).json()["TotalCount"], total, "{more}");
        }
        assert_eq!(twin.ecs("DescribeVSwitches").json()["TotalCount"], all.len(), "the region can be left out");
    }

    #[test]
    fn instances_take_addresses() {
        let twin = Twin::empty();
        let free = || {
            describe(&twin, "&ZoneId=cn-hangzhou-h").json()["VSwitches"]["VSwitch"][0]["AvailableIpAddressCount"]
                .as_u64()
        };
        let before = free().expect("a number");
        let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ZoneId=cn-hangzhou-h&Amount=3\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        twin.ecs(call).ok();
        assert_eq!(free(), Some(before - 3));
    }
}
