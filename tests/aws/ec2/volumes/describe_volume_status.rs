use super::super::parts::*;
use super::volume;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn it_is_ok() {
        let twin = Twin::empty();
        super::super::attached(&twin);
        let volume = volume(&twin);
        let describe = format!("DescribeVolumeStatus&VolumeId.1={volume}");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&describe)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVolumeStatusResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><volumeStatusSet>
        <item><volumeId>vol-0120387d7073e3eab</volumeId><availabilityZone>us-east-1a</availabilityZone>
        <availabilityZoneId>use1-az2</availabilityZoneId><volumeStatus><status>ok</status><details>
        <item><name>io-enabled</name><status>passed</status></item>
        <item><name>io-performance</name><status>not-applicable</status></item></details></volumeStatus><eventsSet/>
        <actionsSet/><attachmentStatuses/></item></volumeStatusSet></DescribeVolumeStatusResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn volumes_and_filters_are_known() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeVolumeStatus{more}")).error().1;
        assert_eq!(error("&VolumeId.1=vol-0ffffffffffffffff"), "InvalidVolume.NotFound");
        assert_eq!(error("&VolumeId.1=x"), "InvalidVolumeID.Malformed");
        assert_eq!(error("&Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
        assert_eq!(error("&MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error("&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_known_once_the_volume_is_created() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let id = volume(&twin);
        let status = || twin.ec2("DescribeVolumeStatus").all("status").swap_remove(0);
        assert_eq!(status(), "insufficient-data");
        twin.advance("20s");
        assert_eq!(status(), "ok");
        let found = |value: &str| found(&twin, "DescribeVolumeStatus", "volume-status.status", value, "volumeId");
        assert_eq!((found("ok"), found("impaired").len()), (vec![id], 0));
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        (0..7).for_each(|_| drop(volume(&twin)));
        pages(&twin, "DescribeVolumeStatus", 5, "volumeId");
    }
}
