use super::super::parts::*;
use super::{LOOK, instance_in, root, state, volume};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn it_is_being_attached() {
        let twin = Twin::empty();
        let (volume, instance) = (volume(&twin), instance_in(&twin, "us-east-1a"));
        let attach = format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdf");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&attach)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AttachVolumeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><volumeId>vol-01203828746c4d98f</volumeId>
        <instanceId>i-0120384800989b7e9</instanceId><device>/dev/sdf</device><status>attaching</status><attachTime>2026-11-21T08:00:00.000Z</attachTime>
        <deleteOnTermination>false</deleteOnTermination></AttachVolumeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn volume_instance_and_device_fit() {
        let twin = Twin::empty();
        let (id, instance) = (volume(&twin), instance_in(&twin, "us-east-1a"));
        let other = instance_in(&twin, "us-east-1b");
        let code = |volume: &str, instance: &str, device: &str, code: &str| {
            let call = format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device={device}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("vol-0ffffffffffffffff", &instance, "/dev/sdf", "InvalidVolume.NotFound");
        code("x", &instance, "/dev/sdf", "InvalidVolumeID.Malformed");
        code(&id, "i-0ffffffffffffffff", "/dev/sdf", "InvalidInstanceID.NotFound");
        code(&id, &instance, "sound", "InvalidParameterValue");
        let text = code(&id, &other, "/dev/sdf", "InvalidVolume.ZoneMismatch");
        assert_eq!(text, format!("The volume '{id}' is not in the same availability zone as instance '{other}'"));
        let text = code(&id, &instance, "/dev/xvda", "InvalidParameterValue");
        assert_eq!(text, "Invalid value '/dev/xvda' for unixDevice. Attachment point /dev/xvda is already in use");
        let text = code(&root(&twin, &other), &instance, "/dev/sdf", "VolumeInUse");
        assert_eq!(text, format!("{} is already attached to an instance", root(&twin, &other)));
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        code(&id, &instance, "/dev/sdf", "IncorrectState");
        for name in ["VolumeId", "InstanceId", "Device"] {
            let call =
                format!("AttachVolume&VolumeId={id}&InstanceId={instance}&Device=/dev/sdf").replace(name, "Nothing");
            assert!(["MissingParameter", "UnknownParameter"].contains(&twin.ec2(&call).error().1.as_str()), "{call}");
        }
    }

    #[test]
    fn a_type_has_so_many_attachments() {
        let twin = Twin::empty();
        let instance = instance_in(&twin, "us-east-1a");
        let attach = |n: u8| {
            let volume = volume(&twin);
            let device = format!("/dev/sd{}{}", char::from(b'b' + n / 20), char::from(b'a' + n % 20));
            twin.ec2(&format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device={device}"))
        };
        let attached = (0..40).take_while(|n| attach(*n).0.status == 200).count();
        let most = twin.ec2("DescribeInstanceTypes&InstanceType.1=t3.micro").one("maximumEbsAttachments");
        assert_eq!((attached + 2).to_string(), most, "beside the root volume and the interface");
        assert_eq!(attach(39).error().1, "AttachmentLimitExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_shows_it() {
        let twin = Twin::empty();
        let (volume, instance) = super::super::attached(&twin);
        assert_eq!(state(&twin, &volume), "in-use");
        let shown = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!(shown.all("deviceName"), ["/dev/xvda", "/dev/sdf"]);
        assert_eq!(shown.all("volumeId")[1], volume);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(state(&twin, &volume), "available", "it does not go with the instance");
    }

    #[test]
    fn it_takes_time_where_transitions_do() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let (volume, instance) = (volume(&twin), instance_in(&twin, "us-east-1a"));
        twin.advance("1m");
        let attach = format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdf");
        twin.ec2(&attach).ok();
        let shown = || twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}")).all("status");
        assert_eq!(shown(), ["in-use", "attaching"]);
        assert_eq!(twin.ec2(&format!("DetachVolume&VolumeId={volume}")).error().1, "IncorrectState");
        twin.advance("20s");
        assert_eq!(shown(), ["in-use", "attached"]);
        let times = twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}"));
        assert_eq!(times.one("createTime"), "2026-11-21T08:00:00.000Z");
        assert_eq!(times.one("attachTime"), "2026-11-21T08:01:00.000Z");
    }
}
