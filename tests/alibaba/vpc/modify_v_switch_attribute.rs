use super::{make_v_switch, make_vpc, v_switches};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn modify(twin: &Twin, v_switch: &str, more: &str) -> Answer {
    twin.vpc(&format!("ModifyVSwitchAttribute&VSwitchId={v_switch}{more}"))
}

fn seen(twin: &Twin, vpc: &str) -> [String; 2] {
    let v_switch = v_switches(twin, &format!("&VpcId={vpc}")).remove(0);
    ["VSwitchName", "Description"].map(|name| v_switch[name].as_str().expect("a text").to_owned())
}

mod reading {
    use super::*;

    #[test]
    fn what_is_not_given_stays() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let v_switch = make_v_switch(&twin, &vpc, "&VSwitchName=one&Description=two");
        modify(&twin, &v_switch, "&VSwitchName=three").ok();
        assert_eq!(seen(&twin, &vpc), ["three", "two"]);
        modify(&twin, &v_switch, "&Description=four").ok();
        assert_eq!(seen(&twin, &vpc), ["three", "four"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let v_switch = make_v_switch(&twin, &vpc, "");
        assert_eq!(twin.vpc("ModifyVSwitchAttribute").error(), missing("VSwitchId"));
        let nowhere = refusal(404, "InvalidVSwitchId.NotFound", "The specified virtual switch does not exists.");
        assert_eq!(modify(&twin, "vsw-nowhere", "").error(), nowhere);
        let description = "Specified virtual switch description is not valid.";
        let ipv6 = "The param of Ipv6CidrBlock is illegal.";
        let both = "DisableIpv6 and Ipv6Cidr are mutually exclusive.";
        let disabled = "IPv6 is not enabled for the VPC.";
        for (more, code, text) in [
            ("&VSwitchName=http://x", "InvalidVSwitchName.Malformed", "Specified virtual switch name is not valid."),
            ("&VSwitchName=new&Description=http://x", "InvalidVSwitchDiscription.Malformed", description),
            ("&VSwitchName=new&EnableIPv6=true", "IllegalParam.Ipv6CidrBlock", ipv6),
            ("&VSwitchName=new&EnableIPv6=false&Ipv6CidrBlock=1", "ParamExclusive.DisableIpv6AndIpv6CidrBlock", both),
            ("&VSwitchName=new&Ipv6CidrBlock=1", "OperationFailed.VpcIpv6Disabled", disabled),
        ] {
            assert_eq!(modify(&twin, &v_switch, more).error(), refusal(400, code, text), "{more}");
        }
        assert_eq!(seen(&twin, &vpc), ["", ""], "a refused call changes nothing");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_found_by_its_new_name() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin, ""), "&VSwitchName=one");
        modify(&twin, &v_switch, "&VSwitchName=two").ok();
        assert_eq!(v_switches(&twin, "&VSwitchName=one").len(), 0);
        assert_eq!(v_switches(&twin, "&VSwitchName=two")[0]["VSwitchId"], v_switch);
    }

    #[test]
    fn a_range_of_ipv6_stays_until_it_goes() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin, "&EnableIpv6=true"), "");
        let shown = || twin.vpc(&format!("DescribeVSwitchAttributes&VSwitchId={v_switch}")).json();
        modify(&twin, &v_switch, "&EnableIPv6=true&Ipv6CidrBlock=9").ok();
        assert!(shown()["Ipv6CidrBlock"].as_str().is_some_and(|range| range.ends_with("9::/64")));
        modify(&twin, &v_switch, "&VSwitchName=two&Ipv6CidrBlock=9").ok();
        let stays = "The VSwitch has another IPv6 CIDR block already.";
        let other = modify(&twin, &v_switch, "&Ipv6CidrBlock=10");
        assert_eq!(other.error(), refusal(400, "OperationFailed.Ipv6AlreadyEnabled", stays));
        modify(&twin, &v_switch, "&EnableIPv6=false").ok();
        assert_eq!(shown()["EnabledIpv6"], false);
        modify(&twin, &v_switch, "&Ipv6CidrBlock=10").ok();
        assert_eq!(shown()["EnabledIpv6"], true);
    }
}
