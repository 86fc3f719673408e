use super::super::parts::*;
use super::{encrypted, snapshot};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn it_is_complete() {
        let twin = Twin::empty();
        encrypted(&twin, "");
        twin.advance("1m");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeSnapshots")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><snapshotSet>
        <item><snapshotId>snap-0120383713bf7a801</snapshotId><volumeId>vol-01203828746c4d98f</volumeId><status>completed</status>
        <startTime>2026-11-21T08:00:00.000Z</startTime><progress>100%</progress><ownerId>123456789012</ownerId>
        <volumeSize>10</volumeSize><description/><encrypted>true</encrypted><kmsKeyId>arn:aws:kms:us-east-1:123456789012:key/96845045-08e4-4147-aa1f-2e1d116668a5</kmsKeyId>
        <storageTier>standard</storageTier><completionTime>2026-11-21T08:00:00.000Z</completionTime></item>
        </snapshotSet></DescribeSnapshotsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_and_filters_are_known() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let error = |more: &str| twin.ec2(&format!("DescribeSnapshots{more}")).error().1;
        assert_eq!(
            error(&format!("&SnapshotId.1={id}&SnapshotId.2=snap-0ffffffffffffffff")),
            "InvalidSnapshot.NotFound"
        );
        assert_eq!(error("&SnapshotId.1=x"), "InvalidSnapshotID.Malformed");
        assert_eq!(error("&Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
        assert_eq!(error("&MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error(&format!("&MaxResults=5&SnapshotId.1={id}")), "InvalidParameterCombination");
        assert_eq!(error("&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn owners_and_filters_choose() {
        let twin = Twin::empty();
        let (plain, secret) = (snapshot(&twin), encrypted(&twin, ""));
        let shown = |more: &str| twin.ec2(&format!("DescribeSnapshots{more}")).all("snapshotId");
        assert_eq!(shown("&Owner.1=self").len(), 2);
        assert_eq!(shown("&Owner.1=123456789012").len(), 2);
        assert_eq!(shown("&Owner.1=amazon").len(), 0);
        assert_eq!(shown("&RestorableBy.1=self").len(), 2);
        assert_eq!(shown("&RestorableBy.1=all").len(), 0);
        let found = |name: &str, value: &str| found(&twin, "DescribeSnapshots", name, value, "snapshotId");
        assert_eq!(found("encrypted", "true"), [secret.as_str()]);
        assert_eq!(found("snapshot-id", &plain), [plain.as_str()]);
        assert_eq!(found("status", "completed").len(), 2);
        assert_eq!(found("volume-size", "11").len(), 0);
        twin.ec2(&format!("CreateTags&ResourceId.1={plain}&Tag.1.Key=a&Tag.1.Value=b")).ok();
        assert_eq!(found("tag:a", "b"), [plain.as_str()]);
        twin.ec2(&format!("ModifySnapshotAttribute&SnapshotId={plain}&CreateVolumePermission.Add.1.Group=all")).ok();
        assert_eq!(shown("&RestorableBy.1=all"), [plain]);
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        (0..7).for_each(|_| drop(snapshot(&twin)));
        pages(&twin, "DescribeSnapshots", 5, "snapshotId");
    }
}
