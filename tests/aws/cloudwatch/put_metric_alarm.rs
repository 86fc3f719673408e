use super::{BUSY, alarm, busy, call, names, put, query, refusal, state};
use crate::support::Twin;
use serde_json::{Value, json};

const STOP: &str = "arn:aws:automate:us-east-1:ec2:stop";
const TOPIC: &str = "arn:aws:sns:us-east-1:123456789012:topic";

fn instance_state(twin: &Twin) -> String {
    twin.ec2(&format!("DescribeInstanceStatus&IncludeAllInstances=true&InstanceId.1={BUSY}")).all("name").swap_remove(0)
}

/// The alarm events, each as its old and new state.
fn events(twin: &Twin) -> Vec<Value> {
    let answer = crate::limits::send(twin, "GET", "/_twin/events?detail-type=CloudWatch+Alarm+State+Change", "").text();
    let events: Value = serde_json::from_str(&answer).expect("JSON");
    events["events"].as_array().expect("a list").clone()
}

mod reading {
    use super::*;

    #[test]
    fn a_new_alarm() {
        let twin = busy();
        assert_eq!(put(&twin, "credits", json!({})).ok(), "{}");
        insta::assert_snapshot!(alarm(&twin, "credits"), @r#"{"ActionsEnabled":true,"AlarmActions":[],"AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:credits","AlarmConfigurationUpdatedTimestamp":1795248000.0,"AlarmName":"credits","ComparisonOperator":"LessThanThreshold","Dimensions":[{"Name":"InstanceId","Value":"i-00000000000000001"}],"EvaluationPeriods":1,"InsufficientDataActions":[],"MetricName":"CPUCreditBalance","Namespace":"AWS/EC2","OKActions":[],"Period":300,"StateReason":"Unchecked: Initial alarm creation","StateTransitionedTimestamp":1795248000.0,"StateUpdatedTimestamp":1795248000.0,"StateValue":"INSUFFICIENT_DATA","Statistic":"Average","Threshold":1.0}"#);
    }

    #[test]
    fn all_that_can_be_said() {
        let twin = busy();
        let all = json!({
            "AlarmDescription": "", "ActionsEnabled": false, "OKActions": [TOPIC], "AlarmActions": [STOP, TOPIC],
            "InsufficientDataActions": [TOPIC], "Statistic": null, "ExtendedStatistic": "p90", "Unit": "Count",
            "EvaluationPeriods": 3, "DatapointsToAlarm": 2, "TreatMissingData": "notBreaching",
            "EvaluateLowSampleCountPercentile": "ignore", "Tags": [{ "Key": "team", "Value": "" }],
        });
        let answer = put(&twin, "credits", all);
        assert_eq!(
            answer.header("x-twinstance-ignored"),
            Some("AlarmActions.2, InsufficientDataActions.1, OKActions.1")
        );
        insta::assert_snapshot!(alarm(&twin, "credits"), @r#"{"ActionsEnabled":false,"AlarmActions":["arn:aws:automate:us-east-1:ec2:stop","arn:aws:sns:us-east-1:123456789012:topic"],"AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:credits","AlarmConfigurationUpdatedTimestamp":1795248000.0,"AlarmDescription":"","AlarmName":"credits","ComparisonOperator":"LessThanThreshold","DatapointsToAlarm":2,"Dimensions":[{"Name":"InstanceId","Value":"i-00000000000000001"}],"EvaluateLowSampleCountPercentile":"ignore","EvaluationPeriods":3,"ExtendedStatistic":"p90","InsufficientDataActions":["arn:aws:sns:us-east-1:123456789012:topic"],"MetricName":"CPUCreditBalance","Namespace":"AWS/EC2","OKActions":["arn:aws:sns:us-east-1:123456789012:topic"],"Period":300,"StateReason":"Unchecked: Initial alarm creation","StateTransitionedTimestamp":1795248000.0,"StateUpdatedTimestamp":1795248000.0,"StateValue":"INSUFFICIENT_DATA","Threshold":1.0,"TreatMissingData":"notBreaching","Unit":"Count"}"#);
    }

    #[test]
    fn the_query_protocol_has_no_result() {
        let twin = busy();
        let answer = query(
            &twin,
            &format!(
                "PutMetricAlarm&AlarmName=a&Namespace=AWS/EC2&MetricName=CPUCreditBalance&Dimensions.member.1.Name=InstanceId\
             &Dimensions.member.1.Value={BUSY}&Statistic=Average&Period=300&EvaluationPeriods=1&Threshold=1.5\
             &ComparisonOperator=LessThanThreshold&AlarmActions.member.1={STOP}"
            ),
        );
        insta::assert_snapshot!(answer.anonymous(), @r#"<PutMetricAlarmResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ResponseMetadata><RequestId></RequestId></ResponseMetadata></PutMetricAlarmResponse>"#);
        assert_eq!(alarm(&twin, "a")["AlarmActions"], json!([STOP]));
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be() {
        let twin = busy();
        for (changes, code) in [
            (json!({ "Period": 7 }), "ValidationError"),
            (json!({ "Period": 90 }), "ValidationError"),
            (json!({ "EvaluationPeriods": 0 }), "ValidationError"),
            (json!({ "EvaluationPeriods": 289 }), "ValidationError"),
            (json!({ "DatapointsToAlarm": 2 }), "ValidationError"),
            (json!({ "Statistic": "Median" }), "ValidationError"),
            (json!({ "Statistic": null, "ExtendedStatistic": "p101" }), "ValidationError"),
            (json!({ "ExtendedStatistic": "p50" }), "InvalidParameterCombination"),
            (json!({ "Statistic": null }), "MissingParameter"),
            (json!({ "Threshold": null }), "MissingParameter"),
            (json!({ "Threshold": "NaN" }), "ValidationError"),
            (json!({ "ComparisonOperator": "Equal" }), "ValidationError"),
            (json!({ "TreatMissingData": "zero" }), "ValidationError"),
            (json!({ "EvaluateLowSampleCountPercentile": "x" }), "ValidationError"),
            (json!({ "Unit": "Credits" }), "ValidationError"),
            (json!({ "AlarmActions": ["stop"] }), "ValidationError"),
            (json!({ "AlarmActions": vec![TOPIC; 6] }), "ValidationError"),
            (json!({ "AlarmActions": [STOP], "Dimensions": [] }), "ValidationError"),
            (
                json!({ "Tags": (0..51).map(|n| json!({ "Key": n.to_string(), "Value": "" })).collect::<Vec<_>>() }),
                "InvalidParameterValue",
            ),
        ] {
            assert_eq!(refusal(&put(&twin, "a", changes.clone())).0, code, "{changes}");
        }
        assert_eq!(refusal(&put(&twin, &"a".repeat(256), json!({}))).0, "ValidationError");
        assert_eq!(alarm(&twin, "a"), Value::Null);
    }

    #[test]
    fn what_is_not_here_is_refused_openly() {
        for changes in [
            json!({ "ComparisonOperator": "GreaterThanUpperThreshold" }),
            json!({ "Metrics": [{ "Id": "e", "Expression": "m1 * 2" }] }),
            json!({ "ThresholdMetricId": "ad1" }),
        ] {
            assert_eq!(refusal(&put(&busy(), "a", changes.clone())).0, "UnsupportedOperation", "{changes}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_judged_within_five_minutes_and_acts() {
        let twin = busy();
        twin.advance("7m");
        put(&twin, "credits", json!({ "AlarmActions": [STOP, TOPIC] })).ok();
        twin.advance("2m");
        assert_eq!((state(&twin, "credits"), instance_state(&twin)), ("INSUFFICIENT_DATA".into(), "running".into()));
        twin.advance("2m");
        let shown = alarm(&twin, "credits");
        assert_eq!(
            shown["StateReason"],
            "Threshold Crossed: 1 datapoint [0.0 (11/21/26 08:10:00)] was less than the threshold (1.0)."
        );
        assert_eq!(shown["StateUpdatedTimestamp"], json!(1_795_248_600.0));
        assert_eq!(instance_state(&twin), "stopped");
        let events = events(&twin);
        assert_eq!(events.len(), 1);
        insta::assert_snapshot!(events[0]["detail"], @r#"{"actions":["arn:aws:automate:us-east-1:ec2:stop","arn:aws:sns:us-east-1:123456789012:topic"],"alarmName":"credits","configuration":{"metrics":[{"id":"m1","metricStat":{"metric":{"dimensions":{"InstanceId":"i-00000000000000001"},"name":"CPUCreditBalance","namespace":"AWS/EC2"},"period":300,"stat":"Average"},"returnData":true}]},"previousState":{"reason":"Unchecked: Initial alarm creation","value":"INSUFFICIENT_DATA"},"state":{"reason":"Threshold Crossed: 1 datapoint [0.0 (11/21/26 08:10:00)] was less than the threshold (1.0).","reasonData":"{\"evaluatedDatapoints\":[{\"timestamp\":\"2026-11-21T08:10:00.000+0000\",\"value\":0.0}],\"period\":300,\"queryDate\":\"2026-11-21T08:10:00.000+0000\",\"recentDatapoints\":[0.0],\"startDate\":\"2026-11-21T08:10:00.000+0000\",\"statistic\":\"Average\",\"threshold\":1.0,\"version\":\"1.0\"}","timestamp":"2026-11-21T08:10:00.000+0000","value":"ALARM"}}"#);
        assert_eq!(
            (&events[0]["source"], &events[0]["time"]),
            (&json!("aws.cloudwatch"), &json!("2026-11-21T08:10:00Z"))
        );
        // It has no data any more.
        twin.advance("30m");
        assert_eq!(state(&twin, "credits"), "INSUFFICIENT_DATA");
    }

    #[test]
    fn protected_instances_and_disabled_actions_stay() {
        let twin = busy();
        twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={BUSY}&DisableApiTermination.Value=true")).ok();
        let terminate = "arn:aws:automate:us-east-1:ec2:terminate";
        put(&twin, "a", json!({ "AlarmActions": [terminate] })).ok();
        put(&twin, "b", json!({ "AlarmActions": [STOP], "ActionsEnabled": false })).ok();
        twin.advance("11m");
        assert_eq!(
            (state(&twin, "a"), state(&twin, "b"), instance_state(&twin)),
            ("ALARM".into(), "ALARM".into(), "running".into())
        );
        twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={BUSY}&DisableApiTermination.Value=false")).ok();
        let swf = "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Terminate/1.0";
        put(&twin, "c", json!({ "AlarmActions": [swf] })).ok();
        twin.advance("11m");
        assert_eq!(instance_state(&twin), "terminated");
    }

    #[test]
    fn another_definition_keeps_state_and_tags() {
        let twin = busy();
        put(&twin, "a", json!({ "Tags": [{ "Key": "k", "Value": "v" }] })).ok();
        twin.advance("6m");
        put(&twin, "a", json!({ "Threshold": -1, "Tags": [{ "Key": "other", "Value": "v" }] })).ok();
        let shown = alarm(&twin, "a");
        assert_eq!((&shown["StateValue"], &shown["Threshold"]), (&json!("ALARM"), &json!(-1.0)));
        let tags = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": super::super::arn("a") }));
        assert_eq!(names(&tags, "Tags", "Key"), ["k"]);
        twin.advance("5m");
        assert_eq!(state(&twin, "a"), "OK");
    }

    #[test]
    fn a_saved_world_goes_on_with_its_alarms() {
        let twin = busy();
        put(&twin, "a", json!({ "Threshold": 0, "ComparisonOperator": "LessThanOrEqualToThreshold" })).ok();
        put(&twin, "b", json!({ "MetricName": "CPUUtilization", "ComparisonOperator": "GreaterThanThreshold" })).ok();
        let saved = twin.app.save_scenario(None).expect("a scenario");
        let again = Twin::with(&saved);
        again.advance("6m");
        assert_eq!([state(&again, "a"), state(&again, "b")], ["ALARM", "ALARM"]);
        let lost = saved.replace("\"Alarms\"", "{ Removal = { id = \"i-1\" } }");
        assert_ne!(lost, saved);
        let config = twinstance::config::Config::from_toml("clock = \"2026-11-21T08:00:00Z\"").map(|mut config| {
            config.scenarios.push(("scenario".to_owned(), lost));
            twinstance::app::App::new(config).err().map(|error| error.to_string())
        });
        let told = config.expect("a configuration").expect("a refusal");
        assert!(told.contains("its alarms are not judged by one event"), "{told}");
    }

    #[test]
    fn nobody_waits_for_alarms() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let events = |twin: &Twin| twin.app.simulation.lock().world.pending_event_count();
        let before = events(&twin);
        let answer = crate::limits::send(&twin, "POST", "/_twin/clock", r#"{"settle":"10m"}"#).text();
        assert!(answer.contains("2026-11-21T08:00:"), "{answer}");
        assert!(events(&twin) <= before && events(&twin) > 0);
        call(&twin, "DeleteAlarms", &json!({ "AlarmNames": ["a"] })).ok();
        assert_eq!(events(&twin), 0);
    }
}
