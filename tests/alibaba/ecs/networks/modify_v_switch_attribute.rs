use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("ModifyVSwitchAttribute&RegionId=cn-hangzhou&VSwitchId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin));
        insta::assert_snapshot!(modify(&twin, &v_switch, "&VSwitchName=other").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_the_name_is_good() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin));
        let unknown = refusal(404, "InvalidVSwitchId.NotFound", "The specified virtual switch does not exists.");
        assert_eq!(modify(&twin, "vsw-nowhere", "").error(), unknown);
        let name = refusal(400, "InvalidVSwitchName.Malformed", "Specified virtual switch name is not valid.");
        assert_eq!(modify(&twin, &v_switch, "&VSwitchName=http://x").error(), name);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_another_name() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin));
        modify(&twin, &v_switch, "&VSwitchName=other&Description=d").ok();
        let shown = twin.ecs(&format!("DescribeVSwitches&RegionId=cn-hangzhou&VSwitchId={v_switch}")).json();
        let shown = &shown["VSwitches"]["VSwitch"][0];
        assert_eq!((&shown["VSwitchName"], &shown["Description"]), (&"other".into(), &"d".into()));
    }
}
