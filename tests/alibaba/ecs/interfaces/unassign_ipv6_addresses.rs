use super::assign_ipv6_addresses::with_ipv6;
use super::{code, made, no_interface, on, shown};
use crate::alibaba::ecs::missing;
use crate::support::{Answer, Twin};

fn call(twin: &Twin, id: &str, more: &str) -> Answer {
    on(twin, "UnassignIpv6Addresses", id, more)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = with_ipv6();
        let id = made(&twin, "&Ipv6Address.1=2001:db8::100&Ipv6Address.2=2001:db8::101");
        insta::assert_snapshot!(call(&twin, &id, "&Ipv6Address.1=2001:db8::100").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml =
            format!("UnassignIpv6Addresses&RegionId=cn-hangzhou&NetworkInterfaceId={id}&Ipv6Address.1=2001:db8::101");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><UnassignIpv6AddressesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></UnassignIpv6AddressesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_has_them() {
        let twin = with_ipv6();
        let id = made(&twin, "&Ipv6Address.1=2001:db8::100");
        assert_eq!(call(&twin, &id, "").error(), missing("Ipv6Address"));
        assert_eq!(call(&twin, "eni-nowhere", "&Ipv6Address.1=2001:db8::100").error(), no_interface());
        assert_eq!(code(&call(&twin, &id, "&Ipv6Address.1=2001:db8::101")), "InvalidIp.IpUnassigned");
        assert_eq!(code(&call(&twin, &id, "&Ipv6Address.1=x")), "InvalidIp.Address");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_free_then() {
        let twin = with_ipv6();
        let id = made(&twin, "&Ipv6Address.1=2001:db8::100");
        call(&twin, &id, "&Ipv6Address.1=2001:db8::100").ok();
        assert_eq!(shown(&twin, &id)["Ipv6Sets"]["Ipv6Set"], serde_json::json!([]));
        made(&twin, "&Ipv6Address.1=2001:db8::100");
    }
}
