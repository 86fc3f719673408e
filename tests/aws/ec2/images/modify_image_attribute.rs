use super::*;

fn permissions(twin: &Twin, image: &str) -> (Vec<String>, Vec<String>) {
    let shown = twin.ec2(&format!("DescribeImageAttribute&ImageId={image}&Attribute=launchPermission"));
    (shown.all("userId"), shown.all("group"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let modify = format!("ModifyImageAttribute&ImageId={id}&Attribute=description&Value=d");
        assert_eq!(twin.ec2(&modify).one("return"), "true");
        assert_eq!(shown(&twin, &id).one("description"), "d");
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_image_is_the_accounts() {
        check_refusals("ModifyImageAttribute", "&Description.Value=d");
    }

    #[test]
    fn one_attribute_has_a_value() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("ModifyImageAttribute&ImageId={id}{more}"), code)
        };
        code("", "MissingParameter");
        code("&Attribute=colour&Value=red", "InvalidParameterValue");
        code("&Attribute=launchPermission&UserId.1=210987654321", "MissingParameter");
        code("&ImdsSupport.Value=v1.0", "InvalidParameterValue");
        code(&format!("&Description.Value={}", "x".repeat(256)), "InvalidParameterValue");
        code("&Description.Value=d&ImdsSupport.Value=v2.0", "InvalidParameterCombination");
        code("&LaunchPermission.Add.1.UserId=me", "InvalidUserID.Malformed");
        code("&LaunchPermission.Add.1.Group=some", "InvalidParameterValue");
        code("&LaunchPermission.Add.1.OrganizationArn=x", "UnsupportedOperation");
        code("&ProductCode.1=x", "UnsupportedOperation");
    }

    #[test]
    fn what_is_encrypted_is_not_for_all() {
        let twin = Twin::empty();
        let snapshot = snapshot(&twin, "&Encrypted=true");
        let root = format!("&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.SnapshotId={snapshot}");
        let id = made(&twin, &format!("RegisterImage&Name=web&Architecture=x86_64{root}"), "imageId");
        let add = format!("ModifyImageAttribute&ImageId={id}&LaunchPermission.Add.1.Group=all");
        refused_without_change(&twin, LOOK, &add, "OperationNotPermitted");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn launch_permissions_come_and_go_in_either_syntax() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let modify = |more: &str| twin.ec2(&format!("ModifyImageAttribute&ImageId={id}{more}")).one("return");
        modify("&LaunchPermission.Add.1.Group=all&LaunchPermission.Add.2.UserId=210987654321");
        assert_eq!(permissions(&twin, &id), (vec!["210987654321".into()], vec!["all".into()]));
        assert_eq!(shown(&twin, &id).one("isPublic"), "true");
        assert_eq!(twin.ec2("DescribeImages&ExecutableBy.1=210987654321").all("imageId"), [id.as_str()]);
        modify("&Attribute=launchPermission&OperationType=remove&UserGroup.1=all");
        assert_eq!(shown(&twin, &id).one("isPublic"), "false");
        modify("&OperationType=remove&UserId.1=210987654321");
        assert_eq!(permissions(&twin, &id), (vec![], vec![]));
    }

    #[test]
    fn instances_then_require_session_tokens() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        assert_eq!(run(&twin, &id).one("httpTokens"), "optional");
        twin.ec2(&format!("ModifyImageAttribute&ImageId={id}&Attribute=imdsSupport&Value=v2.0")).ok();
        assert_eq!(run(&twin, &id).one("httpTokens"), "required");
    }
}
