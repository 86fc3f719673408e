use super::super::parts::*;
use super::LOOK;
use crate::support::Twin;

/// An instance with two volumes beside its root, all with a tag.
fn launched(twin: &Twin) -> String {
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1\
        &BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=20\
        &BlockDeviceMapping.2.DeviceName=/dev/sdg&BlockDeviceMapping.2.Ebs.VolumeSize=30\
        &TagSpecification.1.ResourceType=volume&TagSpecification.1.Tag.1.Key=team&TagSpecification.1.Tag.1.Value=blue";
    made(twin, run, "instanceId")
}

/// The volume of this size.
fn sized(twin: &Twin, size: &str) -> String {
    found(twin, "DescribeVolumes", "size", size, "volumeId").remove(0)
}

mod reading {
    use super::*;

    #[test]
    fn one_item_for_each_volume() {
        let twin = Twin::empty();
        let instance = launched(&twin);
        let create = format!(
            "CreateSnapshots&InstanceSpecification.InstanceId={instance}&InstanceSpecification.ExcludeBootVolume=true\
             &InstanceSpecification.ExcludeDataVolumeId.1={}&CopyTagsFromSource=volume",
            sized(&twin, "30")
        );
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&create)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><snapshotSet>
        <item><description/><tagSet>
        <item><key>team</key><value>blue</value></item></tagSet><encrypted>false</encrypted><volumeId>vol-0120386e5464ae372</volumeId>
        <state>pending</state><volumeSize>20</volumeSize><startTime>2026-11-21T08:00:00.000Z</startTime><progress/>
        <ownerId>123456789012</ownerId><snapshotId>snap-012038882d9685d45</snapshotId></item></snapshotSet>
        </CreateSnapshotsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instance_and_volumes_fit() {
        let twin = Twin::empty();
        let instance = launched(&twin);
        let code = |more: &str, code: &str| {
            let call = format!("CreateSnapshots{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("", "MissingParameter");
        code("&InstanceSpecification.InstanceId=i-0ffffffffffffffff", "InvalidInstanceID.NotFound");
        let of = format!("&InstanceSpecification.InstanceId={instance}");
        let without = |volume: &str| format!("{of}&InstanceSpecification.ExcludeDataVolumeId.1={volume}");
        code(&without("vol-0ffffffffffffffff"), "InvalidVolume.NotFound");
        code(&without(&sized(&twin, "8")), "InvalidAttachment.NotFound");
        code(&format!("{of}&CopyTagsFromSource=instance"), "InvalidParameterValue");
        code(&format!("{of}&Location=local"), "UnsupportedOperation");
        code(&format!("{of}&DryRun=true"), "DryRunOperation");
        let all = format!(
            "{}&InstanceSpecification.ExcludeDataVolumeId.2={}&InstanceSpecification.ExcludeBootVolume=true",
            without(&sized(&twin, "20")),
            sized(&twin, "30")
        );
        code(&all, "InvalidParameterCombination");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_volume_has_one() {
        let twin = Twin::empty();
        let instance = launched(&twin);
        let create = format!(
            "CreateSnapshots&InstanceSpecification.InstanceId={instance}&Description=all\
             &TagSpecification.1.ResourceType=snapshot&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b"
        );
        let mut made = twin.ec2(&create).all("snapshotId");
        made.sort();
        let shown = twin.ec2("DescribeSnapshots");
        assert_eq!(shown.all("snapshotId"), made);
        let mut sizes = shown.all("volumeSize");
        sizes.sort();
        assert_eq!(sizes, ["20", "30", "8"]);
        assert_eq!((shown.all("description"), shown.all("key")), (vec!["all".to_owned(); 3], vec!["a".to_owned(); 3]));
    }
}
