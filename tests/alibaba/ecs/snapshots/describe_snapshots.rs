use super::{WORLD, ids, made, of_image, slow};
use crate::alibaba::ecs::{in_every_shape, missing};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn none_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&Status=all&SnapshotType=all&PageSize=100";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeSnapshots", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","NextToken":"","PageSize":100,"PageNumber":1,"TotalCount":0,"Snapshots":{"Snapshot":[]}}"#);
    }

    #[test]
    fn every_field() {
        let twin = slow();
        made(&twin, "d-1", "&SnapshotName=mine&Description=of+it&RetentionDays=7&Tag.1.Key=a&Tag.1.Value=b");
        insta::assert_snapshot!(twin.ecs("DescribeSnapshots&RegionId=cn-hangzhou").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","NextToken":"","PageSize":10,"PageNumber":1,"TotalCount":1,"Snapshots":{"Snapshot":[{"SnapshotId":"s-bpgdc5uh2rrny127gne4","SnapshotSN":"bpgdc5uh2rrny127gne4","SnapshotName":"mine","Description":"of it","Status":"progressing","Progress":"0%","RemainTime":60,"Available":false,"CreationTime":"2026-11-21T08:00:00Z","LastModifiedTime":"2026-11-21T08:00:00Z","RetentionDays":7,"SnapshotType":"user","Category":"standard","InstantAccess":false,"InstantAccessRetentionDays":0,"Usage":"none","SourceDiskId":"d-1","SourceDiskSize":"60","SourceDiskType":"system","SourceStorageType":"disk","FullSnapshotSizeInBytes":64424509440,"SnapshotLinkId":"sl-1","SourceSnapshotId":"","SourceRegionId":"","RegionId":"cn-hangzhou","Encrypted":false,"KMSKeyId":"","ProductCode":"","ResourceGroupId":"","Tags":{"Tag":[{"TagKey":"a","TagValue":"b"}]}}]}}"#);
        insta::assert_snapshot!(twin.ecs_xml("DescribeSnapshots&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeSnapshotsResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><NextToken/><PageSize>10</PageSize><PageNumber>1</PageNumber><TotalCount>1</TotalCount><Snapshots><Snapshot><SnapshotId>s-bpgdc5uh2rrny127gne4</SnapshotId><SnapshotSN>bpgdc5uh2rrny127gne4</SnapshotSN><SnapshotName>mine</SnapshotName><Description>of it</Description><Status>progressing</Status><Progress>0%</Progress><RemainTime>60</RemainTime><Available>false</Available><CreationTime>2026-11-21T08:00:00Z</CreationTime><LastModifiedTime>2026-11-21T08:00:00Z</LastModifiedTime><RetentionDays>7</RetentionDays><SnapshotType>user</SnapshotType><Category>standard</Category><InstantAccess>false</InstantAccess><InstantAccessRetentionDays>0</InstantAccessRetentionDays><Usage>none</Usage><SourceDiskId>d-1</SourceDiskId><SourceDiskSize>60</SourceDiskSize><SourceDiskType>system</SourceDiskType><SourceStorageType>disk</SourceStorageType><FullSnapshotSizeInBytes>64424509440</FullSnapshotSizeInBytes><SnapshotLinkId>sl-1</SnapshotLinkId><SourceSnapshotId/><SourceRegionId/><RegionId>cn-hangzhou</RegionId><Encrypted>false</Encrypted><KMSKeyId/><ProductCode/><ResourceGroupId/><Tags><Tag><TagKey>a</TagKey><TagValue>b</TagValue></Tag></Tags></Snapshot></Snapshots></DescribeSnapshotsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn filters_have_values_that_are_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeSnapshots").error(), missing("RegionId"));
        let ids: Vec<String> = (0..101).map(|n| format!("%22s-{n}%22")).collect();
        let many = format!("&SnapshotIds=[{}]", ids.join(","));
        for (more, code) in [
            ("&Status=done", "InvalidStatus.NotFound"),
            ("&SnapshotType=all2", "InvalidSnapshotType.NotFound"),
            ("&Usage=disks", "InvalidUsage"),
            ("&SourceDiskType=root", "InvalidSourceDiskType"),
            ("&Category=x", "InvalidSnapshotCategory.Malformed"),
            ("&SnapshotLinkId=sl-nowhere", "InvalidSnapshotLinkId.NotFound"),
            ("&Filter.1.Key=x&Filter.1.Value=y", "InvalidFilterKey.NotFound"),
            ("&Filter.1.Key=CreationStartTime&Filter.1.Value=y", "InvalidFilterValue"),
            ("&PageSize=101", "InvalidParameter"),
            ("&MaxResults=0", "InvalidParameter"),
            (&many, "InvalidSnapshotIds.Malformed"),
        ] {
            assert_eq!(twin.ecs(&format!("DescribeSnapshots&RegionId=cn-hangzhou{more}")).error().1, code, "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_filter_selects() {
        let twin = slow();
        let first = made(&twin, "d-1", "&SnapshotName=mine&ResourceGroupId=rg-1&Tag.1.Key=a");
        twin.advance("3h");
        let second = made(&twin, "d-2", "");
        let link = super::super::shown(&twin, &first)["SnapshotLinkId"].as_str().expect("an id").to_owned();
        for (filter, expected) in [
            ("&InstanceId=i-1", &[&first, &second][..]),
            ("&InstanceId=i-locked", &[]),
            ("&DiskId=d-1", &[&first]),
            (&format!("&SnapshotLinkId={link}"), &[&first]),
            ("&SnapshotName=mine", &[&first]),
            ("&Status=accomplished", &[&first]),
            ("&Status=progressing", &[&second]),
            ("&Status=failed", &[]),
            ("&SnapshotType=user", &[&first, &second]),
            ("&SnapshotType=auto", &[]),
            ("&SourceDiskType=System", &[&first]),
            ("&SourceDiskType=data", &[&second]),
            ("&ResourceGroupId=rg-1", &[&first]),
            ("&Tag.1.key=a", &[&first]),
            ("&Usage=none", &[&first, &second]),
            ("&Usage=image", &[]),
            ("&Encrypted=true", &[]),
            ("&Encrypted=false", &[&first, &second]),
            ("&KMSKeyId=key", &[]),
            ("&Category=Standard", &[&first, &second]),
            ("&Category=archive", &[]),
            ("&Filter.1.Key=CreationStartTime&Filter.1.Value=2026-11-21T09:00Z", &[&second]),
            ("&Filter.1.Key=CreationEndTime&Filter.1.Value=2026-11-21T09:00Z", &[&first]),
        ] {
            let expected: Vec<String> = expected.iter().map(|id| (*id).clone()).collect();
            assert_eq!(ids(&twin, filter), expected, "{filter}");
        }
    }

    #[test]
    fn what_images_have_is_used() {
        let twin = Twin::with(WORLD);
        let (_, snapshot) = of_image(&twin);
        assert!(ids(&twin, "&Usage=image").contains(&snapshot));
        assert_eq!(ids(&twin, "&Usage=none"), [] as [String; 0]);
    }

    #[test]
    fn pages_go_on() {
        let twin = Twin::with(WORLD);
        let made: Vec<_> = (0..3)
            .map(|_| {
                let id = made(&twin, "d-1", "");
                twin.advance("1h");
                id
            })
            .collect();
        let first = twin.ecs("DescribeSnapshots&RegionId=cn-hangzhou&MaxResults=2").json();
        let token = first["NextToken"].as_str().expect("a token");
        assert_eq!(ids(&twin, &format!("&MaxResults=2&NextToken={token}")), made[2..]);
        assert_eq!(ids(&twin, "&PageSize=2&PageNumber=2"), made[2..]);
    }
}
