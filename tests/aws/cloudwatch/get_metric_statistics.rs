use super::{BUSY, busy, call, query, refusal, statistics};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

/// A call for an hour of the busy instance, with changes.
fn get(twin: &Twin, changes: Value) -> Answer {
    let mut body = json!({
        "Namespace": "AWS/EC2", "MetricName": "CPUUtilization", "Dimensions": [{ "Name": "InstanceId", "Value": BUSY }],
        "StartTime": "2026-11-21T08:00:00Z", "EndTime": "2026-11-21T09:00:00Z", "Period": 300, "Statistics": ["Average"],
    });
    for (name, value) in changes.as_object().expect("changes") {
        body[name] = value.clone();
    }
    call(twin, "GetMetricStatistics", &body)
}

fn count(answer: &Answer) -> usize {
    answer.json()["Datapoints"].as_array().expect("a list").len()
}

mod reading {
    use super::*;

    #[test]
    fn all_statistics() {
        let twin = busy();
        twin.advance("1h");
        let all = json!({
            "MetricName": "CPUCreditBalance", "Period": 3600,
            "Statistics": ["Sum", "Average", "Minimum", "Maximum", "SampleCount"], "ExtendedStatistics": ["p50", "p100"],
        });
        insta::assert_snapshot!(get(&twin, all).ok(), @r#"{"Label":"CPUCreditBalance","Datapoints":[{"Timestamp":1795248000.0,"SampleCount":11.0,"Average":0.0,"Sum":0.0,"Minimum":0.0,"Maximum":0.0,"Unit":"Count","ExtendedStatistics":{"p100":0.0,"p50":0.0}}]}"#);
        let form = query(
            &twin,
            &format!(
                "GetMetricStatistics&Namespace=AWS/EC2&MetricName=CPUUtilization&Dimensions.member.1.Name=InstanceId\
             &Dimensions.member.1.Value={BUSY}&StartTime=2026-11-21T08:00:00Z&EndTime=2026-11-21T09:00:00Z&Period=3600\
             &ExtendedStatistics.member.1=p90"
            ),
        );
        insta::assert_snapshot!(form.anonymous(), @r#"<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Label>CPUUtilization</Label><Datapoints><member><Timestamp>2026-11-21T08:00:00Z</Timestamp><Unit>Percent</Unit><ExtendedStatistics><entry><key>p90</key><value>40</value></entry></ExtendedStatistics></member></Datapoints></GetMetricStatisticsResult><ResponseMetadata><RequestId></RequestId></ResponseMetadata></GetMetricStatisticsResponse>"#);
    }

    #[test]
    fn units_dimensions_and_names_that_fit_nothing() {
        let twin = busy();
        twin.advance("1h");
        assert_eq!(count(&get(&twin, json!({ "Unit": "Percent" }))), 11);
        let other = json!([{ "Name": "InstanceType", "Value": "t3.micro" }]);
        for nothing in [
            json!({ "Unit": "Count" }),
            json!({ "MetricName": "NetworkIn" }),
            json!({ "Namespace": "AWS/EBS" }),
            json!({ "Dimensions": [] }),
            json!({ "Dimensions": other }),
        ] {
            assert_eq!(get(&twin, nothing.clone()).json()["Datapoints"], json!([]), "{nothing}");
        }
    }
}

mod validation {
    use super::*;

    #[track_caller]
    fn refused(changes: Value, code: &str, text: &str) {
        assert_eq!(refusal(&get(&Twin::empty(), changes)), (code.to_owned(), text.to_owned()));
    }

    #[test]
    fn the_texts_are_those_of_aws() {
        let value = "InvalidParameterValue";
        let text = "You have requested up to 1445 datapoints, which exceeds the limit of 1440. You may reduce the datapoints \
                    requested by increasing Period, or decreasing the time range.";
        refused(json!({ "EndTime": "2026-11-22T08:05:00Z", "Period": 60 }), "InvalidParameterCombination", text);
        let text = "The parameter StartTime must be less than the parameter EndTime.";
        refused(json!({ "EndTime": "2026-11-21T08:00:00Z" }), value, text);
        refused(json!({ "Period": 7 }), value, "The parameter Period must be a value in the set [1, 5, 10, 20, 30].");
        let text = "The parameter Statistics.member.1.<list element> must be a value in the set [SampleCount, Average, Sum, \
                    Minimum, Maximum].";
        refused(json!({ "Statistics": ["Median"] }), value, text);
        let text = "The value p101 for parameter ExtendedStatistics.member.1.<list element> is not supported.";
        refused(json!({ "ExtendedStatistics": ["p101"] }), value, text);
        let text = "Must specify either Statistics or ExtendedStatistics";
        refused(json!({ "Statistics": [] }), "InvalidParameterCombination", text);
    }

    #[test]
    fn what_is_missing_or_wrong() {
        refused(json!({ "Namespace": null }), "MissingParameter", "The parameter Namespace is required.");
        let text = "The parameter Dimensions.member.1.Value is required.";
        refused(json!({ "Dimensions": [{ "Name": "InstanceId" }] }), "MissingParameter", text);
        for wrong in [
            json!({ "Period": 90 }),
            json!({ "Period": "x" }),
            json!({ "StartTime": "noon" }),
            json!({ "Period": -60 }),
        ] {
            assert_eq!(refusal(&get(&Twin::empty(), wrong)).0, "InvalidParameterValue");
        }
        assert_eq!(refusal(&get(&Twin::empty(), json!({ "Unit": "Credits" }))).0, "ValidationError");
        assert_eq!(refusal(&get(&Twin::empty(), json!({ "MetricName": "x".repeat(256) }))).0, "ValidationError");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn balances_follow_the_load() {
        let twin = busy();
        twin.ec2(&format!(
            "ModifyInstanceCreditSpecification&InstanceCreditSpecification.1.InstanceId={BUSY}\
             &InstanceCreditSpecification.1.CpuCredits=unlimited"
        ))
        .ok();
        twin.advance("21m");
        let end = "2026-11-21T09:00:00Z";
        let of = |metric, statistic| statistics(&twin, BUSY, metric, statistic, end);
        let at = |values: &[f64]| {
            let stamps = ["08:05", "08:10", "08:15", "08:20"].map(str::to_owned);
            stamps.into_iter().zip(values.iter().copied()).collect::<Vec<_>>()
        };
        // It spends 0.8 credits a minute, and earns 0.2.
        assert_eq!(of("CPUSurplusCreditBalance", "Average"), at(&[3.0, 6.0, 9.0, 12.0]));
        assert_eq!(of("CPUCreditUsage", "Sum"), at(&[4.0; 4]));
        assert_eq!(of("CPUCreditBalance", "Minimum"), at(&[0.0; 4]));
        assert_eq!(of("CPUSurplusCreditsCharged", "Sum"), at(&[0.0; 4]));
        assert_eq!(of("CPUUtilization", "Average"), at(&[40.0; 4]));
    }

    #[test]
    fn detailed_monitoring_has_minutes_and_checks_always_have() {
        let twin = busy();
        twin.advance("1h");
        let minutes = |metric: &str| count(&get(&twin, json!({ "Period": 60, "MetricName": metric })));
        assert_eq!((minutes("CPUUtilization"), minutes("StatusCheckFailed")), (11, 59));
        twin.ec2(&format!("MonitorInstances&InstanceId.1={BUSY}")).ok();
        twin.advance("10s");
        assert_eq!((minutes("CPUUtilization"), minutes("CPUCreditUsage")), (59, 11));
    }

    #[test]
    fn an_end_within_a_minute_leaves_it_out() {
        let twin = busy();
        twin.advance("2h");
        let until =
            |end: &str| count(&get(&twin, json!({ "MetricName": "StatusCheckFailed", "Period": 60, "EndTime": end })));
        assert_eq!([until("2026-11-21T08:09:59Z"), until("2026-11-21T08:10:00Z")], [8, 9]);
    }

    #[test]
    fn what_is_old_is_only_there_in_longer_periods() {
        let twin = busy();
        twin.advance(&format!("{}h", 20 * 24));
        let points = |period: i64| count(&get(&twin, json!({ "Period": period })));
        assert_eq!([points(60), points(300), points(3600)], [0, 11, 1]);
        twin.advance(&format!("{}h", 50 * 24));
        assert_eq!([points(300), points(3600)], [0, 1]);
        twin.advance(&format!("{}h", 400 * 24));
        assert_eq!(points(3600), 0);
    }

    #[test]
    fn stopped_instances_have_no_points_and_terminated_ones_keep_theirs() {
        let twin = busy();
        twin.advance("30m");
        twin.ec2(&format!("StopInstances&InstanceId.1={BUSY}")).ok();
        twin.advance("1h");
        assert_eq!(count(&get(&twin, json!({}))), 6);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={BUSY}&InstanceId.2=i-00000000000000002")).ok();
        twin.advance("2h");
        assert!(twin.ec2("DescribeInstances").all("instanceId").is_empty());
        let before = get(&twin, json!({ "MetricName": "CPUCreditUsage" }));
        assert_eq!(count(&before), 6);
        assert_eq!(
            statistics(&twin, "i-00000000000000002", "CPUUtilization", "Average", "2026-11-21T12:00:00Z").len(),
            18
        );
        // A snapshot has them too.
        let saved = twin.app.save_scenario(None).expect("a scenario");
        let again = Twin::with(&saved);
        again.advance("4h");
        assert_eq!(get(&again, json!({ "MetricName": "CPUCreditUsage" })).ok(), before.ok());
    }

    #[test]
    fn a_type_without_credits_has_none_of_their_metrics() {
        let twin = busy();
        let change = |kind: &str| {
            twin.ec2(&format!("StopInstances&InstanceId.1={BUSY}")).ok();
            twin.advance("10m");
            twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={BUSY}&InstanceType.Value={kind}")).ok();
            twin.ec2(&format!("StartInstances&InstanceId.1={BUSY}")).ok();
            twin.advance("20m");
        };
        twin.advance("20m");
        change("m5.large");
        let end = "2026-11-21T12:00:00Z";
        let credits = statistics(&twin, BUSY, "CPUCreditBalance", "Average", end);
        assert!(credits.last().is_some_and(|(at, _)| at == "08:20"), "{credits:?}");
        let cpu = statistics(&twin, BUSY, "CPUUtilization", "Average", end);
        assert!(cpu.last().is_some_and(|(at, _)| at == "08:50"), "{cpu:?}");
    }
}
