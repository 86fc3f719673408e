use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "");
        let modify = format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={id}&Description.Value=d");
        assert_eq!(twin.ec2(&modify).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn one_attribute_has_a_value() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let id = interface(&twin, &subnet, "");
        let elsewhere = twin.ec2("CreateSecurityGroup&GroupName=g&GroupDescription=d").one("groupId");
        let code = |more: &str, code: &str| {
            let call = format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={id}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("", "MissingParameter");
        code("&SourceDestCheck.Value=maybe", "InvalidParameterValue");
        code("&SourceDestCheck.Value=true&Description.Value=d", "InvalidParameterCombination");
        code(&format!("&Description.Value={}", "x".repeat(256)), "InvalidParameterValue");
        code("&SecurityGroupId.1=sg-0", "InvalidGroup.NotFound");
        code(&format!("&SecurityGroupId.1={elsewhere}"), "InvalidParameter");
        code(
            "&Attachment.AttachmentId=eni-attach-0&Attachment.DeleteOnTermination=true",
            "InvalidAttachmentID.NotFound",
        );
        let own = id.replace("eni-", "eni-attach-");
        code(
            &format!("&Attachment.AttachmentId={own}&Attachment.DeleteOnTermination=true"),
            "InvalidAttachmentID.NotFound",
        );
        code("&Attachment.DeleteOnTermination=true", "MissingParameter");
        code("&EnablePrimaryIpv6=true", "UnsupportedOperation");
        code("&Description.Value=d&DryRun=true", "DryRunOperation");
        let unknown = twin.ec2("ModifyNetworkInterfaceAttribute&NetworkInterfaceId=eni-0&Description.Value=d");
        assert_eq!(unknown.error().1, "InvalidNetworkInterfaceID.NotFound");
        let gateway =
            made(&twin, &format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private"), "networkInterfaceId");
        let managed =
            twin.ec2(&format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={gateway}&Description.Value=d"));
        assert_eq!(managed.error().1, "AuthFailure");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn attributes_are_shown_wherever_the_interface_is() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = attached(&twin, &subnet);
        let group = made(
            &twin,
            &format!("CreateSecurityGroup&GroupName=g&GroupDescription=d&VpcId={}", shown(&twin, &id).one("vpcId")),
            "groupId",
        );
        for id in [&id, &primary(&twin, &instance)] {
            let modify = |more: &str| {
                let call = format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={id}{more}");
                assert_eq!(twin.ec2(&call).one("return"), "true");
            };
            modify("&Description.Value=of+it");
            modify("&SourceDestCheck.Value=false");
            modify(&format!("&SecurityGroupId.1={group}"));
            let shown = shown(&twin, id);
            assert_eq!((shown.one("description").as_str(), shown.one("sourceDestCheck").as_str()), ("of it", "false"));
            assert_eq!(shown.one("groupId"), group);
        }
        let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!(described.all("sourceDestCheck"), ["false", "false", "false"]);
    }

    #[test]
    fn an_interface_goes_with_its_instance_or_stays() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = attached(&twin, &subnet);
        let own = primary(&twin, &instance);
        let address = addresses(&twin, &own);
        let set = |id: &str, goes: bool| {
            let attachment = attachment(&twin, id);
            let call = format!(
                "ModifyNetworkInterfaceAttribute&NetworkInterfaceId={id}&Attachment.AttachmentId={attachment}\
                 &Attachment.DeleteOnTermination={goes}"
            );
            twin.ec2(&call).ok();
        };
        set(&id, true);
        set(&own, false);
        let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!(described.all("deleteOnTermination")[1..], ["false", "true"]);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(twin.ec2("DescribeNetworkInterfaces").all("networkInterfaceId"), [own.as_str()]);
        assert_eq!((shown(&twin, &own).one("status").as_str(), addresses(&twin, &own)), ("available", address));
        twin.advance("2h");
        twin.ec2(&format!("DeleteNetworkInterface&NetworkInterfaceId={own}")).ok();
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
    }
}
