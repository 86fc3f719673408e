use crate::alibaba::ecs::addresses::{FREE, OTHER, WORLD, allocate, associate};
use crate::alibaba::ecs::{attribute, missing, refusal};
use crate::support::{Answer, Twin};

fn unassociate(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.vpc(&format!("UnassociateEipAddress&AllocationId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        insta::assert_snapshot!(unassociate(&twin, &id, "&Force=true").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        associate(&twin, &id, FREE).ok();
        insta::assert_snapshot!(twin.vpc_xml(&format!("UnassociateEipAddress&AllocationId={id}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><UnassociateEipAddressResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId></UnassociateEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_in_use() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        assert_eq!(twin.vpc("UnassociateEipAddress").error(), missing("AllocationId"));
        let text = "Specified allocation ID is not found";
        assert_eq!(unassociate(&twin, "eip-1", "").error(), refusal(404, "InvalidAllocationId.NotFound", text));
        let text = "Current elastic IP status does not support this operation.";
        assert_eq!(unassociate(&twin, &id, "").error(), refusal(400, "IncorrectEipStatus", text));
        associate(&twin, &id, FREE).ok();
        let text = "The specified bind instance does not exist.";
        let other = unassociate(&twin, &id, &format!("&InstanceId={OTHER}")).error();
        assert_eq!(other, refusal(404, "InvalidBindInstance.NotFound", text));
        let text = "Specified instance does not exist.";
        let nat = unassociate(&twin, &id, "&InstanceId=ngw-1&InstanceType=Nat").error();
        assert_eq!(nat, refusal(400, "InvalidInstanceId.NotFound", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_has_it_no_more() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        unassociate(&twin, &id, "&ClientToken=T").ok();
        assert_eq!(attribute(&twin, FREE)["EipAddress"]["AllocationId"], "");
        unassociate(&twin, &id, "&ClientToken=T").ok();
    }
}
