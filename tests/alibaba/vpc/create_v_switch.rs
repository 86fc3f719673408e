use super::{make_v_switch, make_vpc, v_switches};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn create(twin: &Twin, vpc: &str, more: &str) -> Answer {
    twin.vpc(&format!("CreateVSwitch&VpcId={vpc}&ZoneId=cn-hangzhou-h&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        insta::assert_snapshot!(create(&twin, &vpc, "&CidrBlock=10.0.0.0/24").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","VSwitchId":"vsw-bpgdc5onbgbecl9zl96x"}"#);
        let xml = twin.vpc_xml(&format!("CreateVSwitch&VpcId={vpc}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.2.0/29"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateVSwitchResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><VSwitchId>vsw-bpgdc5qms3r9u34bxygn</VSwitchId></CreateVSwitchResponse>"#);
    }

    #[test]
    fn all_parameters_are_kept() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&ResourceGroupId=rg-1");
        create(&twin, &vpc, "&CidrBlock=10.0.0.0/24&VSwitchName=web&Description=d&Tag.1.Key=Stage&CidrMask=24").ok();
        let switch = &v_switches(&twin, "&VSwitchName=web")[0];
        for (name, value) in [
            ("VpcId", vpc.as_str()),
            ("ZoneId", "cn-hangzhou-h"),
            ("CidrBlock", "10.0.0.0/24"),
            ("Description", "d"),
            ("Status", "Available"),
            ("ResourceGroupId", "rg-1"),
            ("CreationTime", "2026-11-21T08:00:00Z"),
        ] {
            assert_eq!(switch[name], value, "{name}");
        }
        assert_eq!(switch["Tags"]["Tag"], serde_json::json!([{"Key": "Stage", "Value": ""}]));
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_required_is_there() {
        let twin = Twin::empty();
        let text = "The parameter vpcId is mandatory.";
        let answer = twin.vpc("CreateVSwitch&ZoneId=cn-hangzhou-h&CidrBlock=10.0.0.0/24");
        assert_eq!(answer.error(), refusal(400, "MissingParam.vpcId", text));
        assert_eq!(twin.vpc("CreateVSwitch&VpcId=vpc-1&CidrBlock=10.0.0.0/24").error(), missing("ZoneId"));
        assert_eq!(create(&twin, "vpc-1", "").error(), missing("CidrBlock"));
    }

    #[test]
    fn values_are_good() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        make_v_switch(&twin, &vpc, "");
        let range = "Specified CIDR block is not valid in VPC.";
        for (more, code, text) in [
            ("&CidrBlock=x", "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
            ("&CidrBlock=10.0.0.1/24", "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
            ("&CidrBlock=10.0.0.0/15", "InvalidCirdrBlock.MaskLength", "Specified CIDR block is not valid ."),
            ("&CidrBlock=10.0.0.0/30", "InvalidCirdrBlock.MaskLength", "Specified CIDR block is not valid ."),
            ("&CidrBlock=10.1.0.0/24", "InvalidParameter", range),
            (
                "&CidrBlock=10.0.0.0/16",
                "InvalidCidrBlock.Overlapped",
                "Specified CIDR block overlapped with other subnets.",
            ),
            (
                "&CidrBlock=10.0.0.0/24&VSwitchName=http://x",
                "InvalidVSwitchName.Malformed",
                "Specified virtual switch name is not valid.",
            ),
            (
                "&CidrBlock=10.0.0.0/24&Description=http://x",
                "InvalidVSwitchDiscription.Malformed",
                "Specified  virtual switch description is not valid.",
            ),
        ] {
            assert_eq!(create(&twin, &vpc, more).error(), refusal(400, code, text), "{more}");
        }
        let nowhere = create(&twin, "vpc-nowhere", "&CidrBlock=10.0.0.0/24").error();
        assert_eq!(nowhere, refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."));
        let zone = twin.vpc(&format!("CreateVSwitch&VpcId={vpc}&ZoneId=mars-a&CidrBlock=10.0.0.0/24")).error();
        assert_eq!(zone, refusal(404, "InvalidZoneId.NotFound", "Specified zone does not exist."));
        assert_eq!(v_switches(&twin, &format!("&VpcId={vpc}")).len(), 1, "a refused call makes nothing");
    }

    #[test]
    fn a_mask_alone_is_refused() {
        let twin = Twin::empty();
        let text = "The parameter CidrMask is not implemented by Twinstance.";
        let answer = create(&twin, &make_vpc(&twin, ""), "&CidrMask=24");
        assert_eq!(answer.error(), refusal(400, "UnsupportedParameter", text));
    }

    #[test]
    fn ranges_of_ipv6_are_in_the_vpcs() {
        let twin = Twin::empty();
        let without = make_vpc(&twin, "");
        let vpc = make_vpc(&twin, "&EnableIpv6=true");
        create(&twin, &vpc, "&CidrBlock=10.0.1.0/24&Ipv6CidrBlock=7").ok();
        let disabled = ("OperationFailed.VpcIpv6Disabled", "IPv6 is not enabled for the VPC.");
        let number = ("IllegalParam.Ipv6CidrBlock", "The param of Ipv6CidrBlock is illegal.");
        for (vpc, more, (code, text)) in [
            (&without, "&Ipv6CidrBlock=1", disabled),
            (&vpc, "&Ipv6CidrBlock=256", number),
            (&vpc, "&Ipv6CidrBlock=-1", number),
            (
                &vpc,
                "&Ipv6CidrBlock=7",
                ("OperationFailed.Ipv6CidrBlockExisted", "Another VSwitch has the IPv6 CIDR block."),
            ),
            (
                &vpc,
                "&VpcIpv6CidrBlock=2001:db8::/56",
                ("MissingParam.Ipv6CidrBlock", "The parameter Ipv6CidrBlock is mandatory."),
            ),
            (
                &vpc,
                "&Ipv6CidrBlock=1&VpcIpv6CidrBlock=2001:db8:ffff::/56",
                ("IllegalParam.VpcIpv6CidrBlock", "The param of VpcIpv6CidrBlock is illegal."),
            ),
        ] {
            let answer = create(&twin, vpc, &format!("&CidrBlock=10.0.2.0/24{more}"));
            assert_eq!(answer.error(), refusal(400, code, text), "{more}");
        }
        assert_eq!(v_switches(&twin, "&EnableIpv6=true").len(), 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_there_at_once_and_its_addresses_are_free() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        for (range, free) in [("10.0.0.0/24", 252), ("10.0.1.0/29", 4)] {
            create(&twin, &vpc, &format!("&CidrBlock={range}&ClientToken={free}")).ok();
            create(&twin, &vpc, &format!("&CidrBlock={range}&ClientToken={free}")).ok();
            let switches = v_switches(&twin, &format!("&VpcId={vpc}"));
            let switch = switches.iter().find(|switch| switch["CidrBlock"] == range).expect("the VSwitch");
            assert_eq!(switch["AvailableIpAddressCount"], free);
            assert_eq!(switch["IsDefault"], false);
        }
        let ecs = twin.ecs(&format!("DescribeVSwitches&VpcId={vpc}")).json();
        assert_eq!(ecs["TotalCount"], 2, "ECS shows them too");
    }

    #[test]
    fn its_range_of_ipv6_is_the_one_with_its_number() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&EnableIpv6=true");
        let made = create(&twin, &vpc, "&CidrBlock=10.0.1.0/24&Ipv6CidrBlock=255&Ipv6CidrMask=64").json();
        let id = made["VSwitchId"].as_str().expect("an id");
        let shown = twin.vpc(&format!("DescribeVSwitchAttributes&VSwitchId={id}")).json();
        assert_eq!(shown["EnabledIpv6"], true);
        assert!(shown["Ipv6CidrBlock"].as_str().is_some_and(|range| range.ends_with("ff::/64")), "{shown}");
    }
}
