use super::{illegal, unknown};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let answer = Twin::empty().cms("DescribeMetricMetaList&MetricName=TotalCredit");
        insta::assert_snapshot!(answer.ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Code":"200","Success":true,"TotalCount":"1","Resources":{"Resource":[{"Namespace":"acs_ecs_dashboard","MetricName":"TotalCredit","Description":"CPU credit balance","Unit":"Count","Dimensions":"userId,instanceId","Periods":"60,300","Statistics":"Average,Minimum,Maximum","Labels":"[]"}]}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_malformed_is_refused() {
        let twin = Twin::empty();
        for more in ["PageNumber=0", "PageNumber=x", "PageSize=0", "PageSize=1001", "PageSize=-1"] {
            assert_eq!(twin.cms(&format!("DescribeMetricMetaList&{more}")).error(), illegal(), "{more}");
        }
        assert_eq!(twin.cms("DescribeMetricMetaList&Namespace=acs_rds_dashboard").error(), unknown());
        let labels = twin.cms("DescribeMetricMetaList&Labels=%5B%5D").error();
        assert!(labels.0 == 400 && labels.2.contains("Labels"), "{labels:?}");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        let names = |more: &str| -> Vec<String> {
            let answer = twin.cms(&format!("DescribeMetricMetaList&Namespace=acs_ecs_dashboard{more}")).json();
            assert_eq!(answer["TotalCount"], "5");
            let list = answer["Resources"]["Resource"].as_array().expect("a list");
            list.iter().map(|metric| metric["MetricName"].as_str().expect("a name").to_owned()).collect()
        };
        let all = ["AdvanceCredit", "BurstCredit", "CPUUtilization", "NotpaidSurplusCredit", "TotalCredit"];
        assert_eq!(names(""), all);
        assert_eq!(names("&PageSize=2"), all[..2]);
        assert_eq!(names("&PageSize=2&PageNumber=3"), all[4..]);
        assert!(names("&PageSize=2&PageNumber=4").is_empty());
        assert!(names("&PageNumber=18446744073709551615").is_empty());
    }

    /// Each metric that is listed has points.
    #[test]
    fn what_is_listed_can_be_asked_for() {
        let twin = Twin::with(super::super::WORLD);
        twin.advance("1m");
        let answer = twin.cms("DescribeMetricMetaList").json();
        for metric in answer["Resources"]["Resource"].as_array().expect("a list") {
            let name = metric["MetricName"].as_str().expect("a name");
            let answer = twin.cms(&format!("DescribeMetricLast&{}", super::super::metric(name)));
            assert!(!super::super::points(&answer).is_empty(), "{name}");
        }
    }
}
