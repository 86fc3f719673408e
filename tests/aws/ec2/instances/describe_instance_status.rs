use super::refusals::{dry_run, invalid, refused, refuses_strangers, unknown};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    zone = "us-east-1a"
    tags = { role = "web" }

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
    zone = "us-east-1b"
    state = "stopped"
"#;

const NOTHING: [&str; 0] = [];

fn status(twin: &Twin, rest: &str) -> Answer {
    twin.ec2(&format!("DescribeInstanceStatus{rest}"))
}

/// The states of the instance, of its system and of itself.
fn states(twin: &Twin, rest: &str) -> [Vec<String>; 2] {
    let answer = status(twin, rest);
    answer.ok();
    [answer.all("name"), answer.all("status")]
}

mod reading {
    use super::*;

    #[test]
    fn a_running_instance_is_healthy() {
        insta::assert_snapshot!(status(&Twin::with(WORLD), "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceStatusResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceStatusSet><item><instanceId>i-00000000000000001</instanceId><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId><instanceState><code>16</code><name>running</name></instanceState><systemStatus><status>ok</status><details><item><name>reachability</name><status>passed</status></item></details></systemStatus><instanceStatus><status>ok</status><details><item><name>reachability</name><status>passed</status></item></details></instanceStatus><attachedEbsStatus><status>ok</status><details><item><name>reachability</name><status>passed</status></item></details></attachedEbsStatus><operator><managed>false</managed><hiddenByDefault>false</hiddenByDefault></operator></item></instanceStatusSet></DescribeInstanceStatusResponse>
        "#);
    }

    #[test]
    fn a_stopped_instance_has_no_health() {
        let twin = Twin::with(WORLD);
        let answer = status(&twin, "&InstanceId.1=i-00000000000000002&IncludeAllInstances=true");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceStatusResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceStatusSet><item><instanceId>i-00000000000000002</instanceId><availabilityZone>us-east-1b</availabilityZone><availabilityZoneId>use1-az4</availabilityZoneId><instanceState><code>80</code><name>stopped</name></instanceState><systemStatus><status>not-applicable</status></systemStatus><instanceStatus><status>not-applicable</status></instanceStatus><operator><managed>false</managed><hiddenByDefault>false</hiddenByDefault></operator></item></instanceStatusSet></DescribeInstanceStatusResponse>
        "#);
    }

    #[test]
    fn without_instances_the_set_is_an_empty_element() {
        let answer = status(&Twin::empty(), "");
        assert!(answer.ok().contains("<instanceStatusSet/>"), "{}", answer.ok());
    }

    #[test]
    fn filters_choose() {
        let twin = Twin::with(WORLD);
        for (name, value, ids) in [
            ("availability-zone", "us-east-1b", "2"),
            ("availability-zone", "us-east-1?", "12"),
            ("availability-zone-id", "use1-az4", "2"),
            ("event.code", "*", ""),
            ("operator.managed", "false", "12"),
            ("instance-status.reachability", "*", "1"),
            ("instance-state-name", "running", "1"),
            ("instance-state-code", "80", "2"),
            ("instance-status.status", "ok", "1"),
            ("instance-status.reachability", "passed", "1"),
            ("system-status.status", "not-applicable", "2"),
            ("system-status.reachability", "passed", "1"),
            ("system-status.status", "impaired", ""),
        ] {
            let filter = format!("&IncludeAllInstances=true&Filter.1.Name={name}&Filter.1.Value.1={value}");
            let expected: Vec<_> = ids.chars().map(|digit| format!("i-0000000000000000{digit}")).collect();
            assert_eq!(status(&twin, &filter).all("instanceId"), expected, "{name}={value}");
        }
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=7&MaxCount=7";
        let mut ids = twin.ec2(run).all("instanceId");
        ids.sort();
        let first = status(&twin, "&MaxResults=5");
        assert_eq!(first.all("instanceId"), ids[..5]);
        let second = status(&twin, &format!("&MaxResults=5&NextToken={}", first.one("nextToken")));
        assert_eq!(second.all("instanceId"), ids[5..]);
        assert_eq!(second.all("nextToken").len(), 0);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_there() {
        let twin = Twin::with(WORLD);
        refuses_strangers(|id| status(&twin, &format!("&InstanceId.1={id}")));
        let text = "The instance IDs 'i-0eeeeeeeeeeeeeeee, i-0ffffffffffffffff' do not exist";
        let answer = status(&twin, "&InstanceId.1=i-0eeeeeeeeeeeeeeee&InstanceId.2=i-0ffffffffffffffff");
        assert_eq!(answer.error(), refused("InvalidInstanceID.NotFound", text));
    }

    #[test]
    fn a_page_has_5_instances_or_more_and_no_ids() {
        let twin = Twin::with(WORLD);
        for max in ["4", "0", "-1"] {
            let text =
                format!("Value ( {max} ) for parameter maxResults is invalid. Expecting a value greater than 5.");
            let error = status(&twin, &format!("&MaxResults={max}")).error();
            assert_eq!(error, refused("InvalidParameterValue", &text));
        }
        status(&twin, "&MaxResults=5").ok();
        status(&twin, "&MaxResults=10000").ok();
        let text = "The parameter instanceIdsSet cannot be used with the parameter maxResults";
        let answer = status(&twin, "&MaxResults=5&InstanceId.1=i-00000000000000001");
        assert_eq!(answer.error(), refused("InvalidParameterCombination", text));
        let text = "Value ( x ) for parameter NextToken is invalid. The token is invalid.";
        assert_eq!(status(&twin, "&NextToken=x").error(), refused("InvalidParameterValue", text));
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        let text = "The filter 'colour' is invalid";
        let answer = status(&twin, "&Filter.1.Name=colour&Filter.1.Value.1=red");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        let text = "The filter 'tag:role' is invalid";
        let answer = status(&twin, "&Filter.1.Name=tag:role&Filter.1.Value.1=web");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        assert_eq!(status(&twin, "&Colour=red").error(), unknown("Colour"));
        let error = status(&twin, "&IncludeAllInstances=maybe").error();
        assert_eq!(error, invalid("IncludeAllInstances", "maybe", "true or false"));
    }

    #[test]
    fn a_dry_run_answers_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(status(&twin, "&DryRun=true").error(), dry_run());
        assert_eq!(status(&twin, "&DryRun=true&InstanceId.1=x").error().1, "InvalidInstanceID.Malformed");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn only_running_instances_are_shown_unless_all_are_asked_for() {
        let twin = Twin::with(WORLD);
        assert_eq!(status(&twin, "").all("instanceId"), ["i-00000000000000001"]);
        assert_eq!(status(&twin, "&IncludeAllInstances=false").all("instanceId"), ["i-00000000000000001"]);
        let all = ["i-00000000000000001", "i-00000000000000002"];
        assert_eq!(status(&twin, "&IncludeAllInstances=true").all("instanceId"), all);
        assert_eq!(status(&twin, "&InstanceId.1=i-00000000000000002").all("instanceId").len(), 0);
    }

    #[test]
    fn the_status_follows_the_instance_through_its_life() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let (id, all) = ("&InstanceId.1=i-00000000000000002", "&IncludeAllInstances=true");
        let named = format!("{id}{all}");
        let none = || vec!["not-applicable".to_owned(); 2];
        twin.ec2(&format!("StartInstances{id}")).ok();
        let reachable = |name: &str, checks| [vec![name.to_owned()], vec!["reachability".to_owned(); checks]].concat();
        assert_eq!(states(&twin, &named), [reachable("pending", 2), vec!["initializing".to_owned(); 4]]);
        assert_eq!(states(&twin, id).concat(), NOTHING, "a pending instance does not run");
        twin.advance("1m");
        let [names, health] = states(&twin, id);
        assert_eq!((names, health.concat()), (reachable("running", 3), "okpassed".repeat(3)));
        twin.ec2(&format!("StopInstances{id}")).ok();
        assert_eq!(states(&twin, &named), [vec!["stopping".to_owned()], none()]);
        twin.advance("1m");
        assert_eq!(states(&twin, &named), [vec!["stopped".to_owned()], none()]);
        twin.ec2(&format!("TerminateInstances{id}")).ok();
        assert_eq!(states(&twin, &named), [vec!["terminated".to_owned()], none()]);
        twin.advance("1m");
        assert_eq!(states(&twin, &named), [vec!["terminated".to_owned()], none()]);
        assert_eq!(states(&twin, id).concat(), NOTHING);
    }
}
