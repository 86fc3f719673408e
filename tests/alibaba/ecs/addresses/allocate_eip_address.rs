use super::{Api, addresses};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&Bandwidth=10&InternetChargeType=PayByTraffic&ISP=BGP";
        insta::assert_snapshot!(in_every_shape("", "AllocateEipAddress", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","AllocationId":"eip-bpgdc5irqtnjwspllcos","EipAddress":"100.64.0.2"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::empty().ecs_xml("AllocateEipAddress&RegionId=cn-hangzhou");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AllocateEipAddressResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><AllocationId>eip-bpgdc5irqtnjwspllcos</AllocationId><EipAddress>100.64.0.2</EipAddress></AllocateEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        for api in [Twin::ecs as Api, Twin::vpc] {
            let twin = Twin::empty();
            assert_eq!(api(&twin, "AllocateEipAddress").error(), missing("RegionId"));
            let region = refusal(404, "InvalidRegionId.NotFound", "Specified value of \"RegionId\" is not supported.");
            assert_eq!(api(&twin, "AllocateEipAddress&RegionId=mars").error(), region);
            let bandwidth = "The specified Bandwidth is invalid.";
            for (more, code, text) in [
                ("&Bandwidth=0", "InvalidBandwidth.Malformed", bandwidth),
                ("&Bandwidth=501", "InvalidBandwidth.Malformed", bandwidth),
                ("&Bandwidth=201&InternetChargeType=PayByTraffic", "InvalidBandwidth.Malformed", bandwidth),
                ("&Bandwidth=x", "InvalidBandwidth.Malformed", bandwidth),
                (
                    "&InternetChargeType=Free",
                    "InvalidParameter",
                    "Specified value of \"InternetChargeType\" is not valid",
                ),
                ("&ISP=mine", "IllegalParam.Isp", "The param of ISP is illegal."),
            ] {
                let answer = api(&twin, &format!("AllocateEipAddress&RegionId=cn-hangzhou{more}"));
                assert_eq!(answer.error(), refusal(400, code, text), "{more}");
            }
            assert!(addresses(api, &twin, "").is_empty());
        }
    }

    #[test]
    fn the_account_may_have_so_many() {
        let twin = Twin::empty();
        let allocate = |n: u32| twin.ecs(&format!("AllocateEipAddress&RegionId=cn-hangzhou&ClientToken={n}"));
        for n in 0..20 {
            allocate(n).ok();
        }
        let full = refusal(400, "QuotaExceeded.Eip", "Elastic IP address quota exceeded");
        assert_eq!(allocate(20).error(), full);
        let twin = Twin::with("[[ecs.limits]]\naddresses = 1");
        twin.vpc("AllocateEipAddress&RegionId=cn-hangzhou").ok();
        assert_eq!(twin.vpc("AllocateEipAddress&RegionId=cn-hangzhou").error(), full);
    }

    #[test]
    fn the_account_pays() {
        let twin = Twin::with("[[account]]\ncloud = \"ecs\"\nfacts = { in_arrears = true }");
        let text = "You have arrears and do not meet the purchase conditions.";
        let answer = twin.ecs("AllocateEipAddress&RegionId=cn-hangzhou");
        assert_eq!(answer.error(), refusal(400, "SYSTEM.SALE_VALIDATE_UNEXPECTED_ERROR", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_the_vendors_defaults() {
        let twin = Twin::empty();
        let made = twin.ecs("AllocateEipAddress&RegionId=cn-hangzhou").json();
        let shown = &addresses(Twin::ecs, &twin, "")[0];
        for (name, value) in [
            ("AllocationId", made["AllocationId"].as_str().expect("an id")),
            ("IpAddress", made["EipAddress"].as_str().expect("an address")),
            ("Bandwidth", "5"),
            ("InternetChargeType", "PayByBandwidth"),
            ("ChargeType", "PostPaid"),
            ("Status", "Available"),
            ("InstanceId", ""),
        ] {
            assert_eq!(shown[name], value, "{name}");
        }
    }

    #[test]
    fn a_token_is_not_shared_by_the_apis() {
        let twin = Twin::empty();
        let call = "AllocateEipAddress&RegionId=cn-hangzhou&ClientToken=T";
        let first = twin.ecs(call).json();
        assert_eq!(twin.ecs(call).json()["AllocationId"], first["AllocationId"]);
        let other = twin.vpc(call).json();
        assert_ne!(other["AllocationId"], first["AllocationId"]);
        assert_eq!(twin.vpc(call).json()["AllocationId"], other["AllocationId"]);
    }
}
