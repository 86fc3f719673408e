use super::{WORLD, code, made, no_interface, on};
use crate::alibaba::ecs::missing;
use crate::support::{Answer, Twin};

fn call(twin: &Twin, id: &str, more: &str) -> Answer {
    on(twin, "AssignIpv6Addresses", id, more)
}

/// A world whose VSwitches have ranges of IPv6.
pub fn with_ipv6() -> Twin {
    let twin = Twin::with(WORLD);
    super::give_ipv6(&twin);
    twin
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_names_what_was_assigned() {
        let twin = with_ipv6();
        let id = made(&twin, "");
        insta::assert_snapshot!(call(&twin, &id, "&Ipv6AddressCount=2").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","NetworkInterfaceId":"eni-bpgdc5ynk2p7sbop7uep","Ipv6Sets":{"Ipv6Address":["2001:db8::4","2001:db8::5"]},"Ipv6PrefixSets":{"Ipv6Prefix":[]}}"#);
        let xml =
            format!("AssignIpv6Addresses&RegionId=cn-hangzhou&NetworkInterfaceId={id}&Ipv6Address.1=2001:db8::100");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AssignIpv6AddressesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><NetworkInterfaceId>eni-bpgdc5ynk2p7sbop7uep</NetworkInterfaceId><Ipv6Sets><Ipv6Address>2001:db8::100</Ipv6Address></Ipv6Sets><Ipv6PrefixSets/></AssignIpv6AddressesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_v_switch_has_a_range() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        assert_eq!(call(&twin, &id, "").error(), missing("Ipv6Address"));
        assert_eq!(call(&twin, "eni-nowhere", "&Ipv6AddressCount=1").error(), no_interface());
        assert_eq!(code(&call(&twin, &id, "&Ipv6AddressCount=1")), "InvalidOperation.VSwitchIpv6Disabled");
        assert_eq!(code(&call(&twin, &id, "&Ipv6AddressCount=11")), "InvalidParameter");
        assert_eq!(code(&call(&twin, &id, "&Ipv6PrefixCount=1")), "UnsupportedParameter");
    }

    #[test]
    fn addresses_are_free_ones_of_the_range() {
        let twin = with_ipv6();
        let id = made(&twin, "&Ipv6Address.1=2001:db8::100");
        for (more, expected) in [
            ("&Ipv6Address.1=x", "InvalidIp.Address"),
            ("&Ipv6Address.1=2001:db9::1", "InvalidVSwitchId.IpInvalid"),
            ("&Ipv6Address.1=2001:db8::100", "InvalidIp.IpAssigned"),
            ("&Ipv6AddressCount=10", "MaxEniIpv6IpsCountExceeded"),
        ] {
            assert_eq!(code(&call(&twin, &id, more)), expected, "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_range_stays_while_an_interface_has_addresses_of_it() {
        let twin = with_ipv6();
        let id = made(&twin, "&Ipv6Address.1=2001:db8::100");
        let switch = shown(&twin, &id)["VSwitchId"].as_str().expect("an id").to_owned();
        let disable =
            || twin.vpc(&format!("ModifyVSwitchAttribute&RegionId=cn-hangzhou&VSwitchId={switch}&EnableIPv6=false"));
        assert_eq!(code(&disable()), "OperationFailed.Ipv6InstanceExist");
        on(&twin, "UnassignIpv6Addresses", &id, "&Ipv6Address.1=2001:db8::100").ok();
        disable().ok();
    }
    use crate::alibaba::ecs::interfaces::{attached, shown};

    #[test]
    fn they_show_and_the_type_limits_them() {
        let twin = with_ipv6();
        let id = made(&twin, "");
        attached(&twin, &id, "i-1");
        call(&twin, &id, "&Ipv6AddressCount=1").ok();
        let one = shown(&twin, &id)["Ipv6Sets"]["Ipv6Set"][0]["Ipv6Address"].as_str().expect("an address").to_owned();
        let found = twin.ecs(&format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou&Ipv6Address.1={one}")).json();
        assert_eq!(found["TotalCount"], 1);
        assert_eq!(code(&call(&twin, &id, "&Ipv6AddressCount=10")), "InvalidOperation.Ipv6CountExceeded");
    }
}
