use super::super::parts::*;
use super::{LOOK, volume};
use crate::support::Twin;

const TAG: &str =
    "&TagSpecification.1.ResourceType=snapshot&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";

mod reading {
    use super::*;

    #[test]
    fn it_is_pending() {
        let twin = Twin::empty();
        let create = format!("CreateSnapshot&VolumeId={}&Description=of+it{TAG}", volume(&twin, ""));
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&create)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateSnapshotResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><snapshotId>snap-0120383713bf7a801</snapshotId>
        <volumeId>vol-01203828746c4d98f</volumeId><status>pending</status><startTime>2026-11-21T08:00:00.000Z</startTime>
        <progress/><ownerId>123456789012</ownerId><volumeSize>10</volumeSize><description>of it</description>
        <encrypted>false</encrypted><tagSet>
        <item><key>Name</key><value>x</value></item></tagSet></CreateSnapshotResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn volume_and_texts_are_judged() {
        let twin = Twin::empty();
        let id = volume(&twin, "");
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CreateSnapshot{more}"), code);
        code("&VolumeId=vol-0ffffffffffffffff", "InvalidVolume.NotFound");
        code("&VolumeId=x", "InvalidVolumeID.Malformed");
        code("", "MissingParameter");
        code(&format!("&VolumeId={id}&Description={}", "x".repeat(256)), "InvalidParameterValue");
        code(&format!("&VolumeId={id}&Location=local"), "UnsupportedOperation");
        code(&format!("&VolumeId={id}&OutpostArn=x"), "UnsupportedOperation");
        code(&format!("&VolumeId={id}{}", TAG.replace("=snapshot", "=volume")), "InvalidParameterValue");
        code(&format!("&VolumeId={id}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_complete_when_its_time_has_come() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let volume = volume(&twin, "");
        twin.advance("20s");
        let id = made(&twin, &format!("CreateSnapshot&VolumeId={volume}"), "snapshotId");
        let shown = || {
            let shown = twin.ec2(&format!("DescribeSnapshots&SnapshotId.1={id}"));
            (shown.one("status"), shown.one("progress"))
        };
        assert_eq!(shown(), ("pending".to_owned(), "0%".to_owned()));
        let create = format!("CreateVolume&AvailabilityZone=us-east-1a&SnapshotId={id}");
        assert_eq!(twin.ec2(&create).error().1, "IncorrectState");
        twin.advance("1m");
        assert_eq!(shown(), ("completed".to_owned(), "100%".to_owned()));
        twin.ec2(&create).ok();
    }

    #[test]
    fn it_is_as_the_volume_was() {
        let twin = Twin::empty();
        let volume = volume(&twin, "&Encrypted=true&KmsKeyId=mine");
        let snapshot = twin.ec2(&format!("CreateSnapshot&VolumeId={volume}"));
        assert_eq!((snapshot.one("encrypted").as_str(), snapshot.one("volumeSize").as_str()), ("true", "10"));
        assert_eq!(snapshot.one("kmsKeyId"), "arn:aws:kms:us-east-1:123456789012:key/mine");
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size=20")).ok();
        assert_eq!(twin.ec2("DescribeSnapshots").one("volumeSize"), "10");
    }
}
