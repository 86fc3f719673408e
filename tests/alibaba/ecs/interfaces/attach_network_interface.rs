use super::{WORLD, attached, code, made, no_interface, on, shown};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

fn call(twin: &Twin, id: &str, instance: &str) -> crate::support::Answer {
    on(twin, "AttachNetworkInterface", id, &format!("&InstanceId={instance}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let (one, two) = (made(&twin, ""), made(&twin, ""));
        insta::assert_snapshot!(call(&twin, &one, "i-1").ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87"}"#);
        let xml = format!("AttachNetworkInterface&RegionId=cn-hangzhou&NetworkInterfaceId={two}&InstanceId=i-2");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AttachNetworkInterfaceResponse><RequestId>E5AD0F70-0740-418D-8B6A-837B82D90BDD</RequestId></AttachNetworkInterfaceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn both_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        assert_eq!(on(&twin, "AttachNetworkInterface", &id, "").error(), missing("InstanceId"));
        assert_eq!(call(&twin, "eni-nowhere", "i-1").error(), no_interface());
        let text = "The specified InstanceId does not exist.";
        assert_eq!(call(&twin, &id, "i-nowhere").error(), refusal(404, "InvalidEcsId.NotFound", text));
        assert_eq!(
            code(&on(&twin, "AttachNetworkInterface", &id, "&InstanceId=i-1&NetworkCardIndex=1")),
            "UnsupportedParameter"
        );
    }

    #[test]
    fn the_interface_is_available_and_the_instance_at_rest() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = made(&twin, "");
        attached(&twin, &id, "i-1");
        assert_eq!(code(&call(&twin, &id, "i-2")), "InvalidOperation.InvalidEniState");
        assert_eq!(code(&call(&twin, &super::super::primary(&twin, "i-1"), "i-2")), "InvalidOperation.InvalidEniState");
        twin.ecs("StartInstance&InstanceId=i-2").ok();
        let other = made(&twin, "");
        assert_eq!(code(&call(&twin, &other, "i-2")), "InvalidOperation.InvalidEcsState");
    }

    #[test]
    fn zone_and_vpc_are_those_of_the_instance() {
        let twin = Twin::with(WORLD);
        let here = crate::alibaba::ecs::instances(&twin)[0].clone();
        let (vpc, zone) =
            (here["VpcAttributes"]["VpcId"].as_str().expect("an id"), here["ZoneId"].as_str().expect("a zone"));
        let switch = |vpc: &str, zone: &str, range: &str| {
            let call = format!("CreateVSwitch&RegionId=cn-hangzhou&VpcId={vpc}&ZoneId={zone}&CidrBlock={range}");
            twin.vpc(&call).json()["VSwitchId"].as_str().expect("an id").to_owned()
        };
        let interface = |vpc: &str, switch: &str| {
            let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}"));
            let group = group.json()["SecurityGroupId"].as_str().expect("an id").to_owned();
            let call =
                format!("CreateNetworkInterface&RegionId=cn-hangzhou&VSwitchId={switch}&SecurityGroupId={group}");
            twin.ecs(&call).json()["NetworkInterfaceId"].as_str().expect("an id").to_owned()
        };
        let other_zone = if zone == "cn-hangzhou-h" { "cn-hangzhou-i" } else { "cn-hangzhou-h" };
        let far = interface(vpc, &switch(vpc, other_zone, "172.16.208.0/24"));
        assert_eq!(code(&call(&twin, &far, "i-1")), "InvalidOperation.AvailabilityZoneMismatch");
        let other = twin.vpc("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/8").json()["VpcId"].clone();
        let other = other.as_str().expect("an id");
        let foreign = interface(other, &switch(other, zone, "10.0.0.0/24"));
        assert_eq!(code(&call(&twin, &foreign, "i-1")), "InvalidOperation.VpcMismatch");
    }

    #[test]
    fn the_type_limits_interfaces_addresses_and_queues() {
        let twin = Twin::with(WORLD);
        let many = made(&twin, "&SecondaryPrivateIpAddressCount=6");
        assert_eq!(code(&call(&twin, &many, "i-1")), "InvalidOperation.Ipv4CountExceeded");
        let queues = made(&twin, "&QueueNumber=2000");
        assert_eq!(code(&call(&twin, &queues, "i-1")), "InvalidOperation.ExceedInstanceTypeQueueNumber");
        attached(&twin, &made(&twin, ""), "i-1");
        assert_eq!(code(&call(&twin, &made(&twin, ""), "i-1")), "EniPerInstanceLimitExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_attaching_and_then_in_use() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = made(&twin, "&NetworkInterfaceName=data");
        call(&twin, &id, "i-1").ok();
        assert_eq!(shown(&twin, &id)["Status"], "Attaching");
        twin.advance("1m");
        let one = shown(&twin, &id);
        assert_eq!((&one["Status"], &one["InstanceId"]), (&"InUse".into(), &"i-1".into()));
        assert_eq!((&one["Attachment"]["DeviceIndex"], &one["Attachment"]["InstanceId"]), (&1.into(), &"i-1".into()));
        let nics = crate::alibaba::ecs::instances(&twin);
        let nics = nics.as_array().expect("a list").iter().find(|one| one["InstanceId"] == "i-1").expect("it").clone();
        let nics = &nics["NetworkInterfaces"]["NetworkInterface"];
        assert_eq!((&nics[0]["Type"], &nics[1]["Type"]), (&"Primary".into(), &"Secondary".into()));
        assert_eq!(nics[1]["NetworkInterfaceId"], id);
    }

    #[test]
    fn it_goes_with_its_instance_or_stays() {
        for (more, left) in [("", 0), ("&DeleteOnRelease=false", 1)] {
            let twin = Twin::with(WORLD);
            let id = made(&twin, more);
            attached(&twin, &id, "i-2");
            twin.ecs("DeleteInstance&InstanceId=i-2").ok();
            twin.advance("5m");
            let call =
                format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou&NetworkInterfaceId.1={id}&Status=Available");
            assert_eq!(twin.ecs(&call).json()["TotalCount"], left, "{more}");
        }
    }
}
