use super::{make_v_switch, make_vpc, v_switches};
use crate::alibaba::ecs::{dry_run, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let switch = make_v_switch(&twin, &vpc, "");
        insta::assert_snapshot!(twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}")).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let switch = make_v_switch(&twin, &vpc, "");
        insta::assert_snapshot!(twin.vpc_xml(&format!("DeleteVSwitch&VSwitchId={switch}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteVSwitchResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId></DeleteVSwitchResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("DeleteVSwitch").error(), missing("VSwitchId"));
        let answer = twin.vpc("DeleteVSwitch&VSwitchId=vsw-nowhere");
        assert_eq!(answer.error(), refusal(404, "InvalidVSwitchId.NotFound", "VSwitch not exist."));
    }

    #[test]
    fn no_instance_is_in_it() {
        let twin = Twin::empty();
        let switch = v_switches(&twin, "&ZoneId=cn-hangzhou-h")[0]["VSwitchId"].as_str().expect("an id").to_owned();
        let launch = format!(
            "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&VSwitchId={switch}\
             &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd"
        );
        let launched = twin.ecs(&launch).json();
        let delete = || twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}"));
        let text = "Resources deployed in the vSwitch have not been deleted.";
        assert_eq!(delete().error(), refusal(400, "DependencyViolation", text));
        let id = launched["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id");
        twin.ecs(&format!("DeleteInstance&InstanceId={id}&Force=true")).ok();
        delete().ok();
    }

    #[test]
    fn a_dry_run_deletes_nothing() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let switch = make_v_switch(&twin, &vpc, "");
        assert_eq!(twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}&DryRun=true")).error(), dry_run());
        assert_eq!(v_switches(&twin, &format!("&VpcId={vpc}")).len(), 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_range_is_free() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let switch = make_v_switch(&twin, &vpc, "");
        twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}")).ok();
        assert!(v_switches(&twin, &format!("&VpcId={vpc}")).is_empty());
        assert_ne!(make_v_switch(&twin, &vpc, ""), switch);
    }
}
