use crate::alibaba::ecs::{attribute, in_every_shape, instances, missing, not_found, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-goes"
    type = "ecs.g6.large"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-silent"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-month"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    internet_charge_type = "PayByBandwidth"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-month-silent"
    type = "ecs.g6.large"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]

    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.g6.large"
    locks = ["financial"]
"#;

const MODIFY: &str = "ModifyInstanceNetworkSpec";

fn modify(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("{MODIFY}&InstanceId={parameters}"))
}

/// The number of the order that a change was.
#[track_caller]
fn order(answer: &Answer) -> String {
    answer.json()["OrderId"].as_str().expect("a number").to_owned()
}

/// Out, in, and how they are paid for.
#[track_caller]
fn seen(twin: &Twin, id: &str) -> (i64, i64, String) {
    let seen = attribute(twin, id);
    let number = |name: &str| seen[name].as_i64().expect("a number");
    let charge = seen["InternetChargeType"].as_str().expect("a text").to_owned();
    (number("InternetMaxBandwidthOut"), number("InternetMaxBandwidthIn"), charge)
}

/// Whether it has a public address.
#[track_caller]
fn has_address(twin: &Twin, id: &str) -> bool {
    attribute(twin, id)["PublicIpAddress"]["IpAddress"].as_array().expect("a list").len() == 1
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "InstanceId=i-month&InternetMaxBandwidthOut=10&AutoPay=True&ISP=BGP";
        insta::assert_snapshot!(in_every_shape(WORLD, MODIFY, parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","OrderId":"251540376104963"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml(&format!("{MODIFY}&InstanceId=i-month&InternetMaxBandwidthOut=10"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceNetworkSpecResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><OrderId>251540376104963</OrderId></ModifyInstanceNetworkSpecResponse>"#);
    }

    #[test]
    fn without_a_subscription_there_is_no_order() {
        let answer = modify(&Twin::with(WORLD), "i-goes&InternetMaxBandwidthOut=10&ISP=BGP");
        insta::assert_snapshot!(answer.ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","OrderId":""}"#);
        assert_eq!(answer.header("x-twinstance-ignored"), Some("ISP"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_there_and_free() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(MODIFY).error(), missing("InstanceId"));
        assert_eq!(modify(&twin, "i-nowhere&InternetMaxBandwidthOut=1").error(), not_found());
        assert_eq!(modify(&twin, "i-goes").error(), missing("InternetMaxBandwidthOut"));
        assert_eq!(modify(&twin, "i-locked&InternetMaxBandwidthOut=1").error(), crate::alibaba::ecs::locked());
        let text = "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears \
                    (afterpay mode).";
        let overdue = refusal(403, "InstanceExpiredOrInArrears", text);
        assert_eq!(modify(&twin, "i-overdue&InternetMaxBandwidthOut=1").error(), overdue);
        twin.advance("721h");
        assert_eq!(modify(&twin, "i-month&InternetMaxBandwidthOut=1").error(), overdue);
    }

    #[test]
    #[rustfmt::skip]
    fn every_value_has_its_refusal() {
        let twin = Twin::with(WORLD);
        let range = |name: &str| refusal(400, &format!("Invalid{name}.ValueNotSupported"), &format!("The specified {name} is beyond the permitted range."));
        let (out, inward) = (range("InternetMaxBandwidthOut"), range("InternetMaxBandwidthIn"));
        let time = |name: &str| refusal(400, &format!("Invalid{name}.ValueNotSupported"), &format!("The specified {name} is out of the permitted range."));
        let beyond = |code: &str, word: &str| refusal(400, code, &format!("The specified {word} time exceeds the expiration time."));
        let violated = refusal(403, "ChargeTypeViolation", "The operation is not permitted due to billing method of the instance.");
        let useless = refusal(400, "InvalidParam.AllocatePublicIp", "The specified param AllocatePublicIp is invalid.");
        let conflict = refusal(400, "InvalidParameter.Conflict", "StartTime and EndTime are for InternetMaxBandwidthOut alone.");
        for (id, parameters, error) in [
            ("i-goes", "InternetMaxBandwidthOut=101", &out),
            ("i-goes", "InternetMaxBandwidthOut=-1", &out),
            ("i-goes", "InternetMaxBandwidthOut=ten", &out),
            ("i-goes", "InternetMaxBandwidthOut=101&NetworkChargeType=PayByBandwidth", &out),
            ("i-month", "InternetMaxBandwidthOut=201", &out),
            ("i-month", "InternetMaxBandwidthOut=101&NetworkChargeType=PayByTraffic", &out),
            ("i-goes", "InternetMaxBandwidthIn=0", &inward),
            ("i-goes", "InternetMaxBandwidthIn=11", &inward),
            ("i-goes", "InternetMaxBandwidthOut=20&InternetMaxBandwidthIn=21", &inward),
            ("i-goes", "InternetMaxBandwidthIn=ten", &inward),
            ("i-goes", "NetworkChargeType=Free", &refusal(400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is invalid.")),
            ("i-goes", "AllocatePublicIp=perhaps", &useless),
            ("i-silent", "AllocatePublicIp=true", &useless),
            ("i-goes", "AllocatePublicIp=true&InternetMaxBandwidthOut=0", &useless),
            ("i-month", "InternetMaxBandwidthOut=9&StartTime=soon", &time("StartTime")),
            ("i-month", "InternetMaxBandwidthOut=9&StartTime=2026-11-21T07:59Z&EndTime=2026-11-22T00Z", &time("StartTime")),
            ("i-month", "InternetMaxBandwidthOut=9&StartTime=2026-12-21T08:00Z&EndTime=2026-12-22T00Z", &beyond("InvalidStartTime.BeyondLifeCycle", "start")),
            ("i-month", "InternetMaxBandwidthOut=9&EndTime=later", &time("EndTime")),
            ("i-month", "InternetMaxBandwidthOut=9&EndTime=2026-11-21T10Z", &time("EndTime")),
            ("i-month", "InternetMaxBandwidthOut=9&StartTime=2026-11-21T09:00Z", &time("EndTime")),
            ("i-month", "InternetMaxBandwidthOut=9&EndTime=2026-12-21T09Z", &beyond("InvalidEndTime.BeyondLifeCycle", "end")),
            ("i-month", "InternetMaxBandwidthOut=5&EndTime=2026-11-21T12Z", &refusal(400, "InvalidBandwidth.ValueNotSupported", "Instance upgrade bandwidth of temporary not allow less then existed.")),
            ("i-month", "EndTime=2026-11-21T12Z&InternetMaxBandwidthIn=5", &conflict),
            ("i-month", "EndTime=2026-11-21T12Z&InternetMaxBandwidthOut=9&AllocatePublicIp=true", &conflict),
            ("i-month", "EndTime=2026-11-21T12Z", &missing("InternetMaxBandwidthOut")),
            ("i-goes", "InternetMaxBandwidthOut=9&EndTime=2026-11-21T12Z", &violated),
        ] {
            let before = attribute(&twin, id);
            assert_eq!(modify(&twin, &format!("{id}&{parameters}")).error(), *error, "{id} {parameters}");
            let mut after = attribute(&twin, id);
            after["RequestId"] = before["RequestId"].clone();
            assert_eq!(after, before, "{id} {parameters}");
        }
    }

    #[test]
    fn bandwidths_add_up_in_a_region() {
        let twin = |limits: &str| Twin::with(&format!("{WORLD}\n[[ecs.limits]]\n{limits}"));
        let too_much = |how: &str, sum: u32, quota: u32| {
            let text = format!("The instances in cn-hangzhou that pay by {how} would have {sum} of {quota} Mbit/s.");
            refusal(400, "InvalidParameter.Bandwidth", &text)
        };
        let both = twin("bandwidth_by_traffic = 20\nbandwidth_by_bandwidth = 60");
        modify(&both, "i-silent&InternetMaxBandwidthOut=15").ok();
        let one_more = modify(&both, "i-goes&InternetMaxBandwidthOut=6");
        assert_eq!(one_more.error(), too_much("traffic", 21, 20));
        let elsewhere = modify(&both, "i-month&NetworkChargeType=PayByTraffic");
        assert_eq!(elsewhere.error(), too_much("traffic", 25, 20), "by the way in which it will be paid for");
        modify(&both, "i-goes&NetworkChargeType=PayByBandwidth&InternetMaxBandwidthOut=20").ok();
        modify(&both, "i-month&EndTime=2026-11-22T08:00Z&InternetMaxBandwidthOut=40").ok();
        let planned = "StartTime=2026-11-23T08:00Z&EndTime=2026-11-24T08:00Z&InternetMaxBandwidthOut=41";
        assert_eq!(modify(&both, &format!("i-month&{planned}")).error(), too_much("bandwidth", 61, 60));
        modify(&both, "i-goes&InternetMaxBandwidthOut=0").ok();
        modify(&both, &format!("i-month&{planned}")).ok();
        let text = "The specified InternetMaxBandwidthOut is beyond the permitted range.";
        let answer = modify(&twin("bandwidth = 49"), "i-goes&InternetMaxBandwidthOut=50");
        assert_eq!(answer.error(), refusal(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", text));
        let dedicated = modify(&twin("dedicated_region = true"), "i-goes&InternetMaxBandwidthOut=6");
        assert_eq!(dedicated.0.code.as_deref(), Some("InvalidParameter.DedicatedRegionNotSupported"));
    }

    #[test]
    fn the_account_can_pay() {
        let world = |fact: &str| format!("{WORLD}\n[[account]]\ncloud = \"ecs\"\nfacts = {{ {fact} = true }}");
        let change = "i-month&InternetMaxBandwidthOut=10";
        for (fact, code) in [
            ("in_arrears", (400, "Account.Arrearage", "Your account has an outstanding payment.")),
            (
                "balance_too_low",
                (403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance."),
            ),
            (
                "payment_risk",
                (
                    403,
                    "SecurityRisk.3DVerification",
                    "We have detected a security risk with your default credit or debit card. Please proceed with \
                     verification via the link in your email.",
                ),
            ),
        ] {
            let twin = Twin::with(&world(fact));
            assert_eq!(modify(&twin, change).error(), refusal(code.0, code.1, code.2));
            assert_eq!(seen(&twin, "i-month").0, 5);
        }
        modify(&Twin::with(&world("balance_too_low")), &format!("{change}&AutoPay=false")).ok();
    }

    #[test]
    fn the_instance_is_at_rest() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("StartInstance&InstanceId=i-silent").ok();
        let text = "The current status of the instance does not support this operation.";
        let wrong = refusal(403, "IncorrectInstanceStatus", text);
        assert_eq!(modify(&twin, "i-silent&InternetMaxBandwidthOut=1").error(), wrong);
        twin.ecs("StopInstance&InstanceId=i-goes&StoppedMode=StopCharging").ok();
        twin.advance("1m");
        assert_eq!(modify(&twin, "i-goes&AllocatePublicIp=true").error(), wrong, "the economical mode");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn bandwidth_and_charge_change_for_good() {
        let twin = Twin::with(WORLD);
        modify(&twin, "i-goes&InternetMaxBandwidthOut=50").ok();
        assert_eq!(seen(&twin, "i-goes"), (50, 50, "PayByTraffic".into()));
        modify(&twin, "i-goes&NetworkChargeType=PayByBandwidth").ok();
        assert_eq!(seen(&twin, "i-goes"), (50, 50, "PayByBandwidth".into()));
        modify(&twin, "i-goes&InternetMaxBandwidthIn=20").ok();
        assert_eq!(seen(&twin, "i-goes"), (50, 20, "PayByBandwidth".into()));
        modify(&twin, "i-month&InternetMaxBandwidthOut=200").ok();
        assert_eq!(seen(&twin, "i-month").0, 200, "a subscription that pays for bandwidth has more");
    }

    #[test]
    fn an_address_comes_with_a_subscription_or_when_asked_for() {
        let twin = Twin::with(WORLD);
        modify(&twin, "i-silent&InternetMaxBandwidthOut=5").ok();
        assert!(!has_address(&twin, "i-silent"));
        modify(&twin, "i-silent&AllocatePublicIp=true").ok();
        assert!(has_address(&twin, "i-silent"));
        modify(&twin, "i-month-silent&InternetMaxBandwidthOut=5").ok();
        assert!(has_address(&twin, "i-month-silent"));
        let before = attribute(&twin, "i-goes")["PublicIpAddress"].clone();
        modify(&twin, "i-goes&AllocatePublicIp=true").ok();
        assert_eq!(attribute(&twin, "i-goes")["PublicIpAddress"], before, "it has one");
        modify(&twin, "i-month&InternetMaxBandwidthOut=0").ok();
        assert!(!has_address(&twin, "i-month"));
    }

    #[test]
    fn a_subscription_has_more_for_a_time() {
        let twin = Twin::with(WORLD);
        order(&modify(&twin, "i-month&InternetMaxBandwidthOut=100&StartTime=2026-11-21T09:30Z&EndTime=2026-11-21T13Z"));
        let out = |after: &str| {
            twin.advance(after);
            seen(&twin, "i-month").0
        };
        assert_eq!([out("89m"), out("1m"), out("209m"), out("1m")], [5, 100, 100, 5]);
    }

    #[test]
    fn an_unpaid_order_changes_nothing_and_lapses() {
        let twin = Twin::with(WORLD);
        let waiting = order(&modify(&twin, "i-month&InternetMaxBandwidthOut=10&AutoPay=false"));
        assert_eq!(waiting.len(), 15);
        assert_eq!(seen(&twin, "i-month").0, 5);
        let text = "The specified Instance has unpaid order.";
        let unpaid = refusal(403, "InvalidInstance.UnPaidOrder", text);
        assert_eq!(modify(&twin, "i-month&InternetMaxBandwidthOut=10").error(), unpaid);
        twin.advance("24h");
        let paid = order(&modify(&twin, "i-month&InternetMaxBandwidthOut=10"));
        assert_ne!(paid, waiting);
        assert_eq!(seen(&twin, "i-month").0, 10);
    }

    #[test]
    fn what_costs_nothing_waits_for_no_payment() {
        let twin = Twin::with(WORLD);
        modify(&twin, "i-month&InternetMaxBandwidthOut=1&AutoPay=false").ok();
        modify(&twin, "i-goes&InternetMaxBandwidthOut=100&AutoPay=false").ok();
        assert_eq!((seen(&twin, "i-month").0, seen(&twin, "i-goes").0), (1, 100));
    }

    #[test]
    fn a_token_orders_once() {
        let twin = Twin::with(WORLD);
        let wish = "i-month&InternetMaxBandwidthOut=10&ClientToken=once";
        let first = order(&modify(&twin, wish));
        modify(&twin, "i-month&InternetMaxBandwidthOut=20").ok();
        assert_eq!(order(&modify(&twin, wish)), first);
        assert_eq!(seen(&twin, "i-month").0, 20);
        assert_eq!(
            modify(&twin, &format!("{wish}&AutoPay=true")).0.code.as_deref(),
            Some("IdempotentParameterMismatch")
        );
        let all: Value = instances(&twin);
        assert_eq!(all.as_array().expect("a list").len(), 6);
    }
}
