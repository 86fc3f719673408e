use super::{WORLD, attached, code, made, no_interface, on, primary, shown};
use crate::support::Twin;
use serde_json::Value;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let (one, two) = (made(&twin, ""), made(&twin, ""));
        insta::assert_snapshot!(on(&twin, "DeleteNetworkInterface", &one, "").ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87"}"#);
        let xml = format!("DeleteNetworkInterface&RegionId=cn-hangzhou&NetworkInterfaceId={two}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteNetworkInterfaceResponse><RequestId>E5AD0F70-0740-418D-8B6A-837B82D90BDD</RequestId></DeleteNetworkInterfaceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn only_what_is_available_is_deleted() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        attached(&twin, &id, "i-1");
        let delete = |id: &str| on(&twin, "DeleteNetworkInterface", id, "");
        assert_eq!(delete("eni-nowhere").error(), no_interface());
        assert_eq!(code(&delete(&id)), "InvalidOperation.InvalidEniState");
        assert_eq!(code(&delete(&primary(&twin, "i-1"))), "InvalidOperation.DetachPrimaryEniNotAllowed");
        assert_eq!(shown(&twin, &id)["Status"], "InUse");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_deleting_and_then_gone_and_its_addresses_are_free() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = made(&twin, "&PrimaryIpAddress=172.16.0.9");
        on(&twin, "DeleteNetworkInterface", &id, "").ok();
        assert_eq!(shown(&twin, &id)["Status"], "Deleting");
        assert_eq!(code(&on(&twin, "DeleteNetworkInterface", &id, "")), "InvalidOperation.InvalidEniState");
        twin.advance("2m");
        assert_eq!(shown(&twin, &id), Value::Null);
        assert_eq!(on(&twin, "DeleteNetworkInterface", &id, "").error(), no_interface());
        made(&twin, "&PrimaryIpAddress=172.16.0.9");
    }
}
