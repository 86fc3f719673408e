use crate::alibaba::ecs::{in_every_shape, invalid, refusal};
use crate::support::Twin;
use serde_json::Value;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"
    zone = "cn-hangzhou-b"

    [[ecs.instance]]
    id = "i-elsewhere"
    type = "ecs.g6.xlarge"
    zone = "cn-hangzhou-k"

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.2xlarge"
    charge_type = "PrePaid"
"#;

const USED: &str = "used-postpaid-instance-vcpu-count";

#[track_caller]
fn items(twin: &Twin, more: &str) -> Vec<Value> {
    let answer = twin.ecs(&format!("DescribeAccountAttributes&RegionId=cn-hangzhou{more}")).json();
    answer["AccountAttributeItems"]["AccountAttributeItem"].as_array().expect("a list").clone()
}

/// How many vCPUs pay-as-you-go instances have.
#[track_caller]
fn used(twin: &Twin, more: &str) -> String {
    let items = items(twin, &format!("&AttributeName.1={USED}{more}"));
    items[0]["AttributeValues"]["ValueItem"][0]["Value"].as_str().expect("a text").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn two_attributes_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou&AttributeName.1=instance-network-type&AttributeName.2={USED}");
        let body = in_every_shape(WORLD, "DescribeAccountAttributes", &parameters);
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","AccountAttributeItems":{"AccountAttributeItem":[{"AttributeName":"instance-network-type","AttributeValues":{"ValueItem":[{"DiskCategory":"","Value":"vpc","ExpiredTime":"","ZoneId":"","InstanceType":"","Count":0,"InstanceChargeType":""}]}},{"AttributeName":"used-postpaid-instance-vcpu-count","AttributeValues":{"ValueItem":[{"DiskCategory":"","Value":"6","ExpiredTime":"","ZoneId":"","InstanceType":"","Count":0,"InstanceChargeType":""}]}}]}}"#);
    }

    #[test]
    fn an_attribute_in_xml() {
        let call = "DescribeAccountAttributes&RegionId=cn-hangzhou&AttributeName.1=max-dedicated-hosts";
        insta::assert_snapshot!(Twin::empty().ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeAccountAttributesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><AccountAttributeItems><AccountAttributeItem><AttributeName>max-dedicated-hosts</AttributeName><AttributeValues><ValueItem><DiskCategory/><Value>0</Value><ExpiredTime/><ZoneId/><InstanceType/><Count>0</Count><InstanceChargeType/></ValueItem></AttributeValues></AccountAttributeItem></AccountAttributeItems></DescribeAccountAttributesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named() {
        let text = "The required parameter regionId must be not null.";
        assert_eq!(Twin::empty().ecs("DescribeAccountAttributes").error(), refusal(403, "Invalid.Parameter", text));
    }

    #[test]
    fn thirty_names_at_most() {
        let names: String = (1..=31).map(|n| format!("&AttributeName.{n}=max-dedicated-hosts")).collect();
        let answer = Twin::empty().ecs(&format!("DescribeAccountAttributes&RegionId=cn-hangzhou{names}"));
        assert_eq!(answer.error(), invalid("AttributeName"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_vcpus_are_those_that_are_in_use() {
        let twin = Twin::with(WORLD);
        assert_eq!(used(&twin, ""), "6");
        assert_eq!(used(&twin, "&ZoneId=cn-hangzhou-k"), "4");
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(used(&twin, ""), "6", "it goes on costing");
        twin.ecs("StartInstance&InstanceId=i-running").ok();
        twin.ecs("StopInstance&InstanceId=i-running&StoppedMode=StopCharging").ok();
        assert_eq!(used(&twin, ""), "4");
        twin.ecs("DeleteInstance&InstanceId=i-elsewhere&Force=true").ok();
        assert_eq!(used(&twin, ""), "0");
    }

    #[test]
    fn names_that_nothing_is_known_of_are_left_out() {
        let twin = Twin::empty();
        let names: Vec<Value> = items(&twin, "").iter().map(|item| item["AttributeName"].clone()).collect();
        assert_eq!(names.len(), 6, "{names:?}");
        assert!(items(&twin, "&AttributeName.1=max-security-groups").is_empty());
        let types = items(&twin, "&AttributeName.1=supported-postpaid-instance-types");
        let types = types[0]["AttributeValues"]["ValueItem"].as_array().expect("a list");
        assert!(types.iter().any(|item| item["Value"] == "ecs.g6.large"));
        assert!(!types.iter().any(|item| item["Value"] == "ecs.t1.small"), "it is no longer sold");
    }
}
