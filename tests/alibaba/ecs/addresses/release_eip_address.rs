use super::{FREE, WORLD, addresses, allocate, associate};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

fn release(twin: &Twin, id: &str) -> crate::support::Answer {
    twin.ecs(&format!("ReleaseEipAddress&AllocationId={id}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let (one, other) = (allocate(&twin), allocate(&twin));
        insta::assert_snapshot!(release(&twin, &one).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = twin.ecs_xml(&format!("ReleaseEipAddress&AllocationId={other}&RegionId=cn-hangzhou"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ReleaseEipAddressResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></ReleaseEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there_and_free() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("ReleaseEipAddress").error(), missing("AllocationId"));
        let text = "Specified allocation ID is not found.";
        assert_eq!(release(&twin, "eip-1").error(), refusal(404, "InvalidAllocationId.NotFound", text));
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        let text = "Current elastic IP status does not support this operation.";
        assert_eq!(release(&twin, &id).error(), refusal(400, "IncorrectEipStatus", text));
        assert_eq!(addresses(Twin::ecs, &twin, "").len(), 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_for_both_apis() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        release(&twin, &id).ok();
        assert!(addresses(Twin::ecs, &twin, "").is_empty());
        assert!(addresses(Twin::vpc, &twin, "").is_empty());
        assert_eq!(release(&twin, &id).error().1, "InvalidAllocationId.NotFound");
    }
}
