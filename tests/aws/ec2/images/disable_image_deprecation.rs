use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let disable = format!("DisableImageDeprecation&ImageId={}", image(&twin, "web"));
        assert_eq!(twin.ec2(&disable).one("return"), "true");
    }
}

mod validation {
    #[test]
    fn the_image_is_the_accounts() {
        super::check_refusals("DisableImageDeprecation", "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_deprecated_no_longer() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("EnableImageDeprecation&ImageId={id}&DeprecateAt=2027-01-01T00:00:00Z")).ok();
        assert_eq!(shown(&twin, &id).all("deprecationTime").len(), 1);
        twin.ec2(&format!("DisableImageDeprecation&ImageId={id}")).ok();
        assert_eq!(shown(&twin, &id).all("deprecationTime").len(), 0);
    }
}
