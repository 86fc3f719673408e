use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;
use serde_json::json;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-two"
    type = "ecs.g6.large"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-paid-as-it-goes"
    type = "ecs.g6.large"
"#;

const DESCRIBE: &str = "DescribeInstanceAutoRenewAttribute&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-one,i-two&PageSize=1&PageNumber=2";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstanceAutoRenewAttribute", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":2,"PageNumber":2,"PageSize":1,"InstanceRenewAttributes":{"InstanceRenewAttribute":[{"InstanceId":"i-two","RenewalStatus":"Normal","AutoRenewEnabled":false,"Duration":0,"PeriodUnit":"Month","EnableExpectedRenewDay":false}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{DESCRIBE}&InstanceId=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceAutoRenewAttributeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceRenewAttributes><InstanceRenewAttribute><InstanceId>i-one</InstanceId><RenewalStatus>Normal</RenewalStatus><AutoRenewEnabled>false</AutoRenewEnabled><Duration>0</Duration><PeriodUnit>Month</PeriodUnit><EnableExpectedRenewDay>false</EnableExpectedRenewDay></InstanceRenewAttribute></InstanceRenewAttributes></DescribeInstanceAutoRenewAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeInstanceAutoRenewAttribute").error(), missing("RegionId"));
        let many = format!("&InstanceId={}", vec!["i-one"; 101].join(","));
        for (parameters, code, text) in [
            ("", "InvalidParameter.RenewalStatusInstanceId", "The parameter RenewalStatus and InstanceId can not be both empty."),
            ("&RenewalStatus=Never", "InvalidParameter.RenewalStatus", "The specified parameter RenewalStatus is not valid."),
            ("&InstanceId=i-one&PageSize=101", "InvalidParameter.PageSize", "The specified parameter PageSize is not valid."),
            ("&InstanceId=i-one&PageNumber=0", "InvalidParameter.PageNumber", "The specified parameter PageNumber is not valid."),
            ("&InstanceId=i-one,i-nowhere", "InvalidParameter.InvalidInstanceId", "The specified InstanceId does not exist."),
            ("&InstanceId=i-paid-as-it-goes", "ChargeTypeViolation", "Pay-As-You-Go instances do not support this operation."),
            (&many, "InvalidParameter.ToManyInstanceIds", "InstanceId should be less than 100."),
        ] {
            assert_eq!(twin.ecs(&format!("{DESCRIBE}{parameters}")).error(), refusal(403, code, text), "{parameters}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_status_is_a_filter() {
        let twin = Twin::with(WORLD);
        for (parameters, count) in [
            ("&RenewalStatus=Normal", 2),
            ("&RenewalStatus=AutoRenewal", 0),
            ("&InstanceId=i-one&RenewalStatus=NotRenewal", 0),
            ("&InstanceId=i-one&RenewalStatus=Normal", 1),
        ] {
            assert_eq!(twin.ecs(&format!("{DESCRIBE}{parameters}")).json()["TotalCount"], json!(count), "{parameters}");
        }
    }
}
