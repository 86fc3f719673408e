use super::make_vpc;
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("ModifyVpcAttribute&RegionId=cn-hangzhou&VpcId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        insta::assert_snapshot!(modify(&twin, &vpc, "&VpcName=other").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_the_name_is_good() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let unknown = refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist.");
        assert_eq!(modify(&twin, "vpc-nowhere", "&VpcName=x1").error(), unknown);
        let name = refusal(400, "InvalidVpcName.Malformed", "Specified VPC name is not valid.");
        assert_eq!(modify(&twin, &vpc, "&VpcName=http://x").error(), name);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_another_name() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        modify(&twin, &vpc, "&VpcName=other&Description=d&UserCidr=192.168.0.0/24").ok();
        let shown = twin.ecs(&format!("DescribeVpcs&RegionId=cn-hangzhou&VpcId={vpc}")).json();
        let shown = &shown["Vpcs"]["Vpc"][0];
        assert_eq!((&shown["VpcName"], &shown["Description"]), (&"other".into(), &"d".into()));
        assert_eq!(shown["UserCidrs"]["UserCidr"][0], "192.168.0.0/24");
    }
}
