use super::{WORLD, assert_checked, averages, dimension, illegal, metric, minutes, points};
use crate::support::{Answer, Twin};
use serde_json::json;

fn list(twin: &Twin, name: &str, more: &str) -> Answer {
    twin.cms(&format!("DescribeMetricList&{}&{more}", metric(name)))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::with(WORLD);
        twin.advance("2m");
        insta::assert_snapshot!(list(&twin, "TotalCredit", &dimension("i-one")).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Code":"200","Success":true,"Period":"60","Datapoints":"[{\"timestamp\":1795248060000,\"userId\":\"1234567890123456\",\"instanceId\":\"i-one\",\"Minimum\":58.4,\"Average\":58.4,\"Maximum\":58.4},{\"timestamp\":1795248120000,\"userId\":\"1234567890123456\",\"instanceId\":\"i-one\",\"Minimum\":56.8,\"Average\":56.8,\"Maximum\":56.8}]"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        twin.advance("1m");
        let call = format!("DescribeMetricList&{}&{}", metric("CPUUtilization"), dimension("i-one"));
        insta::assert_snapshot!(twin.cms_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeMetricListResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><Code>200</Code><Success>true</Success><Period>60</Period><Datapoints>[{"timestamp":1795248060000,"userId":"1234567890123456","instanceId":"i-one","Minimum":100.0,"Average":100.0,"Maximum":100.0}]</Datapoints></DescribeMetricListResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_missing_or_malformed_is_refused() {
        assert_checked("DescribeMetricList");
    }

    #[test]
    fn a_token_is_that_of_an_answer() {
        let twin = Twin::with(WORLD);
        for token in ["x", "i-one/", "/x", "i-one/1x"] {
            assert_eq!(list(&twin, "TotalCredit", &format!("NextToken={token}")).error(), illegal(), "{token}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_start_is_excluded_and_the_end_included() {
        let twin = Twin::with(WORLD);
        twin.advance("1h");
        let window = |start: &str, end: &str| {
            let times = format!("StartTime={start}&EndTime={end}&{}", dimension("i-one"));
            averages(&list(&twin, "CPUUtilization", &times))
        };
        let expected = vec![(9, 100.0), (10, 100.0), (11, 10.0)];
        assert_eq!(window("2026-11-21T08:08:00Z", "2026-11-21T08:11:00Z"), expected);
        assert_eq!(window("2026-11-21T08:08:01Z", "2026-11-21T08:11:59Z"), expected);
        assert_eq!(window("2026-11-21%2008:08:00", "2026-11-21%2008:11:00"), expected);
        assert_eq!(window("2026-11-21T08:08Z", "2026-11-21T08:11Z"), expected);
        assert_eq!(window(&minutes(8).to_string(), &minutes(11).to_string()), expected);
        assert_eq!(window("2026-11-21", "2026-11-22").len(), 60, "nothing before the launch, or after now");
    }

    #[test]
    fn a_period_has_the_average_least_and_most_of_its_minutes() {
        let twin = Twin::with(WORLD);
        twin.advance("1h");
        let of = |name: &str, period: u32| {
            let seen = points(&list(&twin, name, &format!("Period={period}&{}", dimension("i-one"))));
            let point = |point: &serde_json::Value| {
                (
                    point["timestamp"].clone(),
                    point["Minimum"].clone(),
                    point["Average"].clone(),
                    point["Maximum"].clone(),
                )
            };
            seen.iter().map(point).collect::<Vec<_>>()
        };
        // 24 credits are earned an hour, and a vCPU at 100 % spends one a minute.
        assert_eq!(of("CPUUtilization", 900)[0], (json!(minutes(15)), json!(10.0), json!(70.0), json!(100.0)));
        assert_eq!(of("BurstCredit", 300)[0], (json!(minutes(5)), json!(2.0), json!(2.0), json!(2.0)));
        assert_eq!(of("TotalCredit", 300)[0], (json!(minutes(5)), json!(52.0), json!(55.2), json!(58.4)));
        assert_eq!(of("TotalCredit", 3600).len(), 1);
        assert_eq!(of("TotlCredit", 300), of("TotalCredit", 300), "as an older page spells it");
        assert_eq!(of("AdvanceCredit", 60)[59].3, json!(0.0));
    }

    #[test]
    fn all_instances_of_the_account_are_seen_wherever_they_are() {
        let twin = Twin::with(WORLD);
        twin.advance("1m");
        let ids = |name: &str, more: &str| -> Vec<String> {
            let seen = points(&list(&twin, name, more));
            seen.iter().map(|point| point["instanceId"].as_str().expect("an id").to_owned()).collect()
        };
        assert_eq!(ids("CPUUtilization", ""), ["i-away", "i-one", "i-plain"]);
        assert_eq!(ids("TotalCredit", ""), ["i-one"], "others have no credits, or do not run");
        assert_eq!(ids("CPUUtilization", "Dimensions=%7B%22instanceId%22%3A%22i-away%22%7D"), ["i-away"]);
        assert!(ids("CPUUtilization", &dimension("i-nowhere")).is_empty());
        let user = |id: &str| format!("Dimensions=%7B%22userId%22%3A%22{id}%22%7D");
        assert_eq!(ids("CPUUtilization", &user("1234567890123456")).len(), 3);
        assert!(ids("CPUUtilization", &user("9999999999999999")).is_empty());
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::with(WORLD);
        twin.advance("7m");
        let whole = points(&list(&twin, "CPUUtilization", ""));
        assert_eq!(whole.len(), 21);
        let (mut seen, mut token) = (Vec::new(), String::new());
        for page in 0.. {
            let more = if token.is_empty() { String::new() } else { format!("&NextToken={token}") };
            let answer = list(&twin, "CPUUtilization", &format!("Length=4{more}"));
            seen.extend(points(&answer));
            match answer.json()["NextToken"].as_str() {
                Some(next) => token = next.replace('/', "%2F"),
                None => {
                    assert_eq!(page, 5);
                    break;
                }
            }
        }
        assert_eq!(seen, whole);
    }

    #[test]
    fn what_is_longer_ago_than_it_is_retained_is_not_shown() {
        let twin = Twin::with(WORLD);
        twin.advance("2400h");
        let count = |period: u32, hours: i64| {
            let start = minutes(2400 * 60 - hours * 60);
            let more =
                format!("Period={period}&StartTime={start}&EndTime={}&{}", start + 3_600_000, dimension("i-one"));
            points(&list(&twin, "CPUUtilization", &more)).len()
        };
        assert_eq!((count(60, 31 * 24), count(60, 31 * 24 + 1)), (60, 0));
        assert_eq!((count(300, 91 * 24), count(300, 91 * 24 + 1)), (12, 0));
    }
}
