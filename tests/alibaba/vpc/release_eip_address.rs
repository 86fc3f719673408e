use crate::alibaba::ecs::addresses::{FREE, WORLD, addresses, allocate, associate};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let (one, other) = (allocate(&twin), allocate(&twin));
        insta::assert_snapshot!(twin.vpc(&format!("ReleaseEipAddress&AllocationId={one}")).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        insta::assert_snapshot!(twin.vpc_xml(&format!("ReleaseEipAddress&AllocationId={other}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ReleaseEipAddressResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></ReleaseEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there_and_free() {
        let twin = Twin::with(WORLD);
        let release = |id: &str| twin.vpc(&format!("ReleaseEipAddress&AllocationId={id}")).error();
        assert_eq!(twin.vpc("ReleaseEipAddress").error(), missing("AllocationId"));
        let text = "Specified allocation ID is not found.";
        assert_eq!(release("eip-1"), refusal(404, "InvalidAllocationId.NotFound", text));
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        let text = "Current elastic IP status does not support this operation.";
        assert_eq!(release(&id), refusal(400, "IncorrectEipStatus", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_address_is_not_given_again() {
        let twin = Twin::empty();
        let first = addresses(Twin::vpc, &twin, &format!("&AllocationId={}", allocate(&twin)))[0].clone();
        let id = first["AllocationId"].as_str().expect("an id");
        twin.vpc(&format!("ReleaseEipAddress&AllocationId={id}")).ok();
        allocate(&twin);
        let left = addresses(Twin::vpc, &twin, "");
        assert_eq!(left.len(), 1);
        assert_ne!(left[0]["IpAddress"], first["IpAddress"]);
    }
}
