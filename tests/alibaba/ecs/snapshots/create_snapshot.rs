use super::{WORLD, create, described, ids, made, shown, slow};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "DiskId=d-1&SnapshotName=mine&Description=of+it&Category=Standard&InstantAccess=true\
            &InstantAccessRetentionDays=1&Tag.1.key=a&Tag.1.value=b&RetentionDays=7&ResourceGroupId=rg-1";
        insta::assert_snapshot!(in_every_shape(WORLD, "CreateSnapshot", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","SnapshotId":"s-bpgdc5uh2rrny127gne4"}"#);
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml("CreateSnapshot&DiskId=d-1").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateSnapshotResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><SnapshotId>s-bpgdc5uh2rrny127gne4</SnapshotId></CreateSnapshotResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("CreateSnapshot").error(), missing("DiskId"));
        let text = "The specified DiskId does not exist.";
        assert_eq!(create(&twin, "d-nowhere", "").error(), refusal(404, "InvalidDiskId.NotFound", text));
        for (more, code) in [
            ("&SnapshotName=x", "InvalidSnapshotName.Malformed"),
            ("&SnapshotName=auto2", "InvalidSnapshotName.Malformed"),
            ("&Description=x", "InvalidDescription.Malformed"),
            ("&RetentionDays=0", "InvalidRetentionDays.Malformed"),
            ("&RetentionDays=65537", "InvalidRetentionDays.Malformed"),
            ("&InstantAccessRetentionDays=65536", "InvalidInstantAccessRetentionDays.Malformed"),
            ("&Category=archive", "InvalidSnapshotCategory.Malformed"),
            ("&Category=Flash", "UnsupportedParameter"),
            ("&StorageLocationArn=arn", "UnsupportedParameter"),
            ("&Tag.1.Key=acs:x", "InvalidTagKey.Malformed"),
            ("&Tag.1.Key=a&Tag.2.Key=a", "Duplicate.TagKey"),
        ] {
            assert_eq!(create(&twin, "d-1", more).error().1, code, "{more}");
        }
        assert_eq!(described(&twin, ""), [] as [serde_json::Value; 0]);
    }

    #[test]
    fn the_disk_is_at_rest() {
        let twin = slow();
        let text = "The disk attached instance is locked due to security.";
        assert_eq!(create(&twin, "d-locked", "").error(), refusal(403, "InstanceLockedForSecurity", text));
        made(&twin, "d-1", "");
        let text = "A previous snapshot creation is in process.";
        let creating = refusal(403, "IncorrectDiskStatus.CreatingSnapshot", text);
        assert_eq!(create(&twin, "d-1", "").error(), creating);
        made(&twin, "d-2", "");
        twin.ecs("StopInstance&InstanceId=i-1").ok();
        twin.ecs("CreateSnapshot&DiskId=d-2").error();
        assert_eq!(create(&twin, "d-1", "").error().1, "IncorrectInstanceStatus");
    }

    #[test]
    fn local_disks_have_none() {
        let twin = Twin::with("[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.i2.2xlarge\"");
        let disks = twin.ecs("DescribeDisks&RegionId=cn-hangzhou&DiskType=data").json();
        let local = disks["Disks"]["Disk"][0]["DiskId"].as_str().expect("an id").to_owned();
        let text = "The type of the specified disk does not support creating a snapshot.";
        assert_eq!(create(&twin, &local, "").error(), refusal(400, "DiskCategory.OperationNotSupported", text));
    }

    #[test]
    fn a_disk_has_so_many() {
        let twin = Twin::with(WORLD);
        for _ in 0..256 {
            made(&twin, "d-1", "");
            twin.advance("1h");
        }
        let text = "The snapshot quota exceeds.";
        assert_eq!(create(&twin, "d-1", "").error(), refusal(403, "QuotaExceed.Snapshot", text));
        made(&twin, "d-2", "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_takes_its_time() {
        let twin = slow();
        let id = made(&twin, "d-1", "&SnapshotName=mine&ClientToken=once");
        assert_eq!(made(&twin, "d-1", "&SnapshotName=mine&ClientToken=once"), id);
        let one = shown(&twin, &id);
        assert_eq!(
            (&one["Status"], &one["Progress"], &one["Available"]),
            (&"progressing".into(), &"0%".into(), &false.into())
        );
        assert!(one["RemainTime"].as_i64().expect("seconds") > 0);
        twin.advance("2h");
        let one = shown(&twin, &id);
        assert_eq!((&one["Status"], &one["Progress"]), (&"accomplished".into(), &"100%".into()));
        assert_eq!((&one["RemainTime"], &one["SnapshotName"]), (&0.into(), &"mine".into()));
    }

    #[test]
    fn it_ends_after_its_days() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "d-1", "&RetentionDays=2");
        twin.advance("47h");
        assert_eq!(ids(&twin, ""), [id]);
        twin.advance("1h");
        assert_eq!(ids(&twin, ""), [] as [String; 0]);
    }
}
