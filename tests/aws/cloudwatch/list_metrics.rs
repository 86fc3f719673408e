use super::{BUSY, busy, call, refusal};
use crate::support::Twin;
use serde_json::{Value, json};

fn list(twin: &Twin, body: &Value) -> Vec<String> {
    let metrics = call(twin, "ListMetrics", body).json()["Metrics"].as_array().expect("a list").clone();
    let name = |metric: &Value| {
        let dimension = metric["Dimensions"][0]["Value"].as_str().expect("an id");
        format!("{} {}", metric["MetricName"].as_str().expect("a name"), &dimension[dimension.len() - 1..])
    };
    metrics.iter().map(name).collect()
}

mod reading {
    use super::*;

    #[test]
    fn all_metrics_of_the_instances() {
        let twin = busy();
        twin.advance("10m");
        let all = list(&twin, &json!({}));
        insta::assert_snapshot!(all.join("\n"), @"
        CPUCreditBalance 1
        CPUCreditUsage 1
        CPUSurplusCreditBalance 1
        CPUSurplusCreditsCharged 1
        CPUUtilization 1
        StatusCheckFailed 1
        StatusCheckFailed_Instance 1
        StatusCheckFailed_System 1
        CPUUtilization 2
        StatusCheckFailed 2
        StatusCheckFailed_Instance 2
        StatusCheckFailed_System 2
        ");
    }

    #[test]
    fn by_name_and_dimension() {
        let twin = busy();
        twin.advance("10m");
        assert_eq!(list(&twin, &json!({ "MetricName": "CPUUtilization" })), ["CPUUtilization 1", "CPUUtilization 2"]);
        assert_eq!(list(&twin, &json!({ "Namespace": "AWS/EBS" })), [""; 0]);
        let of = |dimension: Value| list(&twin, &json!({ "Dimensions": [dimension], "Namespace": "AWS/EC2" })).len();
        assert_eq!(of(json!({ "Name": "InstanceId" })), 12);
        assert_eq!(of(json!({ "Name": "InstanceId", "Value": BUSY })), 8);
        assert_eq!(of(json!({ "Name": "InstanceId", "Value": "i-0000000000000000f" })), 0);
        assert_eq!(of(json!({ "Name": "ImageId" })), 0);
    }
}

mod validation {
    use super::*;

    #[test]
    fn tokens_and_times() {
        let twin = Twin::empty();
        let (code, text) = refusal(&call(&twin, "ListMetrics", &json!({ "NextToken": "!" })));
        assert_eq!((&*code, &*text), ("InvalidParameterValue", "Request parameter NextToken is invalid"));
        assert_eq!(refusal(&call(&twin, "ListMetrics", &json!({ "RecentlyActive": "PT4H" }))).0, "ValidationError");
        assert_eq!(refusal(&call(&twin, "ListMetrics", &json!({ "OwningAccount": "1" }))).0, "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn pages_have_500() {
        let twin = Twin::empty();
        let launch = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=100&MaxCount=100";
        twin.ec2(launch).ok();
        twin.advance("10m");
        let first = call(&twin, "ListMetrics", &json!({})).json();
        // Eight metrics each, and all of an instance on one page.
        assert_eq!(first["Metrics"].as_array().map(Vec::len), Some(496));
        let second = call(&twin, "ListMetrics", &json!({ "NextToken": first["NextToken"] })).json();
        assert_eq!(second["Metrics"].as_array().map(Vec::len), Some(304));
        assert_eq!(second["NextToken"], Value::Null);
    }

    #[test]
    fn only_what_had_data_lately() {
        let twin = busy();
        let recent =
            |hours| list(&twin, &if hours == 3 { json!({ "RecentlyActive": "PT3H" }) } else { json!({}) }).len();
        assert_eq!(recent(0), 0, "there is no point yet");
        twin.advance("5m");
        assert_eq!((recent(0), recent(3)), (12, 12));
        twin.ec2(&format!("StopInstances&InstanceId.1={BUSY}")).ok();
        twin.advance("4h");
        assert_eq!((recent(0), recent(3)), (12, 4));
        twin.advance("336h");
        assert_eq!(recent(0), 4);
    }
}
