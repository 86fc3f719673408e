use super::{WORLD, assert_checked, averages, dimension, metric, minutes, points};
use crate::support::{Answer, Twin};
use serde_json::json;

fn data(twin: &Twin, name: &str, more: &str) -> Answer {
    twin.cms(&format!("DescribeMetricData&{}&{more}", metric(name)))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::with(WORLD);
        twin.advance("1m");
        insta::assert_snapshot!(data(&twin, "CPUUtilization", "").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Code":"200","Period":"60","Datapoints":"[{\"timestamp\":1795248060000,\"Minimum\":0.0,\"Average\":50.0,\"Maximum\":100.0}]"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_missing_or_malformed_is_refused() {
        assert_checked("DescribeMetricData");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn instances_are_taken_together() {
        let twin = Twin::with(WORLD);
        twin.advance("15m");
        let seen = points(&data(&twin, "CPUUtilization", "Period=900"));
        // 0 %, 50 %, and 100 % for ten of the minutes, 10 % for five.
        assert_eq!(seen, [json!({"timestamp": minutes(15), "Minimum": 0.0, "Average": 40.0, "Maximum": 100.0})]);
        assert_eq!(
            averages(&data(&twin, "CPUUtilization", &format!("Period=900&{}", dimension("i-one")))),
            [(15, 70.0)]
        );
        assert_eq!(averages(&data(&twin, "TotalCredit", &format!("Period=900&{}", dimension("i-plain")))), []);
    }

    #[test]
    fn of_more_points_the_latest_are_shown() {
        let twin = Twin::with(WORLD);
        twin.advance("15m");
        let three = averages(&data(&twin, "CPUUtilization", &format!("Length=3&{}", dimension("i-plain"))));
        assert_eq!(three, [(13, 50.0), (14, 50.0), (15, 50.0)]);
        assert_eq!(averages(&data(&twin, "CPUUtilization", &dimension("i-plain"))).len(), 15);
    }
}
