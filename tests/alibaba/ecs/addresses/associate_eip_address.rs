use super::{FREE, OTHER, PUBLIC, WORLD, addresses, allocate, associate, unassociate};
use crate::alibaba::ecs::{attribute, instances, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        insta::assert_snapshot!(associate(&twin, &id, FREE).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
        let (id, call) = (allocate(&twin), "AssociateEipAddress&InstanceType=EcsInstance&RegionId=cn-hangzhou");
        insta::assert_snapshot!(twin.ecs_xml(&format!("{call}&AllocationId={id}&InstanceId={OTHER}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AssociateEipAddressResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></AssociateEipAddressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn both_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        assert_eq!(twin.ecs("AssociateEipAddress&InstanceId=i-1").error(), missing("AllocationId"));
        assert_eq!(twin.ecs("AssociateEipAddress&AllocationId=eip-1").error(), missing("InstanceId"));
        let text = "Specified allocation ID is not found.";
        assert_eq!(associate(&twin, "eip-1", FREE).error(), refusal(404, "InvalidAllocationId.NotFound", text));
        let nowhere = refusal(404, "InvalidInstanId.NotFound", "Specified instance does not exist.");
        assert_eq!(associate(&twin, &id, "i-nowhere").error(), nowhere);
        assert_eq!(associate(&twin, &id, "ngw-1&InstanceType=Nat").error(), nowhere);
        let text = "The specified value of InstanceType is not supported.";
        let instance_type = associate(&twin, &id, "x-1&InstanceType=Other").error();
        assert_eq!(instance_type, refusal(400, "InvalidInstanceType.ValueNotSupported", text));
    }

    #[test]
    fn the_address_is_free() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        let text = "Current elastic IP status does not support this operation";
        for instance in [FREE, OTHER] {
            assert_eq!(associate(&twin, &id, instance).error(), refusal(400, "IncorrectEipStatus", text));
        }
        assert_eq!(attribute(&twin, OTHER)["EipAddress"]["AllocationId"], "");
    }

    #[test]
    fn the_instance_has_no_public_address_and_no_bandwidth() {
        let twin = Twin::with(WORLD);
        let (one, other) = (allocate(&twin), allocate(&twin));
        associate(&twin, &one, FREE).ok();
        let duplicated = refusal(400, "InvalidAssociation.Duplicated", "Specified instance already is associated.");
        assert_eq!(associate(&twin, &other, FREE).error(), duplicated);
        let text = "instance already bind natpublicip,cannot bind eip.";
        let public = refusal(400, "EIP_CAN_NOT_ASSOCIATE_WITH_PUBLIC_IP", text);
        assert_eq!(associate(&twin, &other, PUBLIC).error(), public);
        twin.ecs(&format!("ModifyInstanceSpec&InstanceId={OTHER}&InternetMaxBandwidthOut=5")).ok();
        let text = "Eip can not bind with instance when it's bandwidth is not zero.";
        let bandwidth = refusal(400, "Forbidden.InstanceBandwidthNotZero", text);
        assert_eq!(associate(&twin, &other, OTHER).error(), bandwidth);
        assert_eq!(addresses(Twin::ecs, &twin, "&Status=Available").len(), 1);
    }

    #[test]
    fn the_instance_is_in_a_vpc() {
        let twin =
            Twin::with("[[ecs.instance]]\nid = \"i-classic\"\ntype = \"ecs.g6.large\"\nnetwork_type = \"classic\"");
        let answer = associate(&twin, &allocate(&twin), "i-classic");
        assert_eq!(answer.error(), refusal(400, "OperationDenied", "Specified instance is not in VPC."));
    }

    #[test]
    fn the_instance_runs_or_is_stopped() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = allocate(&twin);
        twin.ecs(&format!("StartInstance&InstanceId={OTHER}")).ok();
        let text = "Current instance status does not support this operation.";
        assert_eq!(associate(&twin, &id, OTHER).error(), refusal(400, "IncorrectInstanceStatus", text));
        twin.advance("1m");
        associate(&twin, &id, OTHER).ok();
        twin.ecs(&format!("StopInstance&InstanceId={OTHER}")).ok();
        let text = "The current status of instance does not support this operation.";
        assert_eq!(unassociate(&twin, &id, OTHER).error(), refusal(400, "IncorrectInstanceStatus", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_shows_it_beside_its_public_addresses() {
        let twin = Twin::with(WORLD);
        let made = twin.ecs("AllocateEipAddress&RegionId=cn-hangzhou&Bandwidth=20").json();
        let (id, ip) = (made["AllocationId"].as_str().expect("an id"), made["EipAddress"].clone());
        associate(&twin, id, FREE).ok();
        let eip = serde_json::json!({"AllocationId": id, "IpAddress": ip, "Bandwidth": 20,
            "InternetChargeType": "PayByBandwidth"});
        let shown = attribute(&twin, FREE);
        assert_eq!((&shown["EipAddress"], &shown["PublicIpAddress"]["IpAddress"]), (&eip, &serde_json::json!([])));
        let all = instances(&twin);
        let all = all.as_array().expect("a list");
        let shown = all.iter().find(|instance| instance["InstanceId"] == FREE).expect("the instance");
        assert_eq!(shown["EipAddress"]["IpAddress"], ip);
        assert_eq!(shown["EipAddress"]["IsSupportUnassociate"], true);
        assert_eq!(shown["PublicIpAddress"]["IpAddress"], serde_json::json!([]));
        let nic = twin.ecs(&format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou&InstanceId={FREE}")).json();
        let nic = &nic["NetworkInterfaceSets"]["NetworkInterfaceSet"][0];
        let public = serde_json::json!({"AllocationId": id, "PublicIpAddress": ip});
        assert_eq!(
            (&nic["AssociatedPublicIp"], &nic["PrivateIpSets"]["PrivateIpSet"][0]["AssociatedPublicIp"]),
            (&public, &public)
        );
    }

    #[test]
    fn it_is_found_by_its_elastic_address() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        let ip = addresses(Twin::ecs, &twin, "")[0]["IpAddress"].as_str().expect("an address").to_owned();
        for (name, count) in [("EipAddresses", 1), ("PublicIpAddresses", 0)] {
            let answer = twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&{name}=[%22{ip}%22]")).json();
            assert_eq!(answer["TotalCount"], count, "{name}");
        }
    }

    #[test]
    fn it_stays_while_the_instance_rests_and_is_free_when_that_is_released() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        twin.ecs(&format!("StopInstance&InstanceId={FREE}&StoppedMode=StopCharging")).ok();
        assert_eq!(attribute(&twin, FREE)["EipAddress"]["AllocationId"], id);
        twin.ecs(&format!("StartInstance&InstanceId={FREE}")).ok();
        assert_eq!(attribute(&twin, FREE)["EipAddress"]["AllocationId"], id);
        twin.ecs(&format!("DeleteInstance&InstanceId={FREE}&Force=true")).ok();
        let shown = &addresses(Twin::ecs, &twin, "")[0];
        assert_eq!((&shown["Status"], &shown["InstanceId"]), (&"Available".into(), &"".into()));
    }

    #[test]
    fn it_leaves_no_room_for_a_public_address() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        let text = "There is an IpAddress allocated already for the specified instance.";
        let answer = twin.ecs(&format!("AllocatePublicIpAddress&InstanceId={FREE}"));
        assert_eq!(answer.error(), refusal(403, "AllocatedAlready", text));
    }
}
