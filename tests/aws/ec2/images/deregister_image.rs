use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

/// A world with an image of the account's own, and that image's id.
fn world() -> (Twin, String) {
    let twin = Twin::with(WORLD);
    let id = twin.ec2("CreateImage&InstanceId=i-00000000000000001&Name=web").one("imageId");
    (twin, id)
}

fn deregister(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ec2(&format!("DeregisterImage&ImageId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let (twin, id) = world();
        insta::assert_snapshot!(deregister(&twin, &id, "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeregisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><deleteSnapshotResultSet/></DeregisterImageResponse>
        "#);
    }

    #[test]
    fn the_answer_names_the_snapshots_that_go_too() {
        let (twin, id) = world();
        insta::assert_snapshot!(deregister(&twin, &id, "&DeleteAssociatedSnapshots=true").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeregisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><deleteSnapshotResultSet><item><snapshotId>snap-0120386e5464ae372</snapshotId><returnCode>success</returnCode></item></deleteSnapshotResultSet></DeregisterImageResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_image_is_known() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("DeregisterImage").error().1, "MissingParameter");
        assert_eq!(deregister(&twin, "x", "").error().1, "InvalidAMIID.Malformed");
        assert_eq!(deregister(&twin, "ami-0ffffffffffffffff", "").error().1, "InvalidAMIID.NotFound");
        assert_eq!(deregister(&twin, "ami-0ffffffffffffffff", "&Colour=red").error().1, "UnknownParameter");
    }

    #[test]
    fn an_image_is_ones_own() {
        let error = deregister(&Twin::empty(), "ami-0abcdef1234567890", "").error();
        let text = "Not authorized for image:ami-0abcdef1234567890";
        assert_eq!(error, (401, "AuthFailure".into(), text.into()));
    }

    #[test]
    fn it_goes_once() {
        let (twin, id) = world();
        deregister(&twin, &id, "").ok();
        let text = format!("The image ID '{id}' is no longer available");
        assert_eq!(deregister(&twin, &id, "").error(), (400, "InvalidAMIID.Unavailable".into(), text));
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let (twin, id) = world();
        assert_eq!(deregister(&twin, &id, "&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeImages&Owner.1=self").all("imageId"), [id]);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_no_longer_shown_nor_launched_from() {
        let (twin, id) = world();
        deregister(&twin, &id, "").ok();
        assert!(twin.ec2("DescribeImages&Owner.1=self").ok().contains("<imagesSet/>"));
        assert!(twin.ec2(&format!("DescribeImages&ImageId.1={id}")).ok().contains("<imagesSet/>"));
        let run = twin.ec2(&format!("RunInstances&ImageId={id}&InstanceType=t3.micro&MinCount=1&MaxCount=1"));
        assert_eq!(run.error().1, "InvalidAMIID.Unavailable");
    }

    #[test]
    fn instances_made_from_it_stay() {
        let (twin, id) = world();
        let run = twin.ec2(&format!("RunInstances&ImageId={id}&InstanceType=t3.micro&MinCount=1&MaxCount=1"));
        deregister(&twin, &id, "").ok();
        let shown = twin.ec2(&format!("DescribeInstances&InstanceId.1={}", run.one("instanceId")));
        assert_eq!((shown.one("imageId"), shown.one("name").as_str()), (id, "running"));
    }

    #[test]
    fn one_that_is_still_being_made_does_not_come_back() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = twin.ec2("CreateImage&InstanceId=i-00000000000000001&Name=web").one("imageId");
        deregister(&twin, &id, "").ok();
        twin.advance("5m");
        assert!(twin.ec2(&format!("DescribeImages&ImageId.1={id}")).ok().contains("<imagesSet/>"));
    }
}
