use super::{WORLD, attached, code, made, no_interface, on, primary, shown};
use crate::alibaba::ecs::{instances, missing};
use crate::support::{Answer, Twin};

fn call(twin: &Twin, id: &str, instance: &str) -> Answer {
    on(twin, "DetachNetworkInterface", id, &format!("&InstanceId={instance}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let (one, two) = (made(&twin, ""), made(&twin, ""));
        attached(&twin, &one, "i-1");
        attached(&twin, &two, "i-2");
        insta::assert_snapshot!(call(&twin, &one, "i-1").ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49"}"#);
        let xml = format!("DetachNetworkInterface&RegionId=cn-hangzhou&NetworkInterfaceId={two}&InstanceId=i-2");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DetachNetworkInterfaceResponse><RequestId>402B67FF-6BA4-4BA0-9790-AB0F2EBA07EA</RequestId></DetachNetworkInterfaceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_one_of_the_instance_and_not_the_primary_one() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        assert_eq!(on(&twin, "DetachNetworkInterface", &id, "").error(), missing("InstanceId"));
        assert_eq!(call(&twin, "eni-nowhere", "i-1").error(), no_interface());
        assert_eq!(code(&call(&twin, &id, "i-1")), "InvalidOperation.InvalidEniState");
        attached(&twin, &id, "i-1");
        assert_eq!(code(&call(&twin, &id, "i-2")), "InvalidParameter.EniNotBelongEcs");
        assert_eq!(code(&call(&twin, &id, "i-nowhere")), "InvalidEcsId.NotFound");
        let first = primary(&twin, "i-1");
        assert_eq!(code(&call(&twin, &first, "i-1")), "InvalidOperation.DetachPrimaryEniNotAllowed");
        assert_eq!(shown(&twin, &id)["Status"], "InUse");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_detaching_and_then_available() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = made(&twin, "");
        attached(&twin, &id, "i-1");
        call(&twin, &id, "i-1").ok();
        assert_eq!(shown(&twin, &id)["Status"], "Detaching");
        call(&twin, &id, "i-1").ok();
        twin.advance("2m");
        let one = shown(&twin, &id);
        assert_eq!((&one["Status"], &one["InstanceId"]), (&"Available".into(), &"".into()));
        let all = instances(&twin);
        let nics = all[0]["NetworkInterfaces"]["NetworkInterface"].as_array().expect("a list");
        assert_eq!(nics.len(), 1);
        attached(&twin, &id, "i-2");
    }
}
