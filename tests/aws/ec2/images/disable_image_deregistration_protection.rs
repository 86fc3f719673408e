use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let disable = format!("DisableImageDeregistrationProtection&ImageId={}", image(&twin, "web"));
        assert_eq!(twin.ec2(&disable).one("return"), "true");
    }
}

mod validation {
    #[test]
    fn the_image_is_the_accounts() {
        super::check_refusals("DisableImageDeregistrationProtection", "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_cooldown_takes_a_day() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("EnableImageDeregistrationProtection&ImageId={id}&WithCooldown=true")).ok();
        assert_eq!(shown(&twin, &id).one("deregistrationProtection"), "enabled-with-cooldown");
        let disable = format!("DisableImageDeregistrationProtection&ImageId={id}");
        twin.ec2(&disable).ok();
        twin.advance("23h");
        twin.ec2(&disable).ok();
        let deregister = format!("DeregisterImage&ImageId={id}");
        assert_eq!(twin.ec2(&deregister).error().1, "OperationNotPermitted");
        twin.advance("1h");
        assert_eq!(shown(&twin, &id).one("deregistrationProtection"), "disabled");
        twin.ec2(&deregister).ok();
    }
}
