use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let enable = format!("EnableImageDeregistrationProtection&ImageId={}", image(&twin, "web"));
        assert_eq!(twin.ec2(&enable).one("return"), "true");
    }
}

mod validation {
    #[test]
    fn the_image_is_the_accounts() {
        super::check_refusals("EnableImageDeregistrationProtection", "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_cannot_be_deregistered() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("EnableImageDeregistrationProtection&ImageId={id}")).ok();
        assert_eq!(shown(&twin, &id).one("deregistrationProtection"), "enabled-without-cooldown");
        let deregister = format!("DeregisterImage&ImageId={id}");
        refused_without_change(&twin, LOOK, &deregister, "OperationNotPermitted");
        twin.ec2(&format!("DisableImageDeregistrationProtection&ImageId={id}")).ok();
        twin.ec2(&deregister).ok();
    }
}
