use super::{OPEN, TARGET, WORLD, launch, launched, users};
use crate::alibaba::ecs::{in_every_shape, invalid, refusal};
use crate::support::Twin;

const CALL: &str = "DescribeCapacityReservationInstances&RegionId=cn-hangzhou";

const USED: &str = r#"
    [[ecs.instance]]
    id = "i-first"
    type = "ecs.g6.large"
    private_pool = "crp-target"

    [[ecs.instance]]
    id = "i-second"
    type = "ecs.g6.large"
    state = "stopped"
    private_pool = "crp-target"
"#;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-target";
        let body = in_every_shape(&format!("{WORLD}{USED}"), "DescribeCapacityReservationInstances", parameters);
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","NextToken":"","TotalCount":2,"MaxResults":10,"CapacityReservationItem":{"InstanceIdSet":[{"InstanceId":"i-first"},{"InstanceId":"i-second"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(&format!("{WORLD}{USED}"));
        insta::assert_snapshot!(twin.ecs_xml(&format!("{CALL}&PrivatePoolOptions.Id=crp-target")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeCapacityReservationInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><NextToken/><TotalCount>2</TotalCount><MaxResults>10</MaxResults><CapacityReservationItem><InstanceIdSet><InstanceId>i-first</InstanceId></InstanceIdSet><InstanceIdSet><InstanceId>i-second</InstanceId></InstanceIdSet></CapacityReservationItem></DescribeCapacityReservationInstancesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_pool_is_named_and_there() {
        let twin = Twin::with(WORLD);
        let text = "The specified PrivatePoolOptions.Id should not be null.";
        assert_eq!(twin.ecs(CALL).error(), refusal(400, "MissingParameter.PrivatePoolOptions.Id", text));
        let nowhere = twin.ecs(&format!("{CALL}&PrivatePoolOptions.Id=crp-nowhere")).error();
        assert_eq!(nowhere, refusal(400, "Invalid.PrivatePoolOptions.Id", "The PrivatePool does not exist."));
        let text = "The specified RegionId should not be null.";
        let region = twin.ecs("DescribeCapacityReservationInstances&PrivatePoolOptions.Id=crp-open").error();
        assert_eq!(region, refusal(400, "MissingParameter.RegionId", text));
        let size = twin.ecs(&format!("{CALL}&PrivatePoolOptions.Id=crp-open&MaxResults=101")).error();
        assert_eq!(size, invalid("MaxResults"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_pool_has_its_own() {
        let twin = Twin::with(WORLD);
        let open = launched(&launch(&twin, &format!("{OPEN}&Amount=2")));
        let target = launched(&launch(&twin, TARGET));
        launch(&twin, "").ok();
        let mut sorted = open.clone();
        sorted.sort();
        assert_eq!(users(&twin, "crp-open"), sorted);
        assert_eq!(users(&twin, "crp-target"), target);
    }

    #[test]
    fn pages_follow_each_other() {
        let twin = Twin::with(&format!("{WORLD}{USED}"));
        let call = format!("{CALL}&PrivatePoolOptions.Id=crp-target&MaxResults=1");
        let first = twin.ecs(&call).json();
        assert_eq!((&first["TotalCount"], &first["NextToken"]), (&2.into(), &"i-first".into()));
        let second = twin.ecs(&format!("{call}&NextToken=i-first")).json();
        assert_eq!(second["CapacityReservationItem"]["InstanceIdSet"][0]["InstanceId"], "i-second");
        assert_eq!(second["NextToken"], "");
    }
}
