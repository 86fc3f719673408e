use super::{WORLD, addresses, code, made, no_interface, on, shown};
use crate::alibaba::ecs::missing;
use crate::support::{Answer, Twin};

fn call(twin: &Twin, id: &str, more: &str) -> Answer {
    on(twin, "UnassignPrivateIpAddresses", id, more)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "&PrivateIpAddress.1=172.16.0.20&PrivateIpAddress.2=172.16.0.21");
        insta::assert_snapshot!(call(&twin, &id, "&PrivateIpAddress.1=172.16.0.20").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = format!(
            "UnassignPrivateIpAddresses&RegionId=cn-hangzhou&NetworkInterfaceId={id}&PrivateIpAddress.1=172.16.0.21"
        );
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><UnassignPrivateIpAddressesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></UnassignPrivateIpAddressesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_has_them_as_secondary_ones() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "&PrimaryIpAddress=172.16.0.9&PrivateIpAddress.1=172.16.0.20");
        assert_eq!(call(&twin, &id, "").error(), missing("PrivateIpAddress"));
        assert_eq!(call(&twin, "eni-nowhere", "&PrivateIpAddress.1=172.16.0.20").error(), no_interface());
        for address in ["172.16.0.9", "172.16.0.21", "172.16.0.20&PrivateIpAddress.2=172.16.0.21"] {
            assert_eq!(code(&call(&twin, &id, &format!("&PrivateIpAddress.1={address}"))), "InvalidIp.IpUnassigned");
        }
        assert_eq!(addresses(&twin, &id).len(), 2);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_free_then_and_elastic_addresses_too() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "&PrivateIpAddress.1=172.16.0.20");
        let eip = twin.vpc("AllocateEipAddress&RegionId=cn-hangzhou").json()["AllocationId"]
            .as_str()
            .expect("an id")
            .to_owned();
        let call_eip = format!(
            "AssociateEipAddress&AllocationId={eip}&InstanceId={id}&InstanceType=NetworkInterface&PrivateIpAddress=172.16.0.20"
        );
        twin.vpc(&call_eip).ok();
        let set = shown(&twin, &id)["PrivateIpSets"]["PrivateIpSet"][1].clone();
        assert_eq!(set["AssociatedPublicIp"]["AllocationId"], eip);
        call(&twin, &id, "&PrivateIpAddress.1=172.16.0.20").ok();
        let shown = twin.vpc("DescribeEipAddresses&RegionId=cn-hangzhou").json();
        assert_eq!(shown["EipAddresses"]["EipAddress"][0]["Status"], "Available");
        made(&twin, "&PrimaryIpAddress=172.16.0.20");
    }
}
