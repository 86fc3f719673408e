use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_attachment() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = (interface(&twin, &subnet, ""), instance_in(&twin, &subnet));
        let attach = format!("AttachNetworkInterface&NetworkInterfaceId={id}&InstanceId={instance}&DeviceIndex=1");
        let answer = twin.ec2(&attach);
        assert_eq!(answer.one("attachmentId"), id.replace("eni-", "eni-attach-"));
        assert_eq!(answer.one("networkCardIndex"), "0");
    }
}

mod validation {
    use super::*;

    #[test]
    fn interface_instance_and_index_fit() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = (interface(&twin, &subnet, ""), instance_in(&twin, &subnet));
        let far =
            instance_in(&twin, &found(&twin, "DescribeSubnets", "availability-zone", "us-east-1f", "subnetId")[0]);
        let code = |interface: &str, instance: &str, index: &str, code: &str| {
            let call = format!(
                "AttachNetworkInterface&NetworkInterfaceId={interface}&InstanceId={instance}&DeviceIndex={index}"
            );
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("eni-0", &instance, "1", "InvalidNetworkInterfaceID.NotFound");
        code(&id, "i-0ffffffffffffffff", "1", "InvalidInstanceID.NotFound");
        code(&id, &instance, "-1", "InvalidParameterValue");
        let text = code(&id, &instance, "0", "InvalidParameterValue");
        assert_eq!(text, format!("Instance '{instance}' already has an interface attached at device index '0'."));
        code(&id, &far, "1", "InvalidParameterCombination");
        let own = primary(&twin, &instance);
        assert_eq!(code(&own, &far, "1", "InvalidNetworkInterface.InUse"), format!("Interface: [{own}] in use."));
        twin.ec2(&format!("AttachNetworkInterface&NetworkInterfaceId={id}&InstanceId={instance}&DeviceIndex=1")).ok();
        code(&id, &instance, "2", "InvalidNetworkInterface.InUse");
        // A t3.micro can have two.
        let third = interface(&twin, &subnet, "");
        let text = code(&third, &instance, "2", "AttachmentLimitExceeded");
        assert_eq!(text, "Interface count 3 exceeds the limit for t3.micro");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        code(&third, &instance, "1", "IncorrectState");
        assert_eq!(twin.ec2("AttachNetworkInterface").error().1, "MissingParameter");
    }

    #[test]
    fn it_has_no_more_addresses_than_the_type() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) =
            (interface(&twin, &subnet, "&SecondaryPrivateIpAddressCount=2"), instance_in(&twin, &subnet));
        let attach = format!("AttachNetworkInterface&NetworkInterfaceId={id}&InstanceId={instance}&DeviceIndex=1");
        refused_without_change(&twin, LOOK, &attach, "PrivateIpAddressLimitExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_shows_it() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = attached(&twin, &subnet);
        let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!(described.all("networkInterfaceId"), [primary(&twin, &instance), id.clone()].map(|id| id));
        assert_eq!(described.all("deviceIndex"), ["0", "1"]);
        let interface = shown(&twin, &id);
        assert_eq!(
            (interface.all("status"), interface.one("instanceId")),
            (vec!["in-use".into(), "attached".into()], instance.clone())
        );
        assert_eq!(interface.one("deleteOnTermination"), "false");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(shown(&twin, &id).one("status"), "available");
        assert_eq!(twin.ec2("DescribeNetworkInterfaces").all("networkInterfaceId"), [id]);
    }

    #[test]
    fn it_takes_time_where_transitions_do() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let subnet = place(&twin);
        let instance = instance_in(&twin, &subnet);
        twin.advance("1m");
        let id = interface(&twin, &subnet, "");
        twin.ec2(&format!("AttachNetworkInterface&NetworkInterfaceId={id}&InstanceId={instance}&DeviceIndex=1")).ok();
        let states = || shown(&twin, &id).all("status");
        assert_eq!(states(), ["in-use", "attaching"]);
        twin.advance("20s");
        assert_eq!(states(), ["in-use", "attached"]);
        twin.ec2(&format!("DetachNetworkInterface&AttachmentId={}", attachment(&twin, &id))).ok();
        assert_eq!(states(), ["in-use", "detaching"]);
        let again = format!("DetachNetworkInterface&AttachmentId={}", attachment(&twin, &id));
        assert_eq!(twin.ec2(&again).error().1, "InvalidAttachmentID.NotFound");
        twin.advance("30s");
        assert_eq!(states(), ["available"]);
    }
}
