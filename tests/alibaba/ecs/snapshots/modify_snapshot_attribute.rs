use super::{WORLD, ids, made, no_snapshot, shown};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("ModifySnapshotAttribute&SnapshotId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_only_its_id() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "d-1", "");
        insta::assert_snapshot!(modify(&twin, &id, "&SnapshotName=mine&DisableInstantAccess=true").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
        let xml = twin.ecs_xml(&format!("ModifySnapshotAttribute&SnapshotId={id}&Description=more"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifySnapshotAttributeResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId></ModifySnapshotAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "d-1", "&RetentionDays=7");
        assert_eq!(twin.ecs("ModifySnapshotAttribute").error(), missing("SnapshotId"));
        assert_eq!(modify(&twin, "s-nowhere", "&SnapshotName=mine").error(), no_snapshot());
        for (more, code) in [
            ("", "NoAttributeToModify"),
            ("&SnapshotName=x", "InvalidSnapshotName.Malformed"),
            ("&SnapshotName=auto-x", "InvalidSnapshotName.Malformed"),
            ("&Description=x", "InvalidDescription.Malformed"),
            ("&RetentionDays=65537", "InvalidRetentionDays.Malformed"),
        ] {
            assert_eq!(modify(&twin, &id, more).error().1, code, "{more}");
        }
        let text = "The requested operation to decrease retention days for the snapshot is not supported.";
        let shorter = refusal(400, "InvalidOperation.DecreaseRetentionDaysUnsupported", text);
        assert_eq!(modify(&twin, &id, "&RetentionDays=6").error(), shorter);
        let kept = made(&twin, "d-2", "");
        assert_eq!(modify(&twin, &kept, "&RetentionDays=65536").error(), shorter);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_shown_as_changed() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "d-1", "&SnapshotName=mine&Description=of+it");
        twin.advance("1h");
        modify(&twin, &id, "&SnapshotName=yours").ok();
        let one = shown(&twin, &id);
        assert_eq!((&one["SnapshotName"], &one["Description"]), (&"yours".into(), &"of it".into()));
        assert_eq!(one["LastModifiedTime"], "2026-11-21T09:00:00Z");
    }

    #[test]
    fn it_is_kept_longer() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "d-1", "&RetentionDays=2");
        modify(&twin, &id, "&RetentionDays=3").ok();
        twin.advance("71h");
        assert_eq!(ids(&twin, ""), [id]);
        twin.advance("1h");
        assert_eq!(ids(&twin, ""), [] as [String; 0]);
    }
}
