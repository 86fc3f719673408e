use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "c5.large"
    count = 1
    tags = { Name = "spare" }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    tags = { Empty = "", Name = "web", Team = "blue" }

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"
    tags = { Name = "db" }
"#;

const FIRST: &str = "i-00000000000000001";
const SECOND: &str = "i-00000000000000002";

fn delete(twin: &Twin, ids: &[&str], more: &str) -> Answer {
    let ids: String = (1..).zip(ids).map(|(n, id): (usize, _)| format!("&ResourceId.{n}={id}")).collect();
    twin.ec2(&format!("DeleteTags{ids}{more}"))
}

/// The keys of the tags that a resource has.
fn keys(twin: &Twin, id: &str) -> Vec<String> {
    twin.ec2(&format!("DescribeTags&Filter.1.Name=resource-id&Filter.1.Value.1={id}")).all("key")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_that_it_is_done() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(delete(&twin, &[FIRST], "&Tag.1.Key=Name").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></DeleteTagsResponse>
        "#);
    }

    #[test]
    fn an_empty_value_is_a_value() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[FIRST], "&Tag.1.Key=Name&Tag.1.Value=&Tag.2.Key=Empty&Tag.2.Value=").ok();
        assert_eq!(keys(&twin, FIRST), ["Name", "Team"]);
    }

    #[test]
    fn tags_are_read_by_their_index() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[FIRST], "&Tag.10.Key=Name&Tag.9.Key=Team&Tag.10.Value=web&Tag.9.Value=red").ok();
        assert_eq!(keys(&twin, FIRST), ["Empty", "Team"]);
    }
}

mod validation {
    use super::*;

    fn refused(code: &str, text: &str) -> (u16, String, String) {
        (400, code.into(), text.into())
    }

    #[test]
    fn resources_are_named() {
        let twin = Twin::with(WORLD);
        let text = "The request must contain the parameter ResourceId";
        assert_eq!(delete(&twin, &[], "&Tag.1.Key=Name").error(), refused("MissingParameter", text));
        let text = "The request must contain the parameter Tag.1.Key";
        assert_eq!(delete(&twin, &[FIRST], "&Tag.1.Value=web").error(), refused("MissingParameter", text));
        let text = "The parameter ClientToken is not recognized";
        assert_eq!(delete(&twin, &[FIRST], "&ClientToken=a").error(), refused("UnknownParameter", text));
    }

    #[test]
    fn all_resources_are_there() {
        let twin = Twin::with(WORLD);
        let text = "The instance ID 'i-0ffffffffffffffff' does not exist";
        let answer = delete(&twin, &[FIRST, "i-0ffffffffffffffff"], "");
        assert_eq!(answer.error(), refused("InvalidInstanceID.NotFound", text));
        let text = "The volume 'vol-0ffffffffffffffff' does not exist.";
        let answer = delete(&twin, &[FIRST, "vol-0ffffffffffffffff"], "");
        assert_eq!(answer.error(), refused("InvalidVolume.NotFound", text));
        let answer = delete(&twin, &[FIRST, "nonsense"], "");
        assert_eq!(answer.error(), refused("InvalidID", "The ID 'nonsense' is not valid"));
        assert_eq!(keys(&twin, FIRST), ["Empty", "Name", "Team"], "the others keep theirs");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_key_goes_whatever_its_value() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[FIRST, SECOND, "cr-00000000000000001"], "&Tag.1.Key=Name").ok();
        assert_eq!(keys(&twin, FIRST), ["Empty", "Team"]);
        assert!(keys(&twin, SECOND).is_empty());
        assert!(keys(&twin, "cr-00000000000000001").is_empty());
    }

    #[test]
    fn a_key_and_a_value_go_only_together() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[FIRST, SECOND], "&Tag.1.Key=Name&Tag.1.Value=db").ok();
        assert_eq!(keys(&twin, FIRST), ["Empty", "Name", "Team"]);
        assert!(keys(&twin, SECOND).is_empty());
    }

    #[test]
    fn without_tags_all_go() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[FIRST], "").ok();
        assert!(keys(&twin, FIRST).is_empty());
        assert_eq!(keys(&twin, SECOND), ["Name"]);
    }

    #[test]
    fn what_is_not_there_is_no_error() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[SECOND], "&Tag.1.Key=name&Tag.2.Key=Team").ok();
        assert_eq!(keys(&twin, SECOND), ["Name"], "case matters");
    }

    #[test]
    fn the_resource_itself_shows_it() {
        let twin = Twin::with(WORLD);
        delete(&twin, &[SECOND], "&Tag.1.Key=Name").ok();
        assert!(twin.ec2(&format!("DescribeInstances&InstanceId.1={SECOND}")).all("key").is_empty());
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = delete(&twin, &[FIRST], "&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(keys(&twin, FIRST).len(), 3);
    }
}
