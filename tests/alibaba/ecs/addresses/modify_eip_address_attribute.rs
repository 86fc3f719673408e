use super::allocate;
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("ModifyEipAddressAttribute&RegionId=cn-hangzhou&AllocationId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        insta::assert_snapshot!(modify(&twin, &id, "&Bandwidth=10").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        let twin = Twin::empty();
        let unknown = refusal(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found.");
        assert_eq!(modify(&twin, "eip-nowhere", "&Bandwidth=10").error(), unknown);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_another_bandwidth() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        modify(&twin, &id, "&Bandwidth=10").ok();
        let shown = twin.ecs(&format!("DescribeEipAddresses&RegionId=cn-hangzhou&AllocationId={id}")).json();
        assert_eq!(shown["EipAddresses"]["EipAddress"][0]["Bandwidth"], "10");
    }
}
