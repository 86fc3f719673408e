use super::{WORLD, addresses, attached, code, made, no_interface, on, primary};
use crate::alibaba::ecs::missing;
use crate::support::{Answer, Twin};

fn call(twin: &Twin, id: &str, more: &str) -> Answer {
    on(twin, "AssignPrivateIpAddresses", id, more)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_names_what_was_assigned() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        insta::assert_snapshot!(call(&twin, &id, "&SecondaryPrivateIpAddressCount=2").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","AssignedPrivateIpAddressesSet":{"NetworkInterfaceId":"eni-bpgdc5ynk2p7sbop7uep","PrivateIpSet":{"PrivateIpAddress":["172.16.0.4","172.16.0.5"]},"Ipv4PrefixSet":{"Ipv4Prefixes":[]}}}"#);
        let xml = format!(
            "AssignPrivateIpAddresses&RegionId=cn-hangzhou&NetworkInterfaceId={id}&PrivateIpAddress.1=172.16.0.20"
        );
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AssignPrivateIpAddressesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><AssignedPrivateIpAddressesSet><NetworkInterfaceId>eni-bpgdc5ynk2p7sbop7uep</NetworkInterfaceId><PrivateIpSet><PrivateIpAddress>172.16.0.20</PrivateIpAddress></PrivateIpSet><Ipv4PrefixSet/></AssignedPrivateIpAddressesSet></AssignPrivateIpAddressesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn addresses_are_free_ones_of_the_v_switch() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        assert_eq!(call(&twin, &id, "").error(), missing("PrivateIpAddress"));
        assert_eq!(call(&twin, "eni-nowhere", "&SecondaryPrivateIpAddressCount=1").error(), no_interface());
        for (more, expected) in [
            ("&PrivateIpAddress.1=x", "InvalidIp.Address"),
            ("&PrivateIpAddress.1=10.0.0.1", "InvalidVSwitchId.IpInvalid"),
            ("&PrivateIpAddress.1=172.16.0.1", "InvalidIp.IpAssigned"),
            ("&PrivateIpAddress.1=172.16.0.9&PrivateIpAddress.2=172.16.0.9", "InvalidIp.IpRepeated"),
            ("&PrivateIpAddress.1=172.16.0.9&SecondaryPrivateIpAddressCount=1", "InvalidParameter.Conflict"),
            ("&SecondaryPrivateIpAddressCount=50", "MaxEniPrivateIpsCountExceeded"),
            ("&Ipv4PrefixCount=1", "UnsupportedParameter"),
        ] {
            assert_eq!(code(&call(&twin, &id, more)), expected, "{more}");
        }
        assert_eq!(addresses(&twin, &id).len(), 1);
    }

    #[test]
    fn the_type_of_the_instance_limits_them() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        attached(&twin, &id, "i-1");
        assert_eq!(code(&call(&twin, &id, "&SecondaryPrivateIpAddressCount=6")), "InvalidOperation.Ipv4CountExceeded");
        call(&twin, &id, "&SecondaryPrivateIpAddressCount=5").ok();
        assert_eq!(code(&call(&twin, &id, "&SecondaryPrivateIpAddressCount=1")), "InvalidOperation.Ipv4CountExceeded");
    }

    #[test]
    fn the_instance_of_a_primary_interface_is_at_rest() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let first = primary(&twin, "i-1");
        twin.ecs("StopInstance&InstanceId=i-1").ok();
        assert_eq!(code(&call(&twin, &first, "&SecondaryPrivateIpAddressCount=1")), "InvalidOperation.InvalidEcsState");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_primary_interface_has_more_too() {
        let twin = Twin::with(WORLD);
        let first = primary(&twin, "i-1");
        call(&twin, &first, "&PrivateIpAddress.1=172.16.0.30").ok();
        assert_eq!(addresses(&twin, &first), ["172.16.0.1", "172.16.0.30"]);
        let found = twin.ecs("DescribeNetworkInterfaces&RegionId=cn-hangzhou&PrivateIpAddress.1=172.16.0.30").json();
        assert_eq!(found["TotalCount"], 1);
    }

    #[test]
    fn a_token_assigns_once() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        let more = "&SecondaryPrivateIpAddressCount=1&ClientToken=once";
        assert_eq!(
            call(&twin, &id, more).json()["AssignedPrivateIpAddressesSet"],
            call(&twin, &id, more).json()["AssignedPrivateIpAddressesSet"]
        );
        assert_eq!(addresses(&twin, &id).len(), 2);
    }
}
