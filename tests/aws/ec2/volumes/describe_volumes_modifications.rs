use super::super::parts::*;
use super::volume;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn it_shows_both_shapes() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        twin.ec2(&format!("ModifyVolume&VolumeId={volume}&Size=20")).ok();
        twin.advance("1m");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeVolumesModifications")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVolumesModificationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><volumeModificationSet>
        <item><volumeId>vol-01203828746c4d98f</volumeId><modificationState>completed</modificationState><targetSize>20</targetSize>
        <targetIops>3000</targetIops><targetVolumeType>gp3</targetVolumeType><targetThroughput>125</targetThroughput>
        <targetMultiAttachEnabled>false</targetMultiAttachEnabled><originalSize>10</originalSize><originalIops>3000</originalIops>
        <originalVolumeType>gp3</originalVolumeType><originalThroughput>125</originalThroughput>
        <originalMultiAttachEnabled>false</originalMultiAttachEnabled><progress>100</progress><startTime>2026-11-21T08:00:00.000Z</startTime>
        <endTime>2026-11-21T08:00:00.000Z</endTime></item></volumeModificationSet>
        </DescribeVolumesModificationsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_volume_was_modified() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        let error = |more: &str| twin.ec2(&format!("DescribeVolumesModifications{more}")).error().1;
        assert_eq!(error(&format!("&VolumeId.1={volume}")), "InvalidVolumeModification.NotFound");
        assert_eq!(error("&VolumeId.1=vol-0ffffffffffffffff"), "InvalidVolume.NotFound");
        assert_eq!(error("&Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
        assert_eq!(error("&MaxResults=501"), "InvalidParameterValue");
        assert_eq!(error("&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_goes_through_its_states() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let id = volume(&twin);
        twin.advance("20s");
        twin.ec2(&format!("ModifyVolume&VolumeId={id}&Size=20")).ok();
        let state = || {
            let shown = twin.ec2(&format!("DescribeVolumesModifications&VolumeId.1={id}"));
            (shown.one("modificationState"), shown.one("progress"))
        };
        let is = |name: &str, progress: &str| (name.to_owned(), progress.to_owned());
        assert_eq!(state(), is("modifying", "0"));
        twin.advance("20s");
        assert_eq!(state(), is("optimizing", "25"));
        twin.advance("30s");
        assert_eq!(state(), is("optimizing", "62"));
        twin.advance("30s");
        assert_eq!(state(), is("completed", "100"));
        twin.advance("1000h");
        assert_eq!(state(), is("completed", "100"));
        let found = |value: &str| found(&twin, "DescribeVolumesModifications", "target-size", value, "volumeId");
        assert_eq!((found("20"), found("10").len()), (vec![id.clone()], 0));
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        for _ in 0..3 {
            let id = volume(&twin);
            twin.ec2(&format!("ModifyVolume&VolumeId={id}&Size=20")).ok();
        }
        pages(&twin, "DescribeVolumesModifications", 2, "volumeId");
    }
}
