use super::super::parts::*;
use super::{LOOK, state};
use crate::support::Twin;

const TAG: &str =
    "&TagSpecification.1.ResourceType=volume&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";

mod reading {
    use super::*;

    #[test]
    fn it_is_being_created() {
        let call = format!("CreateVolume&AvailabilityZone=us-east-1a&Size=10{TAG}");
        insta::assert_snapshot!(super::super::super::lines(&Twin::empty().ec2(&call)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateVolumeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><volumeId>vol-01203828746c4d98f</volumeId><size>10</size>
        <snapshotId/><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId>
        <status>creating</status><createTime>2026-11-21T08:00:00.000Z</createTime><volumeType>gp2</volumeType><iops>100</iops>
        <encrypted>false</encrypted><multiAttachEnabled>false</multiAttachEnabled><tagSet>
        <item><key>Name</key><value>x</value></item></tagSet></CreateVolumeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn zone_and_size_are_needed() {
        let twin = Twin::empty();
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CreateVolume{more}"), code);
        code("&Size=10", "MissingParameter");
        code("&AvailabilityZone=us-east-1a", "MissingParameter");
        assert_eq!(
            code("&AvailabilityZone=us-west-2a&Size=1", "InvalidZone.NotFound"),
            "The zone 'us-west-2a' does not exist."
        );
        code("&AvailabilityZone=us-east-1a&AvailabilityZoneId=use1-az2&Size=1", "InvalidParameterCombination");
        code("&AvailabilityZone=us-east-1a&Size=1&DryRun=true", "DryRunOperation");
        code("&AvailabilityZone=us-east-1a&Size=1&Colour=red", "UnknownParameter");
        code("&AvailabilityZone=us-east-1a&Size=1&MultiAttachEnabled=true", "UnsupportedOperation");
        code("&AvailabilityZone=us-east-1a&Size=1&KmsKeyId=k", "InvalidParameterDependency");
        code("&AvailabilityZone=us-east-1a&SnapshotId=snap-0fffffffffffffff1", "InvalidSnapshot.NotFound");
        code("&AvailabilityZone=us-east-1a&SnapshotId=x", "InvalidSnapshotID.Malformed");
    }

    #[test]
    fn each_type_has_its_bounds() {
        let twin = Twin::empty();
        for (parameters, code) in [
            ("VolumeType=odd&Size=1", "InvalidParameterValue"),
            ("VolumeType=st1&Size=124", "InvalidParameterValue"),
            ("VolumeType=sc1&Size=16385", "InvalidParameterValue"),
            ("VolumeType=standard&Size=1025", "InvalidParameterValue"),
            ("VolumeType=gp2&Size=16385", "InvalidParameterValue"),
            ("VolumeType=gp3&Size=65537", "InvalidParameterValue"),
            ("VolumeType=gp2&Size=10&Iops=100", "InvalidParameterCombination"),
            ("VolumeType=io1&Size=10", "InvalidParameterCombination"),
            ("VolumeType=io1&Size=10&Iops=501", "InvalidParameterValue"),
            ("VolumeType=io2&Size=4&Iops=99", "InvalidParameterValue"),
            ("VolumeType=io2&Size=4&Iops=4000&Throughput=200", "InvalidParameterCombination"),
            ("VolumeType=gp3&Size=10&Throughput=124", "InvalidParameterValue"),
            ("VolumeType=gp3&Size=10&Throughput=800", "InvalidParameterValue"),
        ] {
            let call = format!("CreateVolume&AvailabilityZone=us-east-1a&{parameters}");
            refused_without_change(&twin, LOOK, &call, code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_available_with_what_was_asked_for() {
        let twin = Twin::empty();
        let made = |parameters: &str| {
            let id = made(&twin, &format!("CreateVolume&{parameters}{TAG}"), "volumeId");
            let shown = twin.ec2(&format!("DescribeVolumes&VolumeId.1={id}"));
            ["volumeType", "size", "iops", "throughput", "encrypted", "availabilityZone", "status", "key"]
                .map(|name| shown.all(name).concat())
        };
        let zone = "us-east-1b";
        let expected = ["gp2", "100", "300", "", "false", zone, "available", "Name"];
        assert_eq!(made("AvailabilityZone=us-east-1b&Size=100"), expected);
        let expected = ["gp3", "10", "4000", "500", "true", zone, "available", "Name"];
        let asked = "AvailabilityZoneId=use1-az4&Size=10&VolumeType=gp3&Iops=4000&Throughput=500&Encrypted=true";
        assert_eq!(made(asked), expected);
    }

    #[test]
    fn from_a_snapshot_it_is_at_least_as_large() {
        let twin = Twin::empty();
        let volume = super::super::volume(&twin);
        let snapshot = made(&twin, &format!("CreateSnapshot&VolumeId={volume}"), "snapshotId");
        let create = format!("CreateVolume&AvailabilityZone=us-east-1c&SnapshotId={snapshot}");
        let shown = twin.ec2(&create);
        assert_eq!((shown.one("size"), shown.one("snapshotId")), ("10".to_owned(), snapshot));
        assert_eq!(twin.ec2(&format!("{create}&Size=20")).one("size"), "20");
        assert_eq!(twin.ec2(&format!("{create}&Size=9")).error().1, "InvalidParameterValue");
        let public = "CreateVolume&AvailabilityZone=us-east-1c&SnapshotId=snap-0abcdef1234567890";
        assert_eq!(twin.ec2(public).one("size"), "8");
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let create = "CreateVolume&AvailabilityZone=us-east-1a&Size=1&ClientToken=t";
        let id = twin.ec2(create).one("volumeId");
        assert_eq!(twin.ec2(create).one("volumeId"), id);
        assert_ne!(twin.ec2(&format!("{create}0")).one("volumeId"), id);
        assert_eq!(twin.ec2(&create.replace("Size=1", "Size=2")).error().1, "IdempotentParameterMismatch");
    }

    #[test]
    fn it_takes_time_where_transitions_do() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let id = super::super::volume(&twin);
        assert_eq!(state(&twin, &id), "creating");
        assert_eq!(twin.ec2(&format!("DeleteVolume&VolumeId={id}")).error().1, "IncorrectState");
        twin.advance("20s");
        assert_eq!(state(&twin, &id), "available");
    }
}
