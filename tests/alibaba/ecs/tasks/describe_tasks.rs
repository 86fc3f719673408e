use crate::alibaba::ecs::{in_every_shape, invalid, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-2"
    type = "ecs.g6.large"
"#;

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeTasks&RegionId=cn-hangzhou{more}"))
}

/// A world in which i-1 changes its type, and i-2, five minutes later, its bandwidth: the second is not done yet.
fn busy() -> Twin {
    let twin = Twin::new("transitions = \"realistic\"", WORLD);
    twin.ecs("ModifyInstanceSpec&InstanceId=i-1&InstanceType=ecs.g6.xlarge&Async=true").ok();
    twin.advance("5m");
    twin.ecs("ModifyInstanceSpec&InstanceId=i-2&InternetMaxBandwidthOut=5&Async=true").ok();
    twin
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let body = in_every_shape("", "DescribeTasks", "RegionId=cn-hangzhou&PageSize=50");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","PageSize":50,"PageNumber":1,"TotalCount":0,"RegionId":"cn-hangzhou","TaskSet":{"Task":[]}}"#);
    }

    #[test]
    fn tasks_in_both_formats() {
        let twin = busy();
        insta::assert_snapshot!(describe(&twin, "").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","PageSize":10,"PageNumber":1,"TotalCount":2,"RegionId":"cn-hangzhou","TaskSet":{"Task":[{"CreationTime":"2026-11-21T08:05Z","TaskStatus":"Processing","FinishedTime":"","SupportCancel":"false","TaskId":"t-bpgdc6097kpl601fwugr","TaskAction":"ModifyInstanceSpec","ResourceId":"i-2"},{"CreationTime":"2026-11-21T08:00Z","TaskStatus":"Finished","FinishedTime":"2026-11-21T08:00Z","SupportCancel":"false","TaskId":"t-bpgdc5ynk2p7sbop7uep","TaskAction":"ModifyInstanceSpec","ResourceId":"i-1"}]}}"#);
        insta::assert_snapshot!(twin.ecs_xml("DescribeTasks&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeTasksResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><PageSize>10</PageSize><PageNumber>1</PageNumber><TotalCount>2</TotalCount><RegionId>cn-hangzhou</RegionId><TaskSet><Task><CreationTime>2026-11-21T08:05Z</CreationTime><TaskStatus>Processing</TaskStatus><FinishedTime/><SupportCancel>false</SupportCancel><TaskId>t-bpgdc6097kpl601fwugr</TaskId><TaskAction>ModifyInstanceSpec</TaskAction><ResourceId>i-2</ResourceId></Task><Task><CreationTime>2026-11-21T08:00Z</CreationTime><TaskStatus>Finished</TaskStatus><FinishedTime>2026-11-21T08:00Z</FinishedTime><SupportCancel>false</SupportCancel><TaskId>t-bpgdc5ynk2p7sbop7uep</TaskId><TaskAction>ModifyInstanceSpec</TaskAction><ResourceId>i-1</ResourceId></Task></TaskSet></DescribeTasksResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named_and_there() {
        let twin = Twin::empty();
        let text = "An input parameter \"RegionId\" that is mandatory for processing the request is not supplied.";
        assert_eq!(twin.ecs("DescribeTasks").error(), refusal(400, "MissingParameter", text));
        let text = "The specified RegionId does not exist.";
        let nowhere = twin.ecs("DescribeTasks&RegionId=mars").error();
        assert_eq!(nowhere, refusal(400, "InvalidRegionId.NotFound", text));
    }

    #[test]
    fn a_page_has_a_number_and_a_size() {
        let twin = Twin::empty();
        for (more, name) in [("PageNumber=0", "PageNumber"), ("PageSize=101", "PageSize"), ("PageSize=x", "PageSize")] {
            assert_eq!(
                twin.ecs(&format!("DescribeTasks&RegionId=cn-hangzhou&{more}")).error(),
                invalid(name),
                "{more}"
            );
        }
    }

    #[test]
    fn filters_are_read() {
        let twin = Twin::empty();
        let many = (1..=101).map(|n| format!("&ResourceIds.{n}=i-{n}")).collect::<String>();
        let tasks = format!("&TaskIds={}", ["t-1"; 101].join(","));
        for (more, name) in [
            ("&StartTime=soon", "StartTime"),
            ("&EndTime=later", "EndTime"),
            (&many, "ResourceIds"),
            (&tasks, "TaskIds"),
        ] {
            assert_eq!(describe(&twin, more).error(), invalid(name), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    /// The resources of the tasks that pass.
    fn resources(twin: &Twin, more: &str) -> Vec<String> {
        let answer = describe(twin, more).json();
        let tasks = answer["TaskSet"]["Task"].as_array().cloned().unwrap_or_default();
        tasks.iter().map(|task| task["ResourceId"].as_str().expect("an id").to_owned()).collect()
    }

    #[test]
    fn filters_choose() {
        let twin = busy();
        let newest = describe(&twin, "").json()["TaskSet"]["Task"][0]["TaskId"].as_str().expect("an id").to_owned();
        for (more, seen) in [
            ("", &["i-2", "i-1"][..]),
            ("&TaskStatus=Finished", &["i-1"]),
            ("&TaskStatus=Processing", &["i-2"]),
            ("&TaskStatus=Failed", &[]),
            ("&TaskStatus=Paused", &["i-2", "i-1"]),
            ("&TaskAction=ModifyInstanceSpec", &["i-2", "i-1"]),
            ("&TaskAction=ImportImage", &[]),
            ("&ResourceIds.1=i-1&ResourceIds.2=i-9", &["i-1"]),
            (&format!("&TaskIds=t-9,%20{newest}"), &["i-2"]),
            ("&StartTime=2026-11-21T08:05:00Z", &["i-2"]),
            ("&EndTime=2026-11-21T08:00:00Z", &["i-1"]),
            ("&PageSize=1&PageNumber=2", &["i-1"]),
        ] {
            assert_eq!(resources(&twin, more), seen, "{more}");
        }
        let ignored = describe(&twin, "&TaskGroupId=tg-1");
        assert_eq!(ignored.header("x-twinstance-ignored"), Some("TaskGroupId"));
    }

    #[test]
    fn a_task_is_done_when_its_time_has_come() {
        let twin = busy();
        let task = |n: usize| describe(&twin, "").json()["TaskSet"]["Task"][n].clone();
        assert_eq!((&task(0)["TaskStatus"], &task(0)["FinishedTime"]), (&"Processing".into(), &"".into()));
        twin.advance("1m");
        assert_eq!(
            (&task(0)["TaskStatus"], &task(0)["FinishedTime"]),
            (&"Finished".into(), &"2026-11-21T08:05Z".into())
        );
    }

    #[test]
    fn what_is_done_at_once_is_no_task_and_a_dry_run_is_none() {
        let twin = Twin::with(WORLD);
        twin.ecs("ModifyInstanceSpec&InstanceId=i-1&InstanceType=ecs.g6.xlarge").ok();
        twin.ecs("ModifyInstanceSpec&InstanceId=i-1&InstanceType=ecs.g6.large&Async=true&DryRun=true").error();
        assert_eq!(describe(&twin, "").json()["TaskSet"]["Task"], Value::Array(Vec::new()));
    }
}
