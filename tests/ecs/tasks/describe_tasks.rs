use crate::ecs::{in_every_shape, invalid, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let body = in_every_shape("", "DescribeTasks", "RegionId=cn-hangzhou&PageSize=50");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","PageSize":50,"PageNumber":1,"TotalCount":0,"RegionId":"cn-hangzhou","TaskSet":{"Task":[]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::empty().ecs_xml("DescribeTasks&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeTasksResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><PageSize>10</PageSize><PageNumber>1</PageNumber><TotalCount>0</TotalCount><RegionId>cn-hangzhou</RegionId><TaskSet/></DescribeTasksResponse>"#);
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
}

mod behaviour {
    use super::*;

    #[test]
    fn there_are_none_whatever_is_asked_for() {
        let answer = Twin::demo().ecs("DescribeTasks&RegionId=cn-hangzhou&TaskAction=ImportImage&TaskStatus=Finished");
        assert_eq!(answer.json()["TaskSet"]["Task"].as_array().map(Vec::len), Some(0));
        assert_eq!(answer.header("x-twinstance-ignored"), Some("TaskAction, TaskStatus"));
    }
}
