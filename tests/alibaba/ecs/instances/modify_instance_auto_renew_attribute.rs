use crate::alibaba::ecs::{attribute, in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

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
    id = "i-starter"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    facts = { starter_package = true }

    [[ecs.instance]]
    id = "i-paid-as-it-goes"
    type = "ecs.g6.large"
"#;

fn modify(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("ModifyInstanceAutoRenewAttribute&RegionId=cn-hangzhou{parameters}"))
}

/// Status, duration and unit of the renewal of an instance.
fn renewal(twin: &Twin, id: &str) -> Value {
    let answer = twin.ecs(&format!("DescribeInstanceAutoRenewAttribute&RegionId=cn-hangzhou&InstanceId={id}")).json();
    let seen = &answer["InstanceRenewAttributes"]["InstanceRenewAttribute"][0];
    assert_eq!(seen["AutoRenewEnabled"], seen["RenewalStatus"] == "AutoRenewal");
    json!([seen["RenewalStatus"], seen["Duration"], seen["PeriodUnit"]])
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-one&AutoRenew=True&Duration=2";
        insta::assert_snapshot!(in_every_shape(WORLD, "ModifyInstanceAutoRenewAttribute", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = "ModifyInstanceAutoRenewAttribute&RegionId=cn-hangzhou&InstanceId=i-one";
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceAutoRenewAttributeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyInstanceAutoRenewAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("ModifyInstanceAutoRenewAttribute&InstanceId=i-one").error(), missing("RegionId"));
        let many = format!("&InstanceId={}", vec!["i-one"; 101].join(","));
        for (parameters, status, code, text) in [
            ("", 403, "MissingParameter.InstanceId", "InstanceId should not be null."),
            (many.as_str(), 403, "InvalidParameter.ToManyInstanceIds", "InstanceId should be less than 100."),
            ("&InstanceId=i-one,i-nowhere", 403, "InvalidParameter.InvalidInstanceId", "The specified InstanceId does not exist."),
            ("&InstanceId=i-one,i-paid-as-it-goes", 403, "ChargeTypeViolation", "Pay-As-You-Go instances do not support this operation."),
            ("&InstanceId=i-one&Duration=0", 403, "InvalidParameter.Duration", "The specified parameter Duration is not valid."),
            ("&InstanceId=i-one&Duration=4", 403, "InvalidParameter.Duration", "The specified parameter Duration is not valid."),
            ("&InstanceId=i-one&Duration=6&PeriodUnit=Week", 403, "InvalidParameter.Duration", "The specified parameter Duration is not valid."),
            ("&InstanceId=i-one&Duration=long", 403, "InvalidParameter.Duration", "The specified parameter Duration is not valid."),
            ("&InstanceId=i-one&PeriodUnit=Day", 403, "InvalidPeriodUnit.ValueNotSupported", "The specified parameter PeriodUnit is not valid."),
            ("&InstanceId=i-one&RenewalStatus=Never", 403, "InvalidParameter.RenewalStatus", "The specified parameter RenewalStatus is not valid."),
            ("&InstanceId=i-one,i-starter", 400, "OperationDenied.StarterPackage", "Instance created with a Starter Package plan can not set auto renew."),
        ] {
            let answer = modify(&twin, &format!("{parameters}&AutoRenew=true"));
            assert_eq!(answer.error(), refusal(status, code, text), "{parameters}");
            assert_eq!(renewal(&twin, "i-one"), json!(["Normal", 0, "Month"]));
        }
        modify(&twin, "&InstanceId=i-starter&AutoRenew=false").ok();
        twin.advance("1000h");
        let text = "The current status of the resource does not support this operation.";
        assert_eq!(modify(&twin, "&InstanceId=i-one").error(), refusal(403, "IncorrectInstanceStatus", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_renewal_is_shown() {
        let twin = Twin::with(WORLD);
        for (parameters, seen) in [
            ("&AutoRenew=true", json!(["AutoRenewal", 1, "Month"])),
            ("&AutoRenew=true&Duration=12", json!(["AutoRenewal", 12, "Month"])),
            ("&RenewalStatus=AutoRenewal&Duration=3&PeriodUnit=Week", json!(["AutoRenewal", 3, "Week"])),
            ("&RenewalStatus=NotRenewal&AutoRenew=true", json!(["NotRenewal", 0, "Month"])),
            ("&AutoRenew=false", json!(["Normal", 0, "Month"])),
        ] {
            modify(&twin, &format!("&InstanceId=i-one,i-two{parameters}")).ok();
            assert_eq!((renewal(&twin, "i-one"), renewal(&twin, "i-two")), (seen.clone(), seen), "{parameters}");
        }
        modify(&twin, "&InstanceId=i-two&RenewalStatus=NotRenewal").ok();
        let found = twin.ecs("DescribeInstanceAutoRenewAttribute&RegionId=cn-hangzhou&RenewalStatus=NotRenewal").json();
        assert_eq!(found["TotalCount"], 1);
    }

    #[test]
    fn a_launch_can_set_it() {
        let launch = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        for action in ["RunInstances", "CreateInstance"] {
            for (more, seen) in [
                ("&Period=1", json!(["Normal", 0, "Month"])),
                ("&Period=1&AutoRenew=false&AutoRenewPeriod=2", json!(["Normal", 0, "Month"])),
                ("&Period=1&AutoRenew=true", json!(["AutoRenewal", 1, "Month"])),
                ("&Period=2&PeriodUnit=Week&AutoRenew=true&AutoRenewPeriod=3", json!(["AutoRenewal", 3, "Week"])),
            ] {
                let twin = Twin::empty();
                let answer = twin.ecs(&format!("{action}&{launch}&InstanceChargeType=PrePaid{more}"));
                assert_eq!(answer.header("x-twinstance-ignored"), None);
                let body = answer.json();
                let id = body["InstanceId"].as_str().or(body["InstanceIdSets"]["InstanceIdSet"][0].as_str());
                assert_eq!(renewal(&twin, id.expect("an id")), seen, "{action}{more}");
            }
        }
    }

    #[test]
    fn a_subscription_is_renewed_on_the_ninth_day_before_its_end() {
        let twin = Twin::with(WORLD);
        let ends = || attribute(&twin, "i-one")["ExpiredTime"].clone();
        assert_eq!(ends(), "2026-12-21T08:00Z");
        modify(&twin, "&InstanceId=i-one&AutoRenew=true&Duration=2").ok();
        twin.advance("495h59m");
        assert_eq!(ends(), "2026-12-21T08:00Z", "it is 11 December");
        twin.advance("1m");
        assert_eq!(ends(), "2027-02-21T08:00Z");
        modify(&twin, "&InstanceId=i-one&AutoRenew=false").ok();
        twin.advance("10000h");
        assert_eq!(ends(), "2027-02-21T08:00Z", "not any more");
    }

    #[test]
    fn one_that_ends_soon_is_renewed_at_once() {
        let twin = Twin::with(WORLD);
        twin.advance("696h");
        modify(&twin, "&InstanceId=i-one&AutoRenew=true&Duration=1&PeriodUnit=Week").ok();
        modify(&twin, "&InstanceId=i-one&AutoRenew=true&Duration=1&PeriodUnit=Week").ok();
        assert_eq!(
            attribute(&twin, "i-one")["ExpiredTime"],
            "2027-01-04T08:00Z",
            "by two weeks, since one is too soon"
        );
    }

    #[test]
    fn what_is_paid_as_it_goes_does_not_renew() {
        let twin = Twin::with(WORLD);
        modify(&twin, "&InstanceId=i-one&AutoRenew=true").ok();
        let charge = |to: &str| {
            let ids = "RegionId=cn-hangzhou&InstanceIds=%5B%22i-one%22%5D&Period=1";
            twin.ecs(&format!("ModifyInstanceChargeType&{ids}&InstanceChargeType={to}")).ok().to_owned()
        };
        charge("PostPaid");
        charge("PrePaid");
        assert_eq!(renewal(&twin, "i-one"), json!(["Normal", 0, "Month"]));
        twin.advance("10000h");
        assert_eq!(attribute(&twin, "i-one")["ExpiredTime"], "2026-12-21T08:00Z");
    }
}
