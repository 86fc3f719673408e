use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2(&format!("DisableImage&ImageId={}", image(&twin, "web"))).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_image_is_the_accounts_and_available() {
        check_refusals("DisableImage", "");
        let twin = Twin::empty();
        let disable = format!("DisableImage&ImageId={}", image(&twin, "web"));
        twin.ec2(&disable).ok();
        refused_without_change(&twin, LOOK, &disable, "InvalidAMIID.Unavailable");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn nothing_is_launched_from_it() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("ModifyImageAttribute&ImageId={id}&LaunchPermission.Add.1.Group=all")).ok();
        twin.ec2(&format!("DisableImage&ImageId={id}")).ok();
        assert_eq!(run(&twin, &id).error().1, "InvalidAMIID.Unavailable");
        assert_eq!(
            (shown(&twin, &id).one("imageState").as_str(), shown(&twin, &id).one("isPublic").as_str()),
            ("disabled", "false")
        );
        assert_eq!(twin.ec2("DescribeImages&Owner.1=self").all("imageId").len(), 0);
        assert_eq!(twin.ec2("DescribeImages&Owner.1=self&IncludeDisabled=true").all("imageId"), [id.as_str()]);
        let snapshot = shown(&twin, &id).one("snapshotId");
        assert_eq!(twin.ec2(&format!("DeleteSnapshot&SnapshotId={snapshot}")).error().1, "InvalidSnapshot.InUse");
        twin.ec2(&format!("DeregisterImage&ImageId={id}")).ok();
    }
}
