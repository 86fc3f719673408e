use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

fn delete(twin: &Twin, id: &str) -> crate::support::Answer {
    twin.ecs(&format!("DeleteVSwitch&RegionId=cn-hangzhou&VSwitchId={id}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin));
        insta::assert_snapshot!(delete(&twin, &v_switch).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DeleteVSwitch&RegionId=cn-hangzhou").error(), missing("VSwitchId"));
        let unknown = refusal(404, "InvalidVSwitchId.NotFound", "Specified virtual switch does not exist.");
        assert_eq!(delete(&twin, "vsw-nowhere").error(), unknown);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let v_switch = make_v_switch(&twin, &make_vpc(&twin));
        delete(&twin, &v_switch).ok();
        let shown = twin.ecs(&format!("DescribeVSwitches&RegionId=cn-hangzhou&VSwitchId={v_switch}")).json();
        assert_eq!(shown["TotalCount"], 0);
    }
}
