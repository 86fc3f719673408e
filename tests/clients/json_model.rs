//! The models of AWS's services beside EC2. Answers are looked at where they are JSON.

use super::model::{answers_are_those_of_the_model, json_paths, parameters_are_those_of_the_model};
use crate::support::Twin;
use std::collections::BTreeSet;
use twinstance::aws::{cloudwatch, iam, ssm, sts};
use twinstance::operation::Entry;

/// Of every operation of CloudWatch: its name, and its parameters after the first `&`.
const CLOUDWATCH_CALLS: &[&str] = &[
    r#"PutMetricData&{"Namespace":"own","MetricData":[{"MetricName":"m","Value":1.0,"Dimensions":[{"Name":"a","Value":"b"}]}]}"#,
    r#"ListMetrics&{}"#,
    r#"GetMetricStatistics&{"Namespace":"own","MetricName":"m","Dimensions":[{"Name":"a","Value":"b"}],"StartTime":1795248000,"EndTime":1795250000,"Period":60,"Statistics":["Average","Sum","SampleCount","Minimum","Maximum"]}"#,
    r#"GetMetricData&{"StartTime":1795248000,"EndTime":1795250000,"MetricDataQueries":[{"Id":"a","MetricStat":{"Metric":{"Namespace":"own","MetricName":"m"},"Period":60,"Stat":"Sum"}}]}"#,
    r#"PutMetricAlarm&{"AlarmName":"one","AlarmDescription":"d","Namespace":"own","MetricName":"m","Dimensions":[{"Name":"a","Value":"b"}],"Statistic":"Average","Period":300,"EvaluationPeriods":1,"DatapointsToAlarm":1,"Threshold":1.0,"ComparisonOperator":"GreaterThanThreshold","TreatMissingData":"ignore","Unit":"Count","OKActions":["arn:aws:sns:us-east-1:123456789012:one"],"AlarmActions":["arn:aws:sns:us-east-1:123456789012:one"],"InsufficientDataActions":["arn:aws:sns:us-east-1:123456789012:one"],"Tags":[{"Key":"k","Value":"v"}]}"#,
    r#"PutMetricAlarm&{"AlarmName":"two","Namespace":"own","MetricName":"m","ExtendedStatistic":"p90","Period":300,"EvaluationPeriods":1,"Threshold":1.0,"ComparisonOperator":"GreaterThanThreshold","EvaluateLowSampleCountPercentile":"ignore"}"#,
    r#"SetAlarmState&{"AlarmName":"one","StateValue":"ALARM","StateReason":"because","StateReasonData":"{}"}"#,
    r#"DisableAlarmActions&{"AlarmNames":["one"]}"#,
    r#"EnableAlarmActions&{"AlarmNames":["one"]}"#,
    r#"DescribeAlarms&{}"#,
    r#"DescribeAlarmsForMetric&{"Namespace":"own","MetricName":"m"}"#,
    r#"DescribeAlarmHistory&{}"#,
    r#"TagResource&{"ResourceARN":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:one","Tags":[{"Key":"k","Value":"v"}]}"#,
    r#"ListTagsForResource&{"ResourceARN":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:one"}"#,
    r#"UntagResource&{"ResourceARN":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:one","TagKeys":["k"]}"#,
    r#"DeleteAlarms&{"AlarmNames":["one","two"]}"#,
];

/// The same of Systems Manager.
const SSM_CALLS: &[&str] = &[
    r#"GetParameter&{"Name":"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"}"#,
    r#"GetParameters&{"Names":["/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64","/none"]}"#,
    r#"GetParametersByPath&{"Path":"/aws/service/ami-amazon-linux-latest","Recursive":true,"MaxResults":1}"#,
];

/// The same of STS. There is the role `model`.
const STS_CALLS: &[&str] = &[
    "GetCallerIdentity&{}",
    "GetSessionToken&{}",
    r#"AssumeRole&{"RoleArn":"arn:aws:iam::123456789012:role/model","RoleSessionName":"one","SourceIdentity":"me"}"#,
];

fn assert_answers(service: &str, target: &str, scope: &str, operations: &[Entry], calls: &[&str]) {
    let twin = Twin::empty();
    let role = "Version=2010-05-08&Action=CreateRole&RoleName=model&AssumeRolePolicyDocument=%7B%7D";
    let signed = "AWS4-HMAC-SHA256 Credential=K/20261121/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0";
    twin.request("POST", "", &[("authorization", signed)], role).ok();
    let paths = |call: &str| {
        let (action, body) = call.split_once('&').expect("an action, and its parameters");
        let (target, scope) = (format!("{target}{action}"), format!("us-east-1/{scope}/aws4_request"));
        let signed = format!("AWS4-HMAC-SHA256 Credential=K/20261121/{scope}, SignedHeaders=host, Signature=0");
        let headers =
            [("x-amz-target", &*target), ("authorization", &*signed), ("content-type", "application/x-amz-json-1.1")];
        let answer = twin.request("POST", "", &headers, body);
        let mut paths = BTreeSet::new();
        answer.ok();
        if !answer.0.body.is_empty() {
            json_paths(&answer.json(), "", &mut paths);
        }
        paths
    };
    answers_are_those_of_the_model(service, operations, calls, paths);
}

#[test]
fn cloudwatch_parameters() {
    parameters_are_those_of_the_model("cloudwatch", cloudwatch::OPERATIONS);
}

#[test]
fn cloudwatch_answers() {
    assert_answers("cloudwatch", cloudwatch::TARGET, "monitoring", cloudwatch::OPERATIONS, CLOUDWATCH_CALLS);
}

#[test]
fn iam_parameters() {
    parameters_are_those_of_the_model("iam", iam::OPERATIONS);
}

#[test]
fn ssm_parameters() {
    parameters_are_those_of_the_model("ssm", ssm::OPERATIONS);
}

#[test]
fn ssm_answers() {
    assert_answers("ssm", ssm::TARGET, "ssm", ssm::OPERATIONS, SSM_CALLS);
}

#[test]
fn sts_parameters() {
    parameters_are_those_of_the_model("sts", sts::OPERATIONS);
}

#[test]
fn sts_answers() {
    assert_answers("sts", sts::TARGET, "sts", sts::OPERATIONS, STS_CALLS);
}
