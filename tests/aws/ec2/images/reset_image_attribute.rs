use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let reset = format!("ResetImageAttribute&ImageId={}&Attribute=launchPermission", image(&twin, "web"));
        assert_eq!(twin.ec2(&reset).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn image_and_attribute_are_judged() {
        check_refusals("ResetImageAttribute", "&Attribute=launchPermission");
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let error = |more: &str| twin.ec2(&format!("ResetImageAttribute&ImageId={id}{more}")).error().1;
        assert_eq!(error("&Attribute=description"), "InvalidParameterValue");
        assert_eq!(error(""), "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn nobody_else_may_launch() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("ModifyImageAttribute&ImageId={id}&LaunchPermission.Add.1.Group=all")).ok();
        twin.ec2(&format!("ResetImageAttribute&ImageId={id}&Attribute=launchPermission")).ok();
        assert_eq!(shown(&twin, &id).one("isPublic"), "false");
    }
}
