use super::{make_v_switch, make_vpc, vpcs};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

fn modify(twin: &Twin, vpc: &str, more: &str) -> Answer {
    twin.vpc(&format!("ModifyVpcAttribute&VpcId={vpc}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn what_is_not_given_stays() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&VpcName=one&Description=two");
        let seen = || {
            let vpc = vpcs(&twin, &format!("&VpcId={vpc}")).remove(0);
            ["VpcName", "Description", "CidrBlock", "DnsHostnameStatus"].map(|name| vpc[name].clone())
        };
        assert_eq!(seen(), ["one", "two", "10.0.0.0/16", "DISABLED"].map(Value::from));
        modify(&twin, &vpc, "&VpcName=three&EnableDnsHostname=true&EnableIPv6=false").ok();
        assert_eq!(seen(), ["three", "two", "10.0.0.0/16", "ENABLED"].map(Value::from));
        modify(&twin, &vpc, "&Description=four&CidrBlock=10.0.0.0/8").ok();
        assert_eq!(seen(), ["three", "four", "10.0.0.0/8", "ENABLED"].map(Value::from));
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        make_v_switch(&twin, &vpc, "");
        assert_eq!(twin.vpc("ModifyVpcAttribute").error(), missing("VpcId"));
        let nowhere = refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist.");
        assert_eq!(modify(&twin, "vpc-nowhere", "").error(), nowhere);
        let outside = "Some subnet cidrBlock is not in the cidrBlock.";
        let name = "Specified VPC name is not valid.";
        for (more, code, text) in [
            ("&VpcName=http://x", "InvalidVpcName.Malformed", name),
            (
                "&VpcName=new&Description=http://x",
                "InvalidVpcDiscription.Malformed",
                "Specified VPC description is not valid.",
            ),
            ("&VpcName=new&UserCidr=x", "InvalidParameter", "Specified UserCidr invalid format."),
            (
                "&VpcName=new&UserCidr=10.0.0.0/8,11.0.0.0/8,12.0.0.0/8,13.0.0.0/8",
                "InvalidUserCidr.Quota",
                "Specified UserCidr number is greater than 3.",
            ),
            (
                "&VpcName=new&UserCidr=100.65.0.0/16",
                "InvalidUserCidr.Malformed",
                "Specified UserCidr overlapping in of 100.64.0.0/10.",
            ),
            ("&VpcName=new&CidrBlock=x", "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
            ("&VpcName=new&CidrBlock=10.0.0.0/30", "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
            ("&VpcName=new&CidrBlock=10.0.2.0/24", "IllegalCidrBlock", outside),
            (
                "&VpcName=new&EnableIPv6=true&CidrBlock=10.0.0.0/8",
                "ParamExclusive.EnableIpv6AndCidrBlock",
                "EnableIpv6 and CidrBlock is mutually exclusive.",
            ),
            (
                "&VpcName=new&EnableIPv6=true&Ipv6CidrBlock=2001:db8::/56",
                "OperationFailed.IPv6CidrNotReserved",
                "The IPv6 CIDR block is not reserved.",
            ),
        ] {
            assert_eq!(modify(&twin, &vpc, more).error(), refusal(400, code, text), "{more}");
        }
        assert_eq!(vpcs(&twin, &format!("&VpcId={vpc}"))[0]["VpcName"], "", "a refused call changes nothing");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_larger_range_has_room_for_more() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let make = || {
            let place = "ZoneId=cn-hangzhou-h&CidrBlock=10.1.0.0/24&RegionId=cn-hangzhou";
            twin.vpc(&format!("CreateVSwitch&VpcId={vpc}&{place}"))
        };
        let outside = refusal(400, "InvalidParameter", "Specified CIDR block is not valid in VPC.");
        assert_eq!(make().error(), outside);
        modify(&twin, &vpc, "&CidrBlock=10.0.0.0/8").ok();
        make().ok();
    }

    #[test]
    fn ipv6_comes_and_goes() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let shown = || vpcs(&twin, &format!("&VpcId={vpc}"))[0].clone();
        modify(&twin, &vpc, "&EnableIPv6=true").ok();
        let range = shown()["Ipv6CidrBlock"].clone();
        assert_eq!(shown()["EnabledIpv6"], true);
        modify(&twin, &vpc, "&EnableIPv6=true").ok();
        assert_eq!(shown()["Ipv6CidrBlock"], range);
        let v_switch = make_v_switch(&twin, &vpc, "&Ipv6CidrBlock=1");
        let used = refusal(400, "OperationFailed.IpV6VSwitchInuse", "VSwitches of the VPC have IPv6 CIDR blocks.");
        assert_eq!(modify(&twin, &vpc, "&EnableIPv6=false").error(), used);
        twin.vpc(&format!("DeleteVSwitch&VSwitchId={v_switch}")).ok();
        modify(&twin, &vpc, "&EnableIPv6=false").ok();
        assert_eq!((&shown()["EnabledIpv6"], &shown()["Ipv6CidrBlock"]), (&false.into(), &"".into()));
    }
}
