use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let (id, _) = attached(&twin, &place(&twin));
        let detach = format!("DetachNetworkInterface&AttachmentId={}&Force=true", attachment(&twin, &id));
        let answer = twin.ec2(&detach);
        assert_eq!((answer.one("return").as_str(), answer.header("x-twinstance-ignored")), ("true", Some("Force")));
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_an_attachment_of_a_further_interface() {
        let twin = Twin::empty();
        let (id, instance) = attached(&twin, &place(&twin));
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DetachNetworkInterface{more}"), code)
        };
        code("", "MissingParameter");
        code("&AttachmentId=eni-attach-0", "InvalidAttachmentID.NotFound");
        let own = attachment(&twin, &primary(&twin, &instance));
        let text = code(&format!("&AttachmentId={own}"), "OperationNotPermitted");
        assert_eq!(text, "The network interface at device index 0 cannot be detached.");
        code(&format!("&AttachmentId={}&DryRun=true", attachment(&twin, &id)), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_available_with_its_addresses() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = attached(&twin, &subnet);
        let before = addresses(&twin, &id);
        let attachment = attachment(&twin, &id);
        twin.ec2(&format!("DetachNetworkInterface&AttachmentId={attachment}")).ok();
        assert_eq!((shown(&twin, &id).one("status").as_str(), addresses(&twin, &id)), ("available", before));
        let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!(described.all("networkInterfaceId").len(), 1);
        let again = twin.ec2(&format!("DetachNetworkInterface&AttachmentId={attachment}"));
        assert_eq!(again.error().1, "InvalidAttachmentID.NotFound");
        twin.ec2(&format!("AttachNetworkInterface&NetworkInterfaceId={id}&InstanceId={instance}&DeviceIndex=1")).ok();
    }
}
