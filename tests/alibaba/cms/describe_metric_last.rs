use super::{WORLD, assert_checked, averages, dimension, metric, minutes, points};
use crate::support::{Answer, Twin};

fn last(twin: &Twin, name: &str, more: &str) -> Answer {
    twin.cms(&format!("DescribeMetricLast&{}&{more}", metric(name)))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::with(WORLD);
        twin.advance("11m");
        insta::assert_snapshot!(last(&twin, "CPUUtilization", &dimension("i-one")).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Code":"200","Success":true,"Period":"60","Datapoints":"[{\"timestamp\":1795248660000,\"userId\":\"1234567890123456\",\"instanceId\":\"i-one\",\"Minimum\":10.0,\"Average\":10.0,\"Maximum\":10.0}]"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_missing_or_malformed_is_refused() {
        assert_checked("DescribeMetricLast");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_instance_has_its_latest_point() {
        let twin = Twin::with(WORLD);
        twin.advance("12m");
        let all = last(&twin, "CPUUtilization", "");
        assert_eq!(averages(&all), [(12, 0.0), (12, 10.0), (12, 50.0)]);
        assert_eq!(averages(&last(&twin, "CPUUtilization", "Period=300")), [(10, 0.0), (10, 100.0), (10, 50.0)]);
        let first = last(&twin, "CPUUtilization", "Length=2");
        assert_eq!(points(&first), points(&all)[..2]);
        let token = first.json()["NextToken"].as_str().expect("a token").to_owned();
        let rest = last(&twin, "CPUUtilization", &format!("Length=2&NextToken={token}"));
        assert_eq!(points(&rest), points(&all)[2..]);
        assert!(rest.json().get("NextToken").is_none());
    }

    #[test]
    fn it_is_looked_for_in_the_two_hours_before_the_end_at_least() {
        let twin = Twin::with(WORLD);
        twin.advance("30m");
        twin.ecs("StopInstance&InstanceId=i-plain").ok();
        twin.advance("119m");
        let plain = |more: &str| averages(&last(&twin, "CPUUtilization", &format!("{more}&{}", dimension("i-plain"))));
        assert_eq!(plain(""), [(30, 50.0)]);
        assert_eq!(plain(&format!("StartTime={}", minutes(148))), [(30, 50.0)]);
        twin.advance("1m");
        assert_eq!(plain(""), []);
        assert_eq!(plain(&format!("StartTime={}", minutes(0))), [(30, 50.0)]);
        assert_eq!(plain(&format!("EndTime={}", minutes(20))), [(20, 50.0)]);
    }
}
