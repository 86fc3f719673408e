use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    image = "ami-0fedcba9876543210"

    [[ec2.instance.disks]]
    id = "vol-00000000000000001"
    size = 30
    category = "gp2"

    [[ec2.instance.disks]]
    id = "vol-00000000000000002"
    size = 100
    category = "st1"
"#;

fn create(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("CreateImage&InstanceId=i-00000000000000001&Name=web{more}"))
}

fn state(twin: &Twin, image: &str) -> String {
    twin.ec2(&format!("DescribeImages&ImageId.1={image}")).one("imageState")
}

fn run(twin: &Twin, image: &str) -> Answer {
    twin.ec2(&format!("RunInstances&ImageId={image}&InstanceType=t3.micro&MinCount=1&MaxCount=1"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_id() {
        insta::assert_snapshot!(create(&Twin::with(WORLD), "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><imageId>ami-0120384800989b7e9</imageId></CreateImageResponse>
        "#);
    }

    #[test]
    fn no_reboot_is_accepted() {
        let answer = create(&Twin::with(WORLD), "&NoReboot=true&SnapshotLocation=regional");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("NoReboot"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_volume_that_is_there_stays_as_it_is() {
        let twin = Twin::with(WORLD);
        let root = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs";
        for other in ["VolumeSize=1000", "SnapshotId=snap-1234567890abcdef0", "Encrypted=true"] {
            let refused = create(&twin, &format!("{root}.{other}")).error();
            let text = "The size, snapshot and encryption of /dev/xvda are those of the volume.";
            assert_eq!(refused, (400, "InvalidParameterCombination".into(), text.into()), "{other}");
        }
    }

    #[test]
    fn an_image_has_an_instance_and_a_name() {
        let twin = Twin::with(WORLD);
        let error = |call: &str| twin.ec2(&format!("CreateImage{call}")).error();
        let missing =
            |name: &str| (400, "MissingParameter".to_owned(), format!("The request must contain the parameter {name}"));
        assert_eq!(error("&Name=web"), missing("InstanceId"));
        assert_eq!(error("&InstanceId=i-00000000000000001"), missing("Name"));
        assert_eq!(error("&Name=web&InstanceId=x").1, "InvalidInstanceID.Malformed");
        assert_eq!(error("&Name=web&InstanceId=i-0ffffffffffffffff").1, "InvalidInstanceID.NotFound");
    }

    #[test]
    fn names_have_from_3_to_128_letters_and_are_unique() {
        let twin = Twin::with(WORLD);
        let named = |name: &str| twin.ec2(&format!("CreateImage&InstanceId=i-00000000000000001&Name={name}"));
        for name in ["ab", "a%23b", &"x".repeat(129)] {
            assert_eq!(named(name).error().1, "InvalidAMIName.Malformed", "{name}");
        }
        let id = named("a+(b)/[c]-'d'@e_f.g").one("imageId");
        let text = format!("AMI name a (b)/[c]-'d'@e_f.g is already in use by AMI {id}");
        assert_eq!(named("a+(b)/[c]-'d'@e_f.g").error(), (400, "InvalidAMIName.Duplicate".into(), text));
        twin.ec2(&format!("DeregisterImage&ImageId={id}")).ok();
        named("a+(b)/[c]-'d'@e_f.g").ok();
    }

    #[test]
    fn an_instance_runs_or_is_stopped() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        let text = "The instance 'i-00000000000000001' is not in the 'running' or 'stopped' state.";
        assert_eq!(create(&twin, "").error(), (400, "IncorrectInstanceState".into(), text.into()));
        twin.advance("1m");
        create(&twin, "").ok();
    }

    #[test]
    fn what_is_not_modelled_is_refused() {
        let twin = Twin::with(WORLD);
        for more in [
            "&SnapshotLocation=local",
            "&BootModeOverride=uefi",
            "&BlockDeviceMapping.1.DeviceName=a&BlockDeviceMapping.1.Ebs.KmsKeyId=k",
        ] {
            assert_eq!(create(&twin, more).error().1, "UnsupportedOperation", "{more}");
        }
        assert_eq!(create(&twin, "&SnapshotLocation=regional&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(create(&twin, "&Colour=red").error().1, "UnknownParameter");
        let tags = "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a";
        assert_eq!(create(&twin, tags).error().1, "InvalidParameterValue");
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(create(&twin, "&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeImages&Owner.1=self").all("imageId").len(), 0);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_image_is_available_by_the_next_call() {
        let twin = Twin::with(WORLD);
        let id = create(&twin, "").one("imageId");
        assert_eq!(state(&twin, &id), "available");
    }

    #[test]
    fn or_when_its_time_has_come() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = create(&twin, "").one("imageId");
        assert_eq!(state(&twin, &id), "pending");
        let text = format!("The image ID '{id}' is not available");
        assert_eq!(run(&twin, &id).error(), (400, "InvalidAMIID.Unavailable".into(), text));
        twin.advance("1m");
        assert_eq!(state(&twin, &id), "available");
        run(&twin, &id).ok();
    }

    #[test]
    fn an_instance_made_from_it_has_its_platform_and_disks() {
        let twin = Twin::new("strict_images = true", WORLD);
        let image = create(
            &twin,
            "&BlockDeviceMapping.1.DeviceName=/dev/xvdb&BlockDeviceMapping.1.NoDevice=\
             &BlockDeviceMapping.2.DeviceName=/dev/sdf&BlockDeviceMapping.2.Ebs.VolumeSize=50\
             &BlockDeviceMapping.3.DeviceName=/dev/xvda&BlockDeviceMapping.3.Ebs.DeleteOnTermination=false",
        )
        .one("imageId");
        let made = run(&twin, &image);
        assert_eq!(made.one("platform"), "windows");
        let id = made.one("instanceId");
        let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"));
        assert_eq!(described.all("deviceName"), ["/dev/xvda", "/dev/sdf"]);
        let filter = format!("&Filter.1.Name=attachment.instance-id&Filter.1.Value.1={id}");
        let volumes = twin.ec2(&format!("DescribeVolumes{filter}"));
        let mut of: Vec<_> = volumes.all("size").into_iter().zip(volumes.all("volumeType")).collect();
        of.sort();
        assert_eq!(of, [("30".to_owned(), "gp2".to_owned()), ("50".to_owned(), "gp2".to_owned())]);
        let mut snapshots = volumes.all("snapshotId");
        let mut known = twin.ec2(&format!("DescribeImages&ImageId.1={image}")).all("snapshotId");
        // The volume that the mapping adds is empty.
        snapshots.retain(|snapshot| !snapshot.is_empty());
        snapshots.sort();
        known.sort();
        assert_eq!(snapshots, known);
        assert_eq!(volumes.all("deleteOnTermination").iter().filter(|text| *text == "false").count(), 1);
    }

    #[test]
    fn an_image_outlives_its_instance() {
        let twin = Twin::with(WORLD);
        let id = create(&twin, "").one("imageId");
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(create(&twin, "2").error().1, "IncorrectInstanceState");
        twin.advance("2h");
        let made = run(&twin, &id).one("instanceId");
        assert_eq!(twin.ec2(&format!("DescribeInstances&InstanceId.1={made}")).all("deviceName").len(), 2);
    }
}
