use super::super::parts::*;
use super::{LOOK, attached, volume};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn it_is_being_modified() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        let modify = format!("ModifyVolume&VolumeId={volume}&Size=20&VolumeType=io2&Iops=400");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&modify)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyVolumeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><volumeModification><volumeId>vol-01203828746c4d98f</volumeId>
        <modificationState>modifying</modificationState><targetSize>20</targetSize><targetIops>400</targetIops>
        <targetVolumeType>io2</targetVolumeType><targetMultiAttachEnabled>false</targetMultiAttachEnabled>
        <originalSize>10</originalSize><originalIops>3000</originalIops><originalVolumeType>gp3</originalVolumeType>
        <originalThroughput>125</originalThroughput><originalMultiAttachEnabled>false</originalMultiAttachEnabled>
        <progress>0</progress><startTime>2026-11-21T08:00:00.000Z</startTime></volumeModification>
        </ModifyVolumeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_only_grows_and_fits_its_type() {
        let twin = Twin::empty();
        let id = volume(&twin);
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("ModifyVolume&VolumeId={id}{more}"), code)
        };
        assert_eq!(code("&Size=9", "InvalidParameterValue"), "New size cannot be smaller than existing size");
        code("", "InvalidParameterCombination");
        code("&VolumeType=odd", "InvalidParameterValue");
        code("&VolumeType=st1", "InvalidParameterValue");
        code("&Size=65537", "InvalidParameterValue");
        code("&Iops=5001", "InvalidParameterValue");
        code("&Throughput=1000", "InvalidParameterValue");
        code("&VolumeType=gp2&Iops=3000", "InvalidParameterCombination");
        code("&MultiAttachEnabled=true", "UnsupportedOperation");
        code("&Size=20&DryRun=true", "DryRunOperation");
        assert_eq!(twin.ec2("ModifyVolume&VolumeId=vol-0ffffffffffffffff&Size=1").error().1, "InvalidVolume.NotFound");
        assert_eq!(twin.ec2("ModifyVolume&Size=1").error().1, "MissingParameter");
    }

    #[test]
    fn one_is_complete_before_the_next() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let volume = volume(&twin);
        let grow = |size: u32| twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size={size}"));
        assert_eq!(grow(20).error().1, "IncorrectState", "it is still being created");
        twin.advance("20s");
        grow(20).ok();
        let busy = |state: &str| {
            let text = format!("Cannot modify volume in modification state {state}");
            assert_eq!(grow(30).error(), (400, "IncorrectModificationState".to_owned(), text));
        };
        busy("MODIFYING");
        twin.advance("20s");
        busy("OPTIMIZING");
        twin.advance("1m");
        grow(30).ok();
    }

    #[test]
    fn there_are_four_a_day() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        let grow = |size: u32| twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size={size}"));
        (11..15).for_each(|size| {
            grow(size).ok();
            twin.advance("1h");
        });
        assert_eq!(grow(15).error().1, "VolumeModificationRateExceeded");
        twin.advance("19h");
        assert_eq!(grow(15).error().1, "VolumeModificationRateExceeded");
        twin.advance("1h");
        grow(15).ok();
        assert_eq!(grow(16).error().1, "VolumeModificationRateExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_volume_has_its_new_shape() {
        let twin = Twin::empty();
        let (volume, _) = attached(&twin);
        let shape = || {
            let shown = twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}"));
            ["volumeType", "size", "iops", "throughput", "status"]
                .map(|name| shown.all(name).into_iter().next().unwrap_or_default())
        };
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size=100&Throughput=250")).ok();
        assert_eq!(shape(), ["gp3", "100", "3000", "250", "in-use"]);
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&VolumeType=gp2")).ok();
        assert_eq!(shape(), ["gp2", "100", "300", "", "in-use"]);
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size=200")).ok();
        assert_eq!(shape(), ["gp2", "200", "600", "", "in-use"]);
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&VolumeType=io1")).ok();
        assert_eq!(shape(), ["io1", "200", "3000", "", "in-use"]);
        let snapshot = twin.ec2(&format!("CreateSnapshot&VolumeId={volume}"));
        assert_eq!(snapshot.one("volumeSize"), "200");
    }

    #[test]
    fn it_has_it_when_it_is_optimized() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let volume = volume(&twin);
        twin.advance("20s");
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size=20")).ok();
        let size = || twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}")).one("size");
        assert_eq!(size(), "10");
        twin.advance("20s");
        assert_eq!(size(), "20");
    }
}
