use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let enable = format!("EnableImageDeprecation&ImageId={}&DeprecateAt=2027-01-01T00:00:00Z", image(&twin, "web"));
        assert_eq!(twin.ec2(&enable).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn image_and_time_are_judged() {
        check_refusals("EnableImageDeprecation", "&DeprecateAt=2027-01-01T00:00:00Z");
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let error = |more: &str| twin.ec2(&format!("EnableImageDeprecation&ImageId={id}{more}")).error().1;
        assert_eq!(error(""), "MissingParameter");
        assert_eq!(error("&DeprecateAt=soon"), "InvalidParameterValue");
        assert_eq!(error("&DeprecateAt=2026-11-21T08:00:00Z"), "InvalidParameterValue");
        assert_eq!(error("&DeprecateAt=2036-11-21T08:00:01Z"), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_owner_sees_it_and_launches_from_it() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("EnableImageDeprecation&ImageId={id}&DeprecateAt=2026-11-21T09:00:29Z")).ok();
        assert_eq!(shown(&twin, &id).one("deprecationTime"), "2026-11-21T09:00:00.000Z");
        twin.advance("2h");
        assert_eq!(twin.ec2("DescribeImages&Owner.1=self").all("imageId"), [id.as_str()]);
        run(&twin, &id).ok();
    }
}
