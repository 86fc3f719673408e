use super::{FREE, OTHER, WORLD, addresses, allocate, associate, unassociate};
use crate::alibaba::ecs::{attribute, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        insta::assert_snapshot!(unassociate(&twin, &id, FREE).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        associate(&twin, &id, FREE).ok();
        let call = "UnassociateEipAddress&InstanceType=EcsInstance&RegionId=cn-hangzhou";
        insta::assert_snapshot!(twin.ecs_xml(&format!("{call}&AllocationId={id}&InstanceId={FREE}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><UnassociateEipAddressResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId></UnassociateEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn both_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        assert_eq!(twin.ecs("UnassociateEipAddress&InstanceId=i-1").error(), missing("AllocationId"));
        assert_eq!(twin.ecs("UnassociateEipAddress&AllocationId=eip-1").error(), missing("InstanceId"));
        let text = "Specified allocation ID is not found";
        assert_eq!(unassociate(&twin, "eip-1", FREE).error(), refusal(404, "InvalidAllocationId.NotFound", text));
        let text = "Current elastic IP status does not support this operation.";
        assert_eq!(unassociate(&twin, &id, FREE).error(), refusal(400, "IncorrectEipStatus", text));
        associate(&twin, &id, FREE).ok();
        let text = "Specified instance does not exist.";
        assert_eq!(unassociate(&twin, &id, "i-1").error(), refusal(400, "InvalidInstanceId.NotFound", text));
        let text = "The specified bind instance does not exist.";
        assert_eq!(unassociate(&twin, &id, OTHER).error(), refusal(404, "InvalidBindInstance.NotFound", text));
        let text = "The specified value of InstanceType is not supported.";
        let instance_type = unassociate(&twin, &id, "x-1&InstanceType=Other").error();
        assert_eq!(instance_type, refusal(400, "InvalidInstanceType.ValueNotSupported", text));
        assert_eq!(attribute(&twin, FREE)["EipAddress"]["AllocationId"], id, "a refused call changes nothing");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_has_no_address_and_the_address_is_free() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        unassociate(&twin, &id, FREE).ok();
        let shown = attribute(&twin, FREE);
        assert_eq!(
            (&shown["EipAddress"]["IpAddress"], &shown["PublicIpAddress"]["IpAddress"]),
            (&"".into(), &serde_json::json!([]))
        );
        assert_eq!(addresses(Twin::ecs, &twin, "")[0]["Status"], "Available");
        associate(&twin, &id, OTHER).ok();
        assert_eq!(attribute(&twin, OTHER)["EipAddress"]["AllocationId"], id);
    }
}
