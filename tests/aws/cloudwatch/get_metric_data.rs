use super::{BUSY, busy, call, refusal};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

fn get(twin: &Twin, queries: &Value, changes: &Value) -> Answer {
    let mut body = json!({
        "MetricDataQueries": queries, "StartTime": "2026-11-21T08:00:00Z", "EndTime": "2026-11-21T08:30:00Z",
        "ScanBy": "TimestampAscending",
    });
    for (name, value) in changes.as_object().expect("changes") {
        body[name] = value.clone();
    }
    call(twin, "GetMetricData", &body)
}

/// A query for a metric of the busy instance.
fn metric(id: &str, name: &str, stat: &str, period: i64) -> Value {
    json!({ "Id": id, "MetricStat": {
        "Metric": { "Namespace": "AWS/EC2", "MetricName": name, "Dimensions": [{ "Name": "InstanceId", "Value": BUSY }] },
        "Period": period, "Stat": stat,
    } })
}

fn values(answer: &Answer) -> Vec<Value> {
    let results = answer.json()["MetricDataResults"].as_array().expect("a list").clone();
    results.iter().map(|result| result["Values"].clone()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn metrics_and_an_expression() {
        let twin = busy();
        twin.advance("16m");
        let queries = json!([
            metric("used", "CPUCreditUsage", "Sum", 300),
            { "Id": "rate", "Expression": "used / PERIOD_IN_MINUTES", "ReturnData": false },
            { "Id": "twice", "Expression": "used * 2", "Label": "Twice" },
        ]);
        let mut queries = queries.as_array().expect("a list").clone();
        queries.remove(1);
        insta::assert_snapshot!(get(&twin, &json!(queries), &json!({})).ok(), @r#"{"MetricDataResults":[{"Id":"used","Label":"CPUCreditUsage","Timestamps":[1795248300.0,1795248600.0,1795248900.0],"Values":[4.0,4.0,4.0],"StatusCode":"Complete"},{"Id":"twice","Label":"Twice","Timestamps":[1795248300.0,1795248600.0,1795248900.0],"Values":[8.0,8.0,8.0],"StatusCode":"Complete"}],"Messages":[]}"#);
    }

    #[test]
    fn labels_say_what_differs() {
        let twin = busy();
        let labels = |queries: Value| {
            let results =
                get(&twin, &queries, &json!({})).json()["MetricDataResults"].as_array().expect("a list").clone();
            results.iter().map(|result| result["Label"].as_str().expect("a label").to_owned()).collect::<Vec<_>>()
        };
        let one = |stat, period| metric(if stat == "Sum" { "a" } else { "b" }, "CPUUtilization", stat, period);
        assert_eq!(labels(json!([one("Sum", 300)])), ["CPUUtilization"]);
        assert_eq!(
            labels(json!([one("Sum", 300), one("Average", 300)])),
            ["CPUUtilization Sum", "CPUUtilization Average"]
        );
        assert_eq!(
            labels(json!([one("Sum", 60), one("Average", 300)])),
            ["CPUUtilization Sum 60", "CPUUtilization Average 300"]
        );
        assert_eq!(labels(json!([{ "Id": "e", "Expression": "SUM(METRICS())" }])), ["e"]);
    }

    #[test]
    fn expressions() {
        let twin = busy();
        twin.advance("16m");
        let of = |expression: &str| {
            let queries = json!([
                { "Id": "e", "Expression": expression },
                metric("m1", "CPUUtilization", "Average", 300),
                metric("m2", "CPUCreditUsage", "Sum", 300),
            ]);
            values(&get(&twin, &queries, &json!({}))).remove(0)
        };
        let used = 4.0;
        assert_eq!(of("m1 + m2"), json!([40.0 + used, 40.0 + used, 40.0 + used]).clone());
        assert_eq!(of("SUM(METRICS())"), of("m1 + m2"));
        assert_eq!(of("IF(m1 > 30, 1, 0)"), json!([1.0, 1.0, 1.0]));
        assert_eq!(of("FILL(m1, 0)").as_array().map(Vec::len), Some(4), "from the start to now");
        assert_eq!(of("RATE(m1)"), json!([0.0, 0.0]));
        assert_eq!(of("m1 - AVG(m1)"), json!([0.0, 0.0, 0.0]));
    }
}

mod validation {
    use super::*;

    #[track_caller]
    fn refused(queries: Value, changes: Value, text: &str) {
        let wanted = ("ValidationError".to_owned(), text.to_owned());
        assert_eq!(refusal(&get(&Twin::empty(), &queries, &changes)), wanted);
    }

    #[test]
    fn the_texts_are_those_of_aws() {
        let one = || metric("m1", "CPUUtilization", "Average", 300);
        refused(json!([one(), one()]), json!({}), "The values for parameter id in MetricDataQueries are not unique.");
        let text = "The value for parameter MetricDataQueries.member.1.Id is not matching the expected pattern \
                    ^[a-z][a-zA-Z0-9_]*$.";
        refused(json!([metric("M1", "CPUUtilization", "Average", 300)]), json!({}), text);
        let mut both = one();
        both["Expression"] = json!("1");
        let text = "The parameters MetricDataQueries.member.1.Expression and MetricDataQueries.member.1.MetricStat are mutually \
                    exclusive and you have specified both.";
        refused(json!([both]), json!({}), text);
        refused(
            json!([{ "Id": "a" }]),
            json!({}),
            "The parameter MetricDataQueries.member.1.MetricStat is required.\n",
        );
        let text = "The value for parameter MetricDataQueries.member.1.MetricStat.Stat is not a valid statistic.";
        refused(json!([metric("m1", "CPUUtilization", "Median", 300)]), json!({}), text);
        let text = "Error in expression 'bad': Function 'NOT_A_FUNCTION' not found";
        refused(json!([{ "Id": "bad", "Expression": "NOT_A_FUNCTION(m1)" }]), json!({}), text);
        let text = "The parameter EndTime must be greater than StartTime.";
        refused(json!([one()]), json!({ "StartTime": "2026-11-21T09:00:00Z" }), text);
        let text = "The parameter StartTime must not equal parameter EndTime.";
        refused(json!([one()]), json!({ "EndTime": "2026-11-21T08:00:00Z" }), text);
    }

    #[test]
    fn what_is_not_here_is_refused_openly() {
        let twin = Twin::empty();
        for expression in [
            "SEARCH('{AWS/EC2,InstanceId}', 'Average')",
            "SELECT AVG(CPUUtilization) FROM \"AWS/EC2\"",
            "ANOMALY_DETECTION_BAND(m1)",
        ] {
            let (code, text) = refusal(&get(&twin, &json!([{ "Id": "e", "Expression": expression }]), &json!({})));
            assert_eq!(code, "UnsupportedOperation");
            assert!(text.starts_with("The parameter Expression with "), "{text}");
        }
        let label = json!([{ "Id": "e", "Expression": "m1", "Label": "${LAST}" }]);
        assert_eq!(refusal(&get(&twin, &label, &json!({}))).0, "UnsupportedOperation");
    }

    #[test]
    fn tokens_numbers_and_circles() {
        let twin = Twin::empty();
        let one = json!([metric("m1", "CPUUtilization", "Average", 300)]);
        for token in ["!", "MQ", "MToyOjM6NA"] {
            assert_eq!(
                refusal(&get(&twin, &one, &json!({ "NextToken": token }))),
                ("InvalidNextToken".into(), String::new())
            );
        }
        for max in [0, -1, 100_801] {
            assert_eq!(refusal(&get(&twin, &one, &json!({ "MaxDatapoints": max }))).0, "ValidationError");
        }
        assert_eq!(refusal(&get(&twin, &one, &json!({ "ScanBy": "Up" }))).0, "ValidationError");
        let many: Vec<_> = (0..501).map(|n| metric(&format!("m{n}"), "CPUUtilization", "Average", 300)).collect();
        assert_eq!(refusal(&get(&twin, &json!(many), &json!({}))).0, "ValidationError");
        let circle = json!([{ "Id": "a", "Expression": "b + 1" }, { "Id": "b", "Expression": "a" }]);
        assert_eq!(refusal(&get(&twin, &circle, &json!({}))).1, "Error in expression 'b': It is a part of itself");
        assert_eq!(refusal(&get(&twin, &json!([]), &json!({}))).0, "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_latest_comes_first_unless_asked_otherwise() {
        let twin = busy();
        twin.advance("16m");
        let queries = json!([metric("m1", "CPUCreditBalance", "Average", 300)]);
        let up = values(&get(&twin, &queries, &json!({}))).remove(0);
        let mut down =
            values(&get(&twin, &queries, &json!({ "ScanBy": null }))).remove(0).as_array().expect("a list").clone();
        down.reverse();
        assert_eq!(up, Value::Array(down));
    }

    #[test]
    fn values_come_in_pages() {
        let twin = busy();
        twin.advance("26m");
        let queries = json!([
            metric("m1", "CPUUtilization", "Average", 300),
            metric("m2", "NetworkIn", "Average", 300),
            metric("m3", "CPUCreditUsage", "Sum", 300),
        ]);
        let (mut seen, mut token, mut sizes) = (Vec::new(), Value::Null, Vec::new());
        loop {
            let page = get(&twin, &queries, &json!({ "MaxDatapoints": 2, "NextToken": token })).json();
            let results = page["MetricDataResults"].as_array().expect("a list");
            let size: usize = results.iter().map(|result| result["Values"].as_array().map_or(0, Vec::len)).sum();
            sizes.push(size);
            seen.extend(
                results
                    .iter()
                    .map(|result| (result["Id"].clone(), result["StatusCode"].clone(), result["Values"].clone())),
            );
            token = page["NextToken"].clone();
            if token.is_null() {
                break;
            }
        }
        assert_eq!(sizes, [2, 2, 2, 2, 2]);
        let of = |id: &str| {
            let mine = seen.iter().filter(|(of, ..)| of == id);
            mine.flat_map(|(.., values)| values.as_array().expect("a list").clone()).collect::<Vec<_>>()
        };
        assert_eq!((of("m1"), of("m2").len(), of("m3")), (vec![json!(40.0); 5], 0, vec![json!(4.0); 5]));
        let complete = |id: &str| seen.iter().filter(|(of, status, _)| of == id && status == "Complete").count();
        assert_eq!(["m1", "m2", "m3"].map(complete), [1, 1, 1]);
    }

    #[test]
    fn another_account_is_forbidden() {
        let twin = busy();
        let mut query = metric("m1", "CPUUtilization", "Average", 300);
        query["AccountId"] = json!("999999999999");
        insta::assert_snapshot!(get(&twin, &json!([query]), &json!({})).ok(), @r#"{"MetricDataResults":[{"Id":"m1","Label":"CPUUtilization","Timestamps":[],"Values":[],"StatusCode":"Forbidden","Messages":[{"Code":"Forbidden","Value":"Access denied when getting data - please check that this account and the requested metric account are linked"}]}],"Messages":[]}"#);
    }
}
