use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

fn delete(twin: &Twin, id: &str) -> crate::support::Answer {
    twin.ecs(&format!("DeleteVpc&RegionId=cn-hangzhou&VpcId={id}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        insta::assert_snapshot!(delete(&twin, &make_vpc(&twin)).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_empty() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DeleteVpc&RegionId=cn-hangzhou").error(), missing("VpcId"));
        let unknown = refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist.");
        assert_eq!(delete(&twin, "vpc-nowhere").error(), unknown);
        let vpc = make_vpc(&twin);
        make_v_switch(&twin, &vpc);
        let used = refusal(400, "DependencyViolation.VSwitch", "Specified object has dependent resources");
        assert_eq!(delete(&twin, &vpc).error(), used);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_in_both_apis() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        delete(&twin, &vpc).ok();
        let call = format!("DescribeVpcs&RegionId=cn-hangzhou&VpcId={vpc}");
        assert_eq!(twin.ecs(&call).json()["TotalCount"], 0);
        assert_eq!(twin.vpc(&call).json()["TotalCount"], 0);
    }
}
