use super::*;
use twinstance::app::snapshot::Snapshot;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_yes() {
        let twin = Twin::empty();
        group(&twin, "g", "spread").ok();
        let answer = twin.ec2("DeletePlacementGroup&GroupName=g");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeletePlacementGroupResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return></DeletePlacementGroupResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_empty() {
        let twin = Twin::empty();
        group(&twin, "g", "spread").ok();
        launch(&twin, "g", 1, "").ok();
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("DeletePlacementGroup{more}"), code);
        code("", "MissingParameter");
        assert_eq!(code("&GroupName=x", "InvalidPlacementGroup.Unknown"), "The Placement Group 'x' is unknown.");
        let text = code("&GroupName=g", "InvalidPlacementGroup.InUse");
        assert_eq!(text, "The placement group 'g' is in use and may not be deleted.");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_goes_when_its_instances_are_gone() {
        for time in ["0s", "5m"] {
            goes(time);
        }
    }

    /// Deletes it so long after the termination of its instance began.
    fn goes(time: &str) {
        let twin = Twin::new("transitions = \"realistic\"", "");
        group(&twin, "g", "spread").ok();
        let id = launch(&twin, "g", 1, "").one("instanceId");
        twin.advance("5m");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        twin.advance(time);
        assert_eq!(twin.ec2("DeletePlacementGroup&GroupName=g&DryRun=true").error().1, "DryRunOperation");
        twin.ec2("DeletePlacementGroup&GroupName=g").ok();
        assert!(twin.ec2("DescribePlacementGroups").all("groupId").is_empty());
        let shown = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"));
        let state = if time == "0s" { "<name>shutting-down</name>" } else { "<name>terminated</name>" };
        assert!(shown.all("groupId").iter().all(|id| id.starts_with("sg-")) && shown.ok().contains(state));
        // What is saved with it holds.
        twin.app.take_snapshot("s".to_owned()).expect("a whole world");
        let text = serde_json::to_vec(&*twin.app.snapshots.get("s").expect("it")).expect("JSON");
        drop(Snapshot::parse(&text).expect("a snapshot"));
    }
}
