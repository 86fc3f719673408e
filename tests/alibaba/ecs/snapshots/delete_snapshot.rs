use super::{WORLD, ids, made, of_image, slow};
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};

fn delete(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("DeleteSnapshot&SnapshotId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_only_its_id() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "d-1", "");
        insta::assert_snapshot!(delete(&twin, &id, "").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
        let xml = twin.ecs_xml("DeleteSnapshot&SnapshotId=s-nowhere");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteSnapshotResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId></DeleteSnapshotResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_id_is_given_and_is_one() {
        let twin = Twin::with(WORLD);
        let text = "The input parameter SnapshotId that is mandatory for processing this request is not supplied.";
        assert_eq!(twin.ecs("DeleteSnapshot").error(), refusal(400, "MissingParameter", text));
        let text = "The specified snapshot is not found.";
        assert_eq!(delete(&twin, "d-1", "").error(), refusal(404, "InvalidSnapshotId.NotFound", text));
        let id = made(&twin, "d-1", "");
        assert_eq!(ids(&twin, ""), [id]);
    }

    #[test]
    fn what_is_used_stays() {
        let twin = Twin::with(WORLD);
        let (image, snapshot) = of_image(&twin);
        let text = "The snapshot has been used to create user defined image(s).";
        assert_eq!(delete(&twin, &snapshot, "&Force=true").error(), refusal(403, "SnapshotCreatedImage", text));
        let run = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large";
        twin.ecs(&format!("{run}&ImageId={image}")).ok();
        twin.ecs(&format!("DeleteImage&RegionId=cn-hangzhou&ImageId={image}&Force=true")).ok();
        let text = "The snapshot has been used to create disk(s).";
        assert_eq!(delete(&twin, &snapshot, "").error(), refusal(403, "SnapshotCreatedDisk", text));
        delete(&twin, &snapshot, "&Force=true").ok();
        assert!(!ids(&twin, "").contains(&snapshot));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn one_that_is_being_created_goes_too() {
        let twin = slow();
        let id = made(&twin, "d-1", "");
        delete(&twin, &id, "").ok();
        assert_eq!(ids(&twin, ""), [] as [String; 0]);
        twin.advance("2h");
        assert_eq!(ids(&twin, ""), [] as [String; 0]);
        made(&twin, "d-1", "");
    }
}
