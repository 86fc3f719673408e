use crate::alibaba::ecs::addresses::addresses;
use crate::alibaba::ecs::{invalid, missing, refusal};
use crate::support::{Answer, Twin};

fn allocate(twin: &Twin, more: &str) -> Answer {
    twin.vpc(&format!("AllocateEipAddress&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let call = "AllocateEipAddress&RegionId=cn-hangzhou&ResourceGroupId=rg-1";
        insta::assert_snapshot!(Twin::empty().vpc(call).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","AllocationId":"eip-bpgdc5irqtnjwspllcos","EipAddress":"100.64.0.2","OrderId":0,"ResourceGroupId":"rg-1"}"#);
        insta::assert_snapshot!(Twin::empty().vpc_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AllocateEipAddressResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><AllocationId>eip-bpgdc5irqtnjwspllcos</AllocationId><EipAddress>100.64.0.2</EipAddress><OrderId>0</OrderId><ResourceGroupId>rg-1</ResourceGroupId></AllocateEipAddressResponse>"#);
    }

    #[test]
    fn all_parameters_are_kept() {
        let twin = Twin::empty();
        let more = "&Name=web&Description=for%20the%20web&Bandwidth=200&InternetChargeType=PayByTraffic&ISP=BGP_PRO\
            &Netmode=public&SecurityProtectionTypes.1=AntiDDoS_Enhanced&ResourceGroupId=rg-1\
            &InstanceChargeType=PostPaid&Tag.1.Key=Stage&Tag.1.Value=test&AutoPay=true";
        allocate(&twin, more).ok();
        let shown = &addresses(Twin::vpc, &twin, "")[0];
        for (name, value) in [
            ("Name", "web"),
            ("Description", "for the web"),
            ("Bandwidth", "200"),
            ("InternetChargeType", "PayByTraffic"),
            ("ISP", "BGP_PRO"),
            ("ResourceGroupId", "rg-1"),
            ("AllocationTime", "2026-11-21T08:00:00Z"),
        ] {
            assert_eq!(shown[name], value, "{name}");
        }
        assert_eq!(shown["SecurityProtectionTypes"]["SecurityProtectionType"][0], "AntiDDoS_Enhanced");
        assert_eq!(shown["Tags"]["Tag"], serde_json::json!([{"Key": "Stage", "Value": "test"}]));
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        let twin = Twin::empty();
        for name in ["Name", "Description"] {
            assert_eq!(allocate(&twin, &format!("&{name}=http://x")).error(), invalid(name));
        }
        assert_eq!(allocate(&twin, "&Netmode=private").error(), invalid("Netmode"));
        let text = "The InstanceChargeType does not exist in our records.";
        let charge = allocate(&twin, "&InstanceChargeType=Free").error();
        assert_eq!(charge, refusal(404, "InvalidInstanceChargeType.NotFound", text));
        let text = "The param of securityProtectionTypes is illegal.";
        let protection = allocate(&twin, "&SecurityProtectionTypes.1=x").error();
        assert_eq!(protection, refusal(400, "IllegalParam.SecurityProtectionTypes", text));
        for (name, value) in
            [("IpAddress", "1.2.3.4"), ("InstanceId", "eip-1"), ("PublicIpAddressPoolId", "pippool-1"), ("Zone", "x")]
        {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            let answer = allocate(&twin, &format!("&{name}={value}"));
            assert_eq!(answer.error(), refusal(400, "UnsupportedParameter", &text));
        }
        assert!(addresses(Twin::vpc, &twin, "").is_empty());
    }

    #[test]
    fn a_subscription_is_for_a_time_and_by_bandwidth() {
        let twin = Twin::empty();
        let buy = |more: &str| allocate(&twin, &format!("&InstanceChargeType=PrePaid{more}")).error();
        assert_eq!(buy(""), missing("Period"));
        let period = refusal(400, "InvalidPeriod", "The specified period is not valid.");
        for more in ["&Period=0", "&Period=10", "&Period=6&PricingCycle=Year"] {
            assert_eq!(buy(more), period, "{more}");
        }
        assert_eq!(buy("&Period=1&PricingCycle=Week"), invalid("PricingCycle"));
        let text = "Specified value of \"InternetChargeType\" is not valid";
        assert_eq!(buy("&Period=1&InternetChargeType=PayByTraffic"), refusal(400, "InvalidParameter", text));
        let text = "The specified Bandwidth is invalid.";
        assert_eq!(buy("&Period=1&Bandwidth=1001"), refusal(400, "InvalidBandwidth.Malformed", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_subscription_ends_and_then_it_is_locked() {
        let twin = Twin::with(crate::alibaba::ecs::addresses::WORLD);
        let made = allocate(&twin, "&InstanceChargeType=PrePaid&Period=1&Bandwidth=1000").json();
        assert_eq!((&made["EipAddress"], &made["ResourceGroupId"]), (&"".into(), &"".into()));
        let id = made["AllocationId"].as_str().expect("an id");
        let shown = || addresses(Twin::vpc, &twin, "")[0].clone();
        assert_eq!(
            (&shown()["ChargeType"], &shown()["ExpiredTime"]),
            (&"PrePaid".into(), &"2026-12-21T08:00:00Z".into())
        );
        assert_eq!(shown()["BusinessStatus"], "Normal");
        let released = twin.vpc(&format!("ReleaseEipAddress&AllocationId={id}")).error();
        let text = "It's forbidden to release a prepaid EIP";
        assert_eq!(released, refusal(400, "Forbidden.ChargeTypeIsPrepaid", text));
        twin.advance("720h");
        assert_eq!(shown()["BusinessStatus"], "FinancialLocked");
        assert_eq!(shown()["OperationLocks"]["LockReason"], serde_json::json!([{"LockReason": "financial"}]));
        assert_eq!(addresses(Twin::vpc, &twin, "&LockReason=financial").len(), 1);
        let free = crate::alibaba::ecs::addresses::FREE;
        let bound = twin.vpc(&format!("AssociateEipAddress&AllocationId={id}&InstanceId={free}")).error();
        assert_eq!(bound, refusal(400, "Forbidden.FinancialLocked", "The ip business status is invalid."));
    }

    #[test]
    fn the_same_token_allocates_one() {
        let twin = Twin::empty();
        let first = allocate(&twin, "&ClientToken=T").json();
        assert_eq!(allocate(&twin, "&ClientToken=T").json()["AllocationId"], first["AllocationId"]);
        assert_eq!(addresses(Twin::ecs, &twin, "").len(), 1, "ECS shows it too");
    }
}
