use crate::alibaba::ecs::addresses::{FREE, OTHER, WORLD, allocate};
use crate::alibaba::ecs::{attribute, missing, refusal};
use crate::support::{Answer, Twin};

fn associate(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.vpc(&format!("AssociateEipAddress&AllocationId={id}&InstanceId={FREE}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let ip = attribute(&twin, FREE)["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0].clone();
        let more = format!(
            "&InstanceType=EcsInstance&InstanceRegionId=cn-hangzhou&Mode=NAT&PrivateIpAddress={}",
            ip.as_str().expect("an address")
        );
        insta::assert_snapshot!(associate(&twin, &allocate(&twin), &more).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = format!("AssociateEipAddress&AllocationId={}&InstanceId={OTHER}", allocate(&twin));
        insta::assert_snapshot!(twin.vpc_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AssociateEipAddressResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId></AssociateEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        assert_eq!(twin.vpc("AssociateEipAddress&InstanceId=i-1").error(), missing("AllocationId"));
        assert_eq!(twin.vpc("AssociateEipAddress&AllocationId=eip-1").error(), missing("InstanceId"));
        for (more, status, code, text) in [
            (
                "&InstanceRegionId=cn-shanghai",
                404,
                "InvalidRegionId.NotFound",
                "Specified value of InstanceRegionId is not supported.",
            ),
            ("&Mode=BINDED", 400, "Invalid.DirectEip.BindType", "The direct eip can be only associated with eni."),
            (
                "&PrivateIpAddress=1.2.3.4",
                400,
                "OperationFailed.PrivateIpAddressNotExist",
                "The operation failed because the PrivateIpAddress is not found.",
            ),
            (
                "&InstanceType=Other",
                400,
                "InvalidInstanceType.ValueNotSupported",
                "The specified value of InstanceType is not supported.",
            ),
        ] {
            assert_eq!(associate(&twin, &id, more).error(), refusal(status, code, text), "{more}");
        }
        let text = "Specified allocation ID is not found.";
        assert_eq!(associate(&twin, "eip-1", "").error(), refusal(404, "InvalidAllocationId.NotFound", text));
        assert_eq!(attribute(&twin, FREE)["EipAddress"]["AllocationId"], "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_has_it_and_the_token_remembers() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, "&ClientToken=T").ok();
        associate(&twin, &id, "&ClientToken=T").ok();
        assert_eq!(attribute(&twin, FREE)["EipAddress"]["AllocationId"], id);
        assert_eq!(associate(&twin, &id, "").error().1, "IncorrectEipStatus");
    }
}
