use super::super::parts::*;
use super::{LOOK, attached, root, state, volume};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn it_is_being_detached() {
        let twin = Twin::empty();
        let (volume, _) = attached(&twin);
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&format!("DetachVolume&VolumeId={volume}"))), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DetachVolumeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><volumeId>vol-01203828746c4d98f</volumeId>
        <instanceId>i-0120384800989b7e9</instanceId><device>/dev/sdf</device><status>detaching</status><attachTime>2026-11-21T08:00:00.000Z</attachTime>
        <deleteOnTermination>false</deleteOnTermination></DetachVolumeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_attached_as_the_request_says() {
        let twin = Twin::empty();
        let (id, instance) = attached(&twin);
        let (free, other) = (volume(&twin), super::super::instance_in(&twin, "us-east-1a"));
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DetachVolume&VolumeId={more}"), code)
        };
        code("vol-0ffffffffffffffff", "InvalidVolume.NotFound");
        let text = code(&free, "IncorrectState");
        assert_eq!(text, format!("The volume '{free}' is in the 'available' state."));
        let text = code(&format!("{id}&InstanceId={other}"), "InvalidAttachment.NotFound");
        assert_eq!(text, format!("Volume {id} can not be detached from {other} because it is not attached"));
        code(&format!("{id}&InstanceId={instance}&Device=/dev/sdg"), "InvalidAttachment.NotFound");
        code(&format!("{id}&InstanceId=i-0ffffffffffffffff"), "InvalidInstanceID.NotFound");
        let text = code(&root(&twin, &instance), "OperationNotPermitted");
        assert_eq!(
            text,
            format!("Unable to detach root volume '{}' from instance '{instance}'", root(&twin, &instance))
        );
        code(&format!("{id}&DryRun=true"), "DryRunOperation");
        assert_eq!(twin.ec2("DetachVolume").error().1, "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_available_and_can_be_attached_again() {
        let twin = Twin::empty();
        let (volume, instance) = attached(&twin);
        twin.ec2(&format!("DetachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdf&Force=true")).ok();
        assert_eq!(state(&twin, &volume), "available");
        assert_eq!(twin.ec2("DescribeInstances").all("deviceName"), ["/dev/xvda"]);
        twin.ec2(&format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdg")).ok();
        assert_eq!(twin.ec2("DescribeInstances").all("deviceName"), ["/dev/xvda", "/dev/sdg"]);
    }

    #[test]
    fn a_stopped_instance_can_get_another_root() {
        let twin = Twin::empty();
        let (volume, instance) = attached(&twin);
        let root = root(&twin, &instance);
        let start = format!("StartInstances&InstanceId.1={instance}");
        twin.ec2(&format!("StopInstances&InstanceId.1={instance}")).ok();
        twin.ec2(&format!("DetachVolume&VolumeId={root}")).ok();
        twin.ec2(&format!("DetachVolume&VolumeId={volume}")).ok();
        let (_, code, text) = twin.ec2(&start).error();
        assert_eq!(code, "IncorrectInstanceState");
        assert!(text.ends_with("Instance does not have a volume attached at root (/dev/xvda)"), "{text}");
        twin.ec2(&format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/xvda")).ok();
        assert_eq!(twin.ec2("DescribeInstances").one("rootDeviceName"), "/dev/xvda");
        twin.ec2(&start).ok();
        assert_eq!(state(&twin, &root), "available");
        assert_eq!(twin.ec2(&format!("DetachVolume&VolumeId={volume}")).error().1, "OperationNotPermitted");
    }

    #[test]
    fn it_takes_time_where_transitions_do() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let (volume, instance) = (volume(&twin), super::super::instance_in(&twin, "us-east-1a"));
        twin.advance("1m");
        twin.ec2(&format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdf")).ok();
        twin.advance("1m");
        twin.ec2(&format!("DetachVolume&VolumeId={volume}")).ok();
        let shown = || twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}")).all("status");
        assert_eq!(shown(), ["in-use", "detaching"]);
        twin.advance("30s");
        assert_eq!(shown(), ["available"]);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(shown(), ["available"]);
    }

    #[test]
    fn a_terminated_instance_has_nothing_left_to_detach() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let (volume, instance) = (volume(&twin), super::super::instance_in(&twin, "us-east-1a"));
        twin.advance("1m");
        twin.ec2(&format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdf")).ok();
        twin.ec2(&format!("StopInstances&InstanceId.1={instance}")).ok();
        twin.advance("1m");
        twin.ec2(&format!("DetachVolume&VolumeId={volume}")).ok();
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(state(&twin, &volume), "available");
        twin.advance("2h");
        assert_eq!(state(&twin, &volume), "available");
    }
}
