use crate::alibaba::ecs::missing;
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ecs]
    instance = [
        { id = "i-1", type = "ecs.g6.large" },
        { id = "i-2", type = "ecs.g6.large", state = "stopped" },
    ]
"#;

fn call(twin: &Twin, ids: &str) -> Answer {
    twin.ecs(&format!("DescribeInstanceAttachmentAttributes&RegionId=cn-hangzhou&InstanceIds={ids}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_tells_of_pools() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(call(&twin, "[%22i-1%22,%22i-nowhere%22]").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"Instances":{"Instance":[{"InstanceId":"i-1","PrivatePoolOptionsMatchCriteria":"None","PrivatePoolOptionsId":""}]}}"#);
        let xml = "DescribeInstanceAttachmentAttributes&RegionId=cn-hangzhou&InstanceIds=[%22i-2%22]&PageSize=5";
        insta::assert_snapshot!(twin.ecs_xml(xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceAttachmentAttributesResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>5</PageSize><Instances><Instance><InstanceId>i-2</InstanceId><PrivatePoolOptionsMatchCriteria>None</PrivatePoolOptionsMatchCriteria><PrivatePoolOptionsId/></Instance></Instances></DescribeInstanceAttachmentAttributesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let none = twin.ecs("DescribeInstanceAttachmentAttributes&RegionId=cn-hangzhou");
        assert_eq!(none.error(), missing("InstanceIds"));
        assert_eq!(call(&twin, "i-1").error().1, "Abs.InvalidInstanceIds.MalFormed");
        assert_eq!(call(&twin, "[%22i-nowhere%22]").error().1, "InvalidInstanceIds.NotFound");
        let many = vec!["%22i-1%22"; 101].join(",");
        assert_eq!(call(&twin, &format!("[{many}]")).error().1, "InvalidParameter.TooManyInstanceIds");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_launch_into_a_pool_shows_it() {
        let twin = Twin::with(WORLD);
        let pool = "CreateCapacityReservation&RegionId=cn-hangzhou&InstanceType=ecs.c6.large&InstanceAmount=1\
            &ZoneId.1=cn-hangzhou-b";
        let pool = twin.ecs(pool).json()["PrivatePoolOptionsId"].as_str().expect("an id").to_owned();
        let run = |more: &str| {
            let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.c6.large&ZoneId=cn-hangzhou-b\
                &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
            let json = twin.ecs(&format!("{call}{more}")).json();
            let id = json["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
            let one = call_one(&twin, &id);
            (one["PrivatePoolOptionsMatchCriteria"].clone(), one["PrivatePoolOptionsId"].clone())
        };
        let target = format!("&PrivatePoolOptions.MatchCriteria=Target&PrivatePoolOptions.Id={pool}");
        assert_eq!(run(&target), ("Target".into(), pool.into()));
        assert_eq!(run("&PrivatePoolOptions.MatchCriteria=Open"), ("Open".into(), "".into()));
        assert_eq!(run(""), ("None".into(), "".into()));
    }

    #[track_caller]
    fn call_one(twin: &Twin, id: &str) -> serde_json::Value {
        call(twin, &format!("[%22{id}%22]")).json()["Instances"]["Instance"][0].clone()
    }
}
