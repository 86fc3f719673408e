use super::{v_switches, vpcs};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn create(twin: &Twin, more: &str) -> Answer {
    twin.vpc(&format!("CreateDefaultVpc&RegionId=cn-hangzhou{more}"))
}

/// A region without a default VPC.
pub fn bare() -> Twin {
    let twin = Twin::empty();
    let vpc = vpcs(&twin, "&IsDefault=true")[0]["VpcId"].as_str().expect("an id").to_owned();
    for v_switch in v_switches(&twin, &format!("&VpcId={vpc}")) {
        twin.vpc(&format!("DeleteVSwitch&VSwitchId={}", v_switch["VSwitchId"].as_str().expect("an id"))).ok();
    }
    twin.vpc(&format!("DeleteVpc&VpcId={vpc}")).ok();
    twin
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        insta::assert_snapshot!(create(&bare(), "").ok(), @r#"{"RequestId":"69BA879C-7FE2-4C2C-A5B9-2FF3F6C4A0CF","VpcId":"vpc-bpgdc5irqtnjwspllcos","VRouterId":"vrt-bpgdc5k87trk5kz4urm7","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("CreateDefaultVpc").error(), missing("RegionId"));
        let text = "A default VPC already exists in the region.";
        assert_eq!(create(&twin, "").error(), refusal(400, "OperationFailed.DefaultVpcExist", text));
        let ipv6 = refusal(400, "OperationFailed.IPv6CidrNotReserved", "The IPv6 CIDR block is not reserved.");
        assert_eq!(create(&bare(), "&EnableIpv6=true&Ipv6CidrBlock=2001:db8::/56").error(), ipv6);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_the_default_one_and_has_no_v_switches() {
        let twin = bare();
        let made = create(&twin, "&ResourceGroupId=rg-1&EnableIpv6=true&ClientToken=a").json();
        assert_eq!(create(&twin, "&ResourceGroupId=rg-1&EnableIpv6=true&ClientToken=a").json()["VpcId"], made["VpcId"]);
        let vpc = vpcs(&twin, "&IsDefault=true").remove(0);
        assert_eq!((&vpc["VpcId"], &vpc["VRouterId"]), (&made["VpcId"], &made["VRouterId"]));
        assert_eq!(vpc["RouterTableIds"]["RouterTableIds"][0], made["RouteTableId"]);
        assert_eq!((vpc["CidrBlock"].as_str(), vpc["ResourceGroupId"].as_str()), (Some("172.16.0.0/12"), Some("rg-1")));
        assert_eq!(vpc["VSwitchIds"]["VSwitchId"], serde_json::json!([]));
    }
}
