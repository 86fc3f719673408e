//! The life of an `aws_cloudwatch_metric_alarm` as Terraform's provider 5.100 calls it, recorded from it.

use super::{BUSY, arn, busy, query};
use crate::support::{Answer, Twin};

/// What the provider sends of an alarm on the credits of an instance.
fn put(twin: &Twin, threshold: u32) -> Answer {
    query(
        twin,
        &format!(
            "PutMetricAlarm&ActionsEnabled=true&AlarmActions.member.1=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Atopic\
             &AlarmDescription=few+credits&AlarmName=credits&ComparisonOperator=LessThanThreshold&DatapointsToAlarm=1\
             &Dimensions.member.1.Name=InstanceId&Dimensions.member.1.Value={BUSY}&EvaluationPeriods=2\
             &MetricName=CPUCreditBalance&Namespace=AWS%2FEC2&Period=300&Statistic=Minimum&Tags.member.1.Key=team\
             &Tags.member.1.Value=a&Threshold={threshold}&TreatMissingData=missing"
        ),
    )
}

fn describe(twin: &Twin) -> Answer {
    query(twin, "DescribeAlarms&AlarmNames.member.1=credits&AlarmTypes.member.1=MetricAlarm")
}

fn tags(twin: &Twin) -> Vec<String> {
    query(twin, &format!("ListTagsForResource&ResourceARN={}", arn("credits"))).all("Value")
}

/// What the provider compares with what it was told.
#[track_caller]
fn assert_no_drift(twin: &Twin, threshold: &str) {
    let answer = describe(twin);
    for (element, wanted) in [
        ("AlarmName", "credits"),
        ("AlarmDescription", "few credits"),
        ("ActionsEnabled", "true"),
        ("ComparisonOperator", "LessThanThreshold"),
        ("DatapointsToAlarm", "1"),
        ("EvaluationPeriods", "2"),
        ("MetricName", "CPUCreditBalance"),
        ("Namespace", "AWS/EC2"),
        ("Period", "300"),
        ("Statistic", "Minimum"),
        ("Threshold", threshold),
        ("TreatMissingData", "missing"),
        ("Name", "InstanceId"),
        ("Value", BUSY),
    ] {
        assert_eq!(answer.one(element), wanted, "{element}");
    }
    // What it was not told is not there, or empty.
    for element in ["Unit", "ExtendedStatistic", "EvaluateLowSampleCountPercentile", "ThresholdMetricId"] {
        assert!(answer.all(element).is_empty(), "{element}");
    }
    assert_eq!((answer.one("OKActions"), answer.one("InsufficientDataActions")), (String::new(), String::new()));
    assert_eq!(answer.one("AlarmArn"), arn("credits"));
}

#[test]
fn the_life_of_an_alarm() {
    let twin = busy();
    put(&twin, 10).ok();
    assert_no_drift(&twin, "10");
    assert_eq!(tags(&twin), ["a"]);
    // The state is not part of it.
    twin.advance("20m");
    assert_eq!(describe(&twin).one("StateValue"), "ALARM");
    assert_no_drift(&twin, "10");
    query(
        &twin,
        &format!(
            "TagResource&ResourceARN={}&Tags.member.1.Key=more&Tags.member.1.Value=c&Tags.member.2.Key=team\
             &Tags.member.2.Value=b",
            arn("credits")
        ),
    )
    .ok();
    put(&twin, 20).ok();
    assert_no_drift(&twin, "20");
    assert_eq!(tags(&twin), ["c", "b"]);
    query(&twin, "DeleteAlarms&AlarmNames.member.1=credits").ok();
    assert!(describe(&twin).all("AlarmName").is_empty());
}
