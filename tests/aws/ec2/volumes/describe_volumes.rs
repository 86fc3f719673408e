use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    zone = "us-east-1b"

    [[ec2.instance.disks]]
    id = "vol-00000000000000001"
    size = 20
    category = "gp3"

    [[ec2.instance.disks]]
    id = "vol-00000000000000002"
    size = 100
    category = "gp2"
"#;

/// A world with an instance of three volumes, of which `/dev/sdf` does not go with it.
fn launched() -> (Twin, String) {
    let twin = Twin::empty();
    let made = twin.ec2(
        "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1\
         &BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=40\
         &BlockDeviceMapping.1.Ebs.DeleteOnTermination=false&BlockDeviceMapping.2.DeviceName=/dev/sdg\
         &BlockDeviceMapping.2.Ebs.VolumeType=st1&BlockDeviceMapping.2.Ebs.VolumeSize=125&TagSpecification.1.ResourceType=volume\
         &TagSpecification.1.Tag.1.Key=team&TagSpecification.1.Tag.1.Value=blue",
    );
    let id = made.one("instanceId");
    (twin, id)
}

fn filtered(twin: &Twin, name: &str, value: &str) -> Vec<String> {
    let answer = twin.ec2(&format!("DescribeVolumes&Filter.1.Name={name}&Filter.1.Value.1={value}"));
    answer.ok();
    ids(&answer)
}

/// The ids of the volumes: each stands twice when it is attached.
fn ids(answer: &Answer) -> Vec<String> {
    let mut ids = answer.all("volumeId");
    ids.dedup();
    ids
}

mod reading {
    use super::*;

    #[test]
    fn volumes_of_an_instance_are_in_use() {
        let answer = Twin::with(WORLD).ec2("DescribeVolumes");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><volumeSet><item><volumeId>vol-00000000000000001</volumeId><size>20</size><snapshotId/><availabilityZone>us-east-1b</availabilityZone><availabilityZoneId>use1-az4</availabilityZoneId><status>in-use</status><createTime>2026-11-21T08:00:00.000Z</createTime><attachmentSet><item><volumeId>vol-00000000000000001</volumeId><instanceId>i-00000000000000001</instanceId><device>/dev/xvda</device><status>attached</status><attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></item></attachmentSet><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><encrypted>false</encrypted><multiAttachEnabled>false</multiAttachEnabled></item><item><volumeId>vol-00000000000000002</volumeId><size>100</size><snapshotId/><availabilityZone>us-east-1b</availabilityZone><availabilityZoneId>use1-az4</availabilityZoneId><status>in-use</status><createTime>2026-11-21T08:00:00.000Z</createTime><attachmentSet><item><volumeId>vol-00000000000000002</volumeId><instanceId>i-00000000000000001</instanceId><device>/dev/xvdb</device><status>attached</status><attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></item></attachmentSet><volumeType>gp2</volumeType><iops>300</iops><encrypted>false</encrypted><multiAttachEnabled>false</multiAttachEnabled></item></volumeSet></DescribeVolumesResponse>
        "#);
    }

    #[test]
    fn a_volume_left_behind_is_available() {
        let (twin, id) = launched();
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        let answer = twin.ec2("DescribeVolumes");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><volumeSet><item><volumeId>vol-0120386e5464ae372</volumeId><size>40</size><snapshotId/><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId><status>available</status><createTime>2026-11-21T08:00:00.000Z</createTime><attachmentSet/><volumeType>gp2</volumeType><iops>120</iops><encrypted>false</encrypted><multiAttachEnabled>false</multiAttachEnabled><tagSet><item><key>team</key><value>blue</value></item></tagSet></item></volumeSet></DescribeVolumesResponse>
        "#);
    }

    #[test]
    fn nothing_is_an_empty_set() {
        assert!(Twin::empty().ec2("DescribeVolumes").ok().contains("<volumeSet/>"));
    }

    #[test]
    fn a_root_volume_is_made_from_the_images_snapshot() {
        let (twin, _) = launched();
        let mut snapshots = twin.ec2("DescribeVolumes").all("snapshotId");
        snapshots.sort();
        assert_eq!(snapshots, ["", "", "snap-0abcdef1234567890"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_are_well_formed_and_known() {
        let twin = Twin::with(WORLD);
        let error =
            |id: &str| twin.ec2(&format!("DescribeVolumes&VolumeId.1=vol-00000000000000001&VolumeId.2={id}")).error();
        let text = "Invalid id: \"disk\" (expecting \"vol-...\")";
        assert_eq!(error("disk"), (400, "InvalidVolumeID.Malformed".into(), text.into()));
        let text = "The volume 'vol-0ffffffffffffffff' does not exist.";
        assert_eq!(error("vol-0ffffffffffffffff"), (400, "InvalidVolume.NotFound".into(), text.into()));
    }

    #[test]
    fn filters_are_known() {
        let twin = Twin::with(WORLD);
        let error = twin.ec2("DescribeVolumes&Filter.1.Name=colour&Filter.1.Value.1=red").error();
        assert_eq!(error, (400, "InvalidParameterValue".into(), "The filter 'colour' is invalid".into()));
    }

    #[test]
    fn a_page_has_from_5_to_1000_volumes() {
        let twin = Twin::with(WORLD);
        for max in ["4", "1001"] {
            assert_eq!(twin.ec2(&format!("DescribeVolumes&MaxResults={max}")).error().1, "InvalidParameterValue");
        }
        let both = twin.ec2("DescribeVolumes&MaxResults=5&VolumeId.1=vol-00000000000000001");
        assert_eq!(both.error().1, "InvalidParameterCombination");
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ec2("DescribeVolumes&Colour=red").error().1, "UnknownParameter");
        assert_eq!(twin.ec2("DescribeVolumes&DryRun=true").error().1, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let twin = Twin::with(WORLD);
        let (one, two) = ("vol-00000000000000001", "vol-00000000000000002");
        for (name, value, chosen) in [
            ("volume-id", "vol-*1", vec![one]),
            ("volume-type", "gp2", vec![two]),
            ("size", "20", vec![one]),
            ("attachment.instance-id", "i-00000000000000001", vec![one, two]),
            ("attachment.device", "/dev/xvda", vec![one]),
            ("attachment.delete-on-termination", "false", vec![]),
            ("attachment.status", "attached", vec![one, two]),
            ("attachment.attach-time", "2026-11-21T08:*", vec![one, two]),
            ("create-time", "2025*", vec![]),
            ("availability-zone", "us-east-1b", vec![one, two]),
            ("availability-zone-id", "use1-az4", vec![one, two]),
            ("availability-zone-id", "use1-az2", vec![]),
            ("status", "available", vec![]),
            ("encrypted", "false", vec![one, two]),
            ("snapshot-id", "snap-*", vec![]),
            ("operator.principal", "*", vec![]),
        ] {
            assert_eq!(filtered(&twin, name, value), chosen, "{name}={value}");
        }
    }

    #[test]
    fn a_launch_says_what_its_volumes_are() {
        let twin = Twin::empty();
        let volumes = |mapping: &str| {
            let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
            let answer = twin.ec2(&format!("{run}&BlockDeviceMapping.1.DeviceName=/dev/xvda{mapping}"));
            let id = answer.one("instanceId");
            let filter = "Filter.1.Name=attachment.instance-id&Filter.1.Value.1=";
            let volume = twin.ec2(&format!("DescribeVolumes&{filter}{id}"));
            ["volumeType", "size", "iops", "throughput", "encrypted"].map(|name| volume.all(name).concat())
        };
        assert_eq!(volumes(""), ["gp3", "8", "3000", "125", "false"]);
        let ebs = "&BlockDeviceMapping.1.Ebs";
        assert_eq!(
            volumes(&format!("{ebs}.VolumeSize=50{ebs}.Iops=6000{ebs}.Throughput=300{ebs}.Encrypted=true")),
            ["gp3", "50", "6000", "300", "true"]
        );
        assert_eq!(volumes(&format!("{ebs}.VolumeType=io2{ebs}.Iops=400")), ["io2", "8", "400", "", "false"]);
        let encrypted = twin.ec2("DescribeVolumes&Filter.1.Name=encrypted&Filter.1.Value.1=true");
        assert_eq!(encrypted.all("size"), ["50"]);
    }

    #[test]
    fn tags_choose() {
        let (twin, _) = launched();
        assert_eq!(filtered(&twin, "tag:team", "bl*").len(), 3);
        assert_eq!(filtered(&twin, "tag-key", "team").len(), 3);
        assert_eq!(filtered(&twin, "tag:team", "red").len(), 0);
    }

    #[test]
    fn termination_leaves_what_does_not_go_with_it() {
        let (twin, id) = launched();
        assert_eq!(filtered(&twin, "status", "in-use").len(), 3);
        let kept = filtered(&twin, "attachment.delete-on-termination", "false");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        assert_eq!(filtered(&twin, "status", "available"), kept);
        assert_eq!(ids(&twin.ec2("DescribeVolumes")), kept, "the others are gone");
        assert_eq!(filtered(&twin, "attachment.device", "*").len(), 0);
        twin.advance("2h");
        assert_eq!(ids(&twin.ec2(&format!("DescribeVolumes&VolumeId.1={}", kept[0]))), kept);
    }

    #[test]
    fn a_volume_is_in_use_until_its_instance_is_terminated() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(filtered(&twin, "status", "in-use").len(), 2);
        twin.advance("1m");
        assert_eq!(ids(&twin.ec2("DescribeVolumes")).len(), 0);
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=7&MaxCount=7").ok();
        let first = twin.ec2("DescribeVolumes&MaxResults=5");
        let second = twin.ec2(&format!("DescribeVolumes&MaxResults=5&NextToken={}", first.one("nextToken")));
        let all = ids(&twin.ec2("DescribeVolumes"));
        assert_eq!([ids(&first), ids(&second)].concat(), all);
        assert_eq!((all.len(), second.all("nextToken").len()), (7, 0));
    }
}
