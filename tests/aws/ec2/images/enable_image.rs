use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2(&format!("EnableImage&ImageId={}", image(&twin, "web"))).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_image_is_the_accounts_and_made() {
        check_refusals("EnableImage", "");
        let twin = Twin::new("transitions = \"realistic\"", "");
        let run = run(&twin, "ami-0abcdef1234567890").one("instanceId");
        twin.advance("1m");
        let id = made(&twin, &format!("CreateImage&InstanceId={run}&Name=web"), "imageId");
        refused_without_change(&twin, LOOK, &format!("EnableImage&ImageId={id}"), "InvalidAMIID.Unavailable");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_can_be_launched_from_again() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("DisableImage&ImageId={id}")).ok();
        twin.ec2(&format!("EnableImage&ImageId={id}")).ok();
        assert_eq!(shown(&twin, &id).one("imageState"), "available");
        run(&twin, &id).ok();
    }
}
