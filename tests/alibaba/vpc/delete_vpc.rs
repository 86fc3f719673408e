use super::{make_v_switch, make_vpc, vpcs};
use crate::alibaba::ecs::{dry_run, missing, refusal};
use crate::support::{Answer, Twin};

fn delete(twin: &Twin, vpc: &str, more: &str) -> Answer {
    twin.vpc(&format!("DeleteVpc&RegionId=cn-hangzhou&VpcId={vpc}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let (one, other) = (make_vpc(&twin, ""), make_vpc(&twin, ""));
        insta::assert_snapshot!(delete(&twin, &one, "&ForceDelete=false").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        insta::assert_snapshot!(twin.vpc_xml(&format!("DeleteVpc&VpcId={other}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteVpcResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></DeleteVpcResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("DeleteVpc").error(), missing("VpcId"));
        let text = "Specified VPC can not found.";
        assert_eq!(delete(&twin, "vpc-nowhere", "").error(), refusal(400, "Forbidden.VpcNotFound", text));
    }

    #[test]
    fn nothing_is_in_it() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let switch = make_v_switch(&twin, &vpc, "");
        let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}")).json();
        let group = group["SecurityGroupId"].as_str().expect("an id");
        let text = "Specified object has dependent resources";
        assert_eq!(delete(&twin, &vpc, "").error(), refusal(400, "DependencyViolation.VSwitch", text));
        twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}")).ok();
        let text = "Specified object has dependent resources SecurityGroup.";
        assert_eq!(delete(&twin, &vpc, "").error(), refusal(400, "DependencyViolation.SecurityGroup", text));
        twin.ecs(&format!("DeleteSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}")).ok();
        delete(&twin, &vpc, "").ok();
    }

    #[test]
    fn a_dry_run_deletes_nothing() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        assert_eq!(delete(&twin, &vpc, "&DryRun=true").error(), dry_run());
        assert_eq!(vpcs(&twin, "").len(), 2);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_the_token_remembers_it() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        delete(&twin, &vpc, "&ClientToken=T").ok();
        assert!(vpcs(&twin, &format!("&VpcId={vpc}")).is_empty());
        delete(&twin, &vpc, "&ClientToken=T").ok();
        assert_eq!(delete(&twin, &vpc, "").error().1, "Forbidden.VpcNotFound");
    }
}
