use super::*;

fn attribute(twin: &Twin, image: &str, name: &str) -> Answer {
    let answer = twin.ec2(&format!("DescribeImageAttribute&ImageId={image}&Attribute={name}"));
    answer.ok();
    answer
}

mod reading {
    use super::*;

    #[test]
    fn each_attribute_has_its_element() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        for (name, part) in [
            ("launchPermission", "<launchPermission/>"),
            ("productCodes", "<productCodes/>"),
            (
                "deregistrationProtection",
                "<deregistrationProtection><value>disabled</value></deregistrationProtection>",
            ),
            ("sriovNetSupport", "<sriovNetSupport/>"),
            (
                "blockDeviceMapping",
                "<blockDeviceMapping><item><deviceName>/dev/sda1</deviceName><ebs><snapshotId>snap-",
            ),
        ] {
            let answer = attribute(&twin, &id, name);
            assert!(answer.ok().contains(part), "{name}: {}", answer.ok());
            assert_eq!(answer.one("imageId"), id);
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_image_is_the_accounts() {
        check_refusals("DescribeImageAttribute", "&Attribute=description");
    }

    #[test]
    fn attributes_are_known() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let error = |more: &str| twin.ec2(&format!("DescribeImageAttribute&ImageId={id}{more}")).error().1;
        assert_eq!(error(""), "MissingParameter");
        assert_eq!(error("&Attribute=colour"), "InvalidParameterValue");
        assert_eq!(error("&Attribute=lastLaunchedTime"), "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_follows_what_was_modified() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        assert_eq!(attribute(&twin, &id, "description").all("value").len(), 0);
        twin.ec2(&format!("ModifyImageAttribute&ImageId={id}&Description.Value=of+it")).ok();
        assert_eq!(attribute(&twin, &id, "description").one("value"), "of it");
        twin.ec2(&format!("ModifyImageAttribute&ImageId={id}&ImdsSupport.Value=v2.0")).ok();
        assert_eq!(attribute(&twin, &id, "imdsSupport").one("value"), "v2.0");
    }
}
