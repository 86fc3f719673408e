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
        let ipv6 = "The parameter EnableIPv6 is not implemented by Twinstance.";
        for (more, code, text) in [
            ("&VSwitchName=http://x", "InvalidVSwitchName.Malformed", "Specified virtual switch name is not valid."),
            ("&VSwitchName=new&Description=http://x", "InvalidVSwitchDiscription.Malformed", description),
            ("&VSwitchName=new&EnableIPv6=true", "UnsupportedParameter", ipv6),
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
}
