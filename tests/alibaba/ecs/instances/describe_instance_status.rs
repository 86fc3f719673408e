use crate::alibaba::ecs::{in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ecs]
    instance = [
        { id = "i-1", type = "ecs.g6.large" },
        { id = "i-2", type = "ecs.g6.large", state = "stopped", zone = "cn-hangzhou-h" },
        { id = "i-3", type = "ecs.g6.large", zone = "cn-hangzhou-h" },
        { id = "i-4", type = "ecs.g6.large", region = "cn-shanghai" },
    ]
"#;

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeInstanceStatus&RegionId=cn-hangzhou{more}"))
}

/// The ids, and how many there are on all pages.
#[track_caller]
fn seen(twin: &Twin, more: &str) -> (Vec<String>, u64) {
    let json = describe(twin, more).json();
    let list = json["InstanceStatuses"]["InstanceStatus"].as_array().expect("a list").iter();
    let ids = list.map(|item| item["InstanceId"].as_str().expect("an id").to_owned()).collect();
    (ids, json["TotalCount"].as_u64().expect("a number"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId.1=i-1&InstanceId.2=i-2&PageNumber=1&PageSize=50";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstanceStatus", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":2,"PageNumber":1,"PageSize":50,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-1","Status":"Running"},{"InstanceId":"i-2","Status":"Stopped"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(twin.ecs_xml("DescribeInstanceStatus&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceStatusResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>3</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceStatuses><InstanceStatus><InstanceId>i-1</InstanceId><Status>Running</Status></InstanceStatus><InstanceStatus><InstanceId>i-2</InstanceId><Status>Stopped</Status></InstanceStatus><InstanceStatus><InstanceId>i-3</InstanceId><Status>Running</Status></InstanceStatus></InstanceStatuses></DescribeInstanceStatusResponse>"#);
    }

    #[test]
    fn an_empty_list_in_both_formats() {
        let twin = Twin::empty();
        insta::assert_snapshot!(describe(&twin, "").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[]}}"#);
        insta::assert_snapshot!(twin.ecs_xml("DescribeInstanceStatus&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceStatusResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceStatuses/></DescribeInstanceStatusResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named() {
        assert_eq!(Twin::with(WORLD).ecs("DescribeInstanceStatus").error(), missing("RegionId"));
    }

    #[test]
    fn pages_and_zones_exist() {
        let twin = Twin::with(WORLD);
        assert_eq!(describe(&twin, "&PageSize=51").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&PageSize=0").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&PageNumber=0").error(), invalid("PageNumber"));
        assert_eq!(describe(&twin, "&PageNumber=x").error(), invalid("PageNumber"));
        let text = "The ZoneId provided does not exist in our records.";
        assert_eq!(describe(&twin, "&ZoneId=cn-shanghai-a").error(), refusal(404, "InvalidZoneId.NotFound", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_and_pages() {
        let twin = Twin::with(WORLD);
        for (more, ids, total) in [
            ("", vec!["i-1", "i-2", "i-3"], 3),
            ("&ZoneId=cn-hangzhou-h", vec!["i-2", "i-3"], 2),
            ("&InstanceId.1=i-3&InstanceId.2=i-nowhere&InstanceId.3=i-4", vec!["i-3"], 1),
            ("&InstanceId.1=i-1&ZoneId=cn-hangzhou-h", vec![], 0),
            ("&PageSize=2", vec!["i-1", "i-2"], 3),
            ("&PageSize=2&PageNumber=2", vec!["i-3"], 3),
            ("&PageNumber=9", vec![], 3),
        ] {
            assert_eq!(seen(&twin, more), (ids.iter().map(ToString::to_string).collect(), total), "{more}");
        }
    }

    #[test]
    fn every_status_is_seen() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let all = || {
            let json = describe(&twin, "").json();
            let list = json["InstanceStatuses"]["InstanceStatus"].as_array().expect("a list").clone();
            list.iter().map(|item| item["Status"].as_str().expect("a status").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(all(), ["Running", "Stopped", "Running"]);
        twin.ecs("StopInstance&InstanceId=i-1").ok();
        twin.ecs("StartInstance&InstanceId=i-2").ok();
        let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
        twin.ecs(&format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={image}")).ok();
        assert_eq!(all(), ["Stopping", "Starting", "Running", "Pending"]);
    }
}
